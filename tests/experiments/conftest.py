"""A design whose runs take hundredths of a second, and measures that fail on purpose."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import paradiplomacy
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.results.store import Run

SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1, "search.candidates": 64}

AWKWARD = '''
"""Measures that do what measures must not."""
import os, signal, time
from pathlib import Path

HERE = Path(__file__).parent


def unlucky(world):
    return world.state.stream.key % 1000


def raises(world):
    """Raises where tolerance is 0.3, as long as the file is there."""
    if world.settings.response.tolerance == 0.3 and (HERE / "armed").exists():
        raise ZeroDivisionError("for this test")
    return 1.0


def dies(world):
    if world.settings.response.tolerance == 0.3 and (HERE / "armed").exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return 1.0


def hangs(world):
    """Never comes back to the loop of months."""
    if world.settings.response.tolerance == 0.3:
        time.sleep(600)
    return 1.0


def drags(world):
    time.sleep(0.05)
    return 1.0
'''


@pytest.fixture
def small() -> Callable[..., Design]:
    """Makes a small design: two values of a lever, three replicates, four months."""

    def make(**changes: Any) -> Design:
        facts: dict[str, Any] = {
            "title": "Small",
            "scenario": "synthetic",
            "measures": ("signed", "antagonism_of_surviving_acts", "success_share"),
            "months": 4,
            "replicates": 3,
            "changes": SMALL,
            "levers": (Factor("response.tolerance", values=(0.1, 0.3)),),
        }
        return Design(**(facts | changes))

    return make


@pytest.fixture
def awkward(tmp_path: Path) -> Callable[[str], str]:
    """Name of a measure that fails on purpose; what fails only when armed is armed."""
    folder = tmp_path / "measures"
    folder.mkdir()
    (folder / "awkward.py").write_text(AWKWARD)
    (folder / "armed").touch()
    return lambda name: f"{folder / 'awkward.py'}:{name}"


@pytest.fixture
def here() -> Iterator[Executor]:
    """An executor in this process: no worker has to start."""
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture(scope="session")
def run() -> Run:
    """A run of a real scenario that nobody changes."""
    return paradiplomacy.run("c40-paris", seed=3, months=24)
