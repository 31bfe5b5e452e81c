"""Settings shared by all tests: deterministic examples without time limits, long tests first, and compiling once."""

import os
import signal

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

# Hundreds of programs are started, each of which would otherwise compile the package to bytecode again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Programs that are started with nohup, or behind a script in the background, ignore these signals, and so do all that they
# start; tests send them.
for _name in ("SIGINT", "SIGHUP"):
    if signal.getsignal(getattr(signal, _name)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _name), signal.SIG_DFL)

LONG = (
    "tests/docs/",
    "tests/test_checks.py",
    "tests/verification/test_null_checks.py",
    "tests/verification/test_replay_equals_state.py",
    "tests/contracts/test_catalogue.py",
    "tests/interface/cli/test_validate.py",
    "tests/interface/cli/test_batch.py",
)
"""Beginnings of the names of tests that take long."""
MANY = 1000
"""Tests from which on it pays to compile all rules first."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put long tests first: one at the end would leave the other processes without work."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Compile the model in one of the workers, for which the others wait, instead of in each for itself."""
    if hasattr(session.config, "workerinput") and len(session.items) > MANY:
        from paradiplomacy.scenarios.first_start.compile_first import compile_first
        from paradiplomacy.scenarios.format.read import read

        compile_first(read("c40-paris"))
