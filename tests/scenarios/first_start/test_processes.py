"""The processes do all tasks together, and what they leave undone stops nobody."""

import sys
import time

import pytest

from paradiplomacy.scenarios.first_start import processes
from paradiplomacy.scenarios.first_start.plan import Plan
from paradiplomacy.scenarios.first_start.processes import Team, processors

# In place of the real ones, which take seconds to start.
RECORD = """
import json
for at in range(6):
    task = {"module": "m", "name": str(at), "form": "gate", "types": "", "size": 1, "after": [at - 1] if at else []}
    print(json.dumps(task), flush=True)
"""
COMPILE = """
for line in sys.stdin:
    print(flush=True)
"""


def start(compiling: str, monkeypatch: pytest.MonkeyPatch, recording: str = RECORD) -> tuple[Team, Plan]:
    """Start processes that do this."""
    code = f"import sys\nif sys.argv[1] == 'record':\n{indented(recording)}\nelse:\n{indented(compiling)}"
    monkeypatch.setattr(processes, "START", code)
    plan = Plan()
    return Team("", plan), plan


def indented(code: str) -> str:
    return code.strip().replace("\n", "\n    ").join(["    ", ""])


def over(team: Team) -> None:
    """Wait until nothing is to be heard any more."""
    limit = time.monotonic() + 20
    while team.is_working:
        assert time.monotonic() < limit
        time.sleep(0.01)
    team.end()


def test_all_tasks_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    team, plan = start(COMPILE, monkeypatch)
    over(team)
    assert plan.counts == (6, 6)


def test_processes_that_die_leave_the_rest_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    team, plan = start("sys.stdin.readline(); sys.exit(1)", monkeypatch)
    over(team)
    assert plan.counts[0] <= processors() < 6


def test_a_recording_that_fails_ends_with_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    team, plan = start(COMPILE, monkeypatch, f"{RECORD}\nraise SystemExit(1)")
    over(team)
    assert plan.is_complete


def test_ending_does_not_wait_for_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    team, plan = start("import time; time.sleep(600)", monkeypatch)
    plan.wait(5)
    before = time.monotonic()
    team.end()
    assert time.monotonic() - before < 10
    assert not team.is_working


def test_where_there_are_no_processes_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(OSError, match="No such file"):
        Team("", Plan())
