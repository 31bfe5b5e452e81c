"""The first start compiles once for a machine, and stops nobody: no folder, no processes, two programs, Ctrl-C."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from paradiplomacy.agents import compiled
from paradiplomacy.scenarios.first_start import compile_first as module
from paradiplomacy.scenarios.first_start.compile_first import compile_first, is_cold
from paradiplomacy.scenarios.first_start.plan import Plan, Task
from paradiplomacy.scenarios.first_start.progress import ALONE, COMPILING, UNSAVED, WAITING, Progress
from paradiplomacy.scenarios.format.read import read

SCENARIO = read("synthetic")


class Team:
    """Processes that do one task at each look, or none."""

    started = 0
    ended = 0
    does = True

    def __init__(self, _text: str, plan: Plan) -> None:
        Team.started += 1
        self._plan = plan
        self._looks = 0
        plan.add(Task("m", "rule", form="gate", types="", size=1, after=()))
        plan.complete()

    @property
    def is_working(self) -> bool:  # noqa: D102
        self._looks += 1
        if self._looks == 2 and Team.does:
            self._plan.finish(0)
        return self._looks < 3

    def end(self) -> None:  # noqa: D102
        Team.ended += 1


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for compiled code, and processes that only seem to compile."""
    monkeypatch.setattr(compiled.config, "CACHE_DIR", str(tmp_path / "store"))
    monkeypatch.setattr(compiled.config, "DISABLE_JIT", 0)
    monkeypatch.setattr(module, "Team", Team)
    monkeypatch.setattr(module, "LOOK", 0.001)
    Team.started, Team.ended, Team.does = 0, 0, True
    return tmp_path / "store"


def heard() -> tuple[list[Progress], Callable[[Progress], None]]:
    reports: list[Progress] = []
    return reports, reports.append


def test_only_the_first_start_compiles() -> None:
    reports, tell = heard()
    assert is_cold()
    compile_first(SCENARIO, tell)
    assert not is_cold()
    assert reports[0] == Progress()
    assert reports[-1] == Progress(COMPILING, 1, 1, 1.0)
    compile_first(SCENARIO, tell)
    assert (Team.started, Team.ended) == (1, 1)


def test_what_could_not_be_compiled_is_tried_at_the_next_start() -> None:
    Team.does = False
    compile_first(SCENARIO, lambda _: None)
    assert is_cold()


@pytest.mark.parametrize("what", ["DISABLE_JIT", "CACHE_DIR"])
def test_nothing_is_compiled_where_it_would_be_of_no_use(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled.config, what, 1 if what == "DISABLE_JIT" else "")
    compile_first(SCENARIO)
    assert Team.started == 0


def test_a_worker_leaves_it_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parent_process", object)
    assert not is_cold()


def test_a_folder_that_cannot_be_written_to_stops_nobody(folder: Path) -> None:
    folder.write_text("in the way")
    reports, tell = heard()
    compile_first(SCENARIO, tell)
    assert (Team.started, [str(each) for each in reports]) == (0, [f"{UNSAVED} {folder}"])


def test_where_processes_cannot_be_started_a_run_compiles_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(module, "Team", refuse)
    reports, tell = heard()
    compile_first(SCENARIO, tell)
    assert reports == [Progress(ALONE)]
    assert is_cold()


def test_ctrl_c_ends_the_processes() -> None:
    def stop(progress: Progress) -> None:
        if progress.total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compile_first(SCENARIO, stop)
    assert (Team.started, Team.ended) == (1, 1)
    assert is_cold()


HOLD = """
import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that is compiling."""
    folder.mkdir()
    words = [sys.executable, "-c", HOLD, str(folder / "first-start.lock")]
    program = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None and program.stdin is not None
    assert program.stdout.readline() == "locked\n"
    yield program
    program.kill()
    program.communicate()


@pytest.mark.skipif(os.name == "nt", reason="there are no such locks on Windows")
@pytest.mark.parametrize("does", [True, False])
def test_of_two_programs_one_waits(other: subprocess.Popen[str], does: bool) -> None:
    reports, tell = heard()
    waiting = threading.Thread(target=compile_first, args=(SCENARIO, tell))
    waiting.start()
    waiting.join(0.1)
    assert reports and all(each == Progress(WAITING) for each in reports)
    assert Team.started == 0
    if does:
        module._mark().touch()
    other.kill()
    waiting.join(10)
    assert Team.started == (0 if does else 1), "what the other has not done is done now"
    assert not is_cold()
