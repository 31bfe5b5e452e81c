"""Compile what a scenario needs, if this is the first start on a machine, before anything runs."""

import hashlib
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path
from typing import IO

import numba
from llvmlite.binding import get_host_cpu_name
from numba import config

from paradiplomacy.agents.compiled import CACHE
from paradiplomacy.scenarios.first_start.plan import Plan
from paradiplomacy.scenarios.first_start.processes import Team
from paradiplomacy.scenarios.first_start.progress import ALONE, COMPILING, UNSAVED, WAITING, Bar, Progress, Report
from paradiplomacy.scenarios.first_start.tiny import tiny
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import to_toml

LONGEST = 900.0
"""Seconds after which what is left is compiled when it is called: something has gone wrong."""
LOOK = 0.2
"""Seconds between two looks at the progress."""


def compile_first(scenario: Scenario, report: Report | None = None) -> None:
    """Compile the rules that a scenario uses, in several processes, if no earlier start on this machine has done so.

    Args:
        scenario: A checked scenario.
        report: Receives the progress; a progress bar on the error stream unless given.
    """
    if not is_cold():
        return
    tell = report or Bar()
    try:
        with _alone(tell):
            # While this program waited, another one may have done it.
            if is_cold() and _compile_all(scenario, tell):
                _mark().touch()
    except OSError:
        # Other processes could not hand over what they compile; a run compiles for itself.
        tell(Progress(f"{UNSAVED} {config.CACHE_DIR}"))  # type: ignore[attr-defined]


def is_cold() -> bool:
    """Return whether this is a first start, which compiles the model; never in a worker, whose parent has done it."""
    if config.DISABLE_JIT or not config.CACHE_DIR or parent_process() is not None:  # type: ignore[attr-defined]
        return False
    return not _mark().exists()


def _mark() -> Path:
    """Return the file that marks a finished first start, in the folder of compiled code."""
    # The name of our own folder depends on the code. In a folder that the user has chosen, Numba looks after changes.
    code = "" if CACHE else str(Path(__file__).resolve())
    about = (code, numba.__version__, platform.python_version(), get_host_cpu_name())
    return Path(config.CACHE_DIR) / f"ready-{hashlib.blake2b(repr(about).encode(), digest_size=8).hexdigest()}"  # type: ignore[attr-defined]


def _compile_all(scenario: Scenario, tell: Report) -> bool:
    """Compile in other processes; return whether they came to the end."""
    plan = Plan()
    try:
        team = Team(to_toml(tiny(scenario)), plan)
    except OSError:
        tell(Progress(ALONE))
        return False
    try:
        return _follow(team, plan, tell)
    finally:
        team.end()
        tell(Progress(COMPILING, *plan.counts, share=1.0))


def _follow(team: Team, plan: Plan, tell: Report) -> bool:
    """Report the progress until nothing is left; return whether all is done."""
    begin = time.monotonic()
    tell(Progress())
    while team.is_working and time.monotonic() < begin + LONGEST:
        plan.wait(LOOK)
        if plan.is_complete:
            tell(_progress(plan, time.monotonic() - begin))
    done, total = plan.counts
    return plan.is_complete and 0 < total == done


def _progress(plan: Plan, seconds: float) -> Progress:
    done, total = plan.counts
    share = plan.share
    # Too little is done in the beginning to conclude from it.
    left = seconds / share * (1.0 - share) if share > 0.05 else None
    return Progress(COMPILING, done, total, min(share, 0.999), left)


@contextmanager
def _alone(tell: Report) -> Iterator[None]:
    """Wait until no other program compiles into the same folder.

    Raises:
        OSError: Nothing can be written to the folder.
    """
    folder = Path(config.CACHE_DIR)  # type: ignore[attr-defined]
    folder.mkdir(parents=True, exist_ok=True)
    # A lock of the operating system ends with its program; a lock file would outlive a killed one.
    with (folder / "first-start.lock").open("w") as file:
        while not _locked(file):
            tell(Progress(WAITING))
            time.sleep(LOOK)
        yield


def _locked(file: IO[str]) -> bool:
    """Return whether the lock is ours, or the system knows no locks: two programs then do the same work, unharmed."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network folder without locks
        return True
    return True
