"""Parents and workers killed at random moments, disks that fill up, parts that cannot be read: every row, once, whole."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.read import to_toml
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.batch import BatchResults

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds workers through /proc")]
PROGRAM = "from paradiplomacy.cli.command import main; import sys; sys.exit(main(sys.argv[1:]))"
MOMENTS = int(os.environ.get("CHAOS_MOMENTS", "100"))
RUNS = 8 * MOMENTS


def workers(pid: int) -> list[int]:
    """Worker processes of a batch: the children of its fork server."""
    try:
        own = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return own + [each for child in own for each in workers(child)]


def spoil(folder: Path, rng: random.Random) -> None:
    """Make a part unreadable, as a dying disk does."""
    parts = sorted(folder.glob("*/part-*.parquet"))
    if parts:
        part = rng.choice(parts)
        part.write_bytes(part.read_bytes()[: rng.randrange(part.stat().st_size)])


def assert_same(folder: Path, undisturbed: BatchResults) -> None:
    found = BatchResults(folder)
    assert found.runs["run"].tolist() == list(range(len(undisturbed.runs)))
    for name in undisturbed:
        left, right = (
            each[name].drop(columns=["seconds", "session"], errors="ignore") for each in (found, undisturbed)
        )
        pd.testing.assert_frame_equal(left, right, check_exact=True)


def test_no_row_is_lost_twice_or_corrupt_whoever_is_killed_when(small: Callable[..., Design], tmp_path: Path) -> None:
    rng = random.Random(1)
    design = small(replicates=RUNS // 2, keep=("events",))
    (tmp_path / "design.toml").write_text(to_toml(design))
    command = [sys.executable, "-c", PROGRAM, "batch", "design.toml", "--out", "b", "--workers", "2", "--retry-failed"]
    killed = sittings = 0
    while killed < MOMENTS:
        sittings += 1
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        until = time.monotonic() + rng.uniform(0.5, 8)
        while process.poll() is None and killed < MOMENTS:
            if time.monotonic() > until:
                process.send_signal(signal.SIGKILL)
                killed += 1
                break
            time.sleep(rng.uniform(0.1, 1.5))
            family = workers(process.pid)
            if family and rng.random() < 0.5:
                victim = rng.choice(family)
                try:
                    os.kill(victim, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
        process.wait()
        if rng.random() < 0.2:
            spoil(tmp_path / "b", rng)
    for _ in range(5):  # a run that was blamed for a worker killed from outside is done again
        if subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0:
            break
    with ThreadPoolExecutor(1) as executor:
        undisturbed = batch(design, tmp_path / "undisturbed", executor=executor)
    assert_same(tmp_path / "b", undisturbed)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> object:
    """A disk of 300 KB."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", place], check=False, capture_output=True)
    if done.returncode:
        pytest.skip("only root may mount a disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_stops_with_a_message_and_the_rest_is_done_when_there_is_room(
    small: Callable[..., Design], tmp_path: Path, tiny_disk: Path
) -> None:
    design = small(replicates=40, keep=("events", "monthly", "cities"))
    (tmp_path / "design.toml").write_text(to_toml(design))
    command = [sys.executable, "-c", PROGRAM, "batch", "design.toml", "--out", str(tiny_disk / "b"), "--workers", "1"]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "No space left" in done.stderr
    assert "Go on with: paradiplomacy batch" in done.stderr
    assert "Traceback" not in done.stderr
    subprocess.run(["mount", "-o", "remount,size=50m", tiny_disk], check=True)
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    with ThreadPoolExecutor(1) as executor:
        assert_same(tiny_disk / "b", batch(design, tmp_path / "undisturbed", executor=executor))
