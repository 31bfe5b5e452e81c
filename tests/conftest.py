"""Settings shared by all tests: examples are generated deterministically, and the model is compiled once for all."""

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

MANY = 1000
"""Tests from which on it pays to compile all rules first."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Compile the model in one of the workers, for which the others wait, instead of in each for itself."""
    if hasattr(session.config, "workerinput") and len(session.items) > MANY:
        from paradiplomacy.scenarios.first_start.compile_first import compile_first
        from paradiplomacy.scenarios.format.read import read

        compile_first(read("c40-paris"))
