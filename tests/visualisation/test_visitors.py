"""Visitors: each has a world, places are limited, and what a visitor held is given back."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import to_toml
from paradiplomacy.visualisation.visitors import Visitors

MANY = 30


def test_thirty_visitors_each_have_a_world_and_give_it_back(small: Scenario, tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(to_toml(small))
    script = Path(__file__).with_name("kernels.py")
    done = subprocess.run([sys.executable, script, file], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    waves = json.loads(done.stdout.splitlines()[-1])
    assert len(waves) == 2
    for wave in waves:
        assert wave["here"] == wave["worlds"] == MANY
        assert wave["months"] == [8] + [0] * (MANY - 1) and wave["unmoved"]
        assert wave["full"], "the visitor after the last seat reads that the window is full"
        assert wave["left"] == wave["seats"] == 0
    first, second = waves
    assert second["most"] < first["most"] * 1.1, "a second wave takes the room of the first"


def test_places_are_counted_right_when_many_come_at_once() -> None:
    seats = Visitors(7)
    found: list[bool] = []
    barrier = threading.Barrier(32)

    def come() -> None:
        barrier.wait()
        found.append(seats.enter())

    threads = [threading.Thread(target=come) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == seats.here == 7
    seats.leave()
    assert seats.enter() and not seats.enter()
