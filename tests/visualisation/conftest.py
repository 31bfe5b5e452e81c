"""A small drawn world that is built once in each test that asks for it."""

import pytest

from paradiplomacy.scenarios import change, read
from paradiplomacy.scenarios.scenario import Scenario
from paradiplomacy.visualisation.session import Session

SMALL = {"world.cities": 80, "world.nations": 8, "months": 40, "search.burn_in": 3}


@pytest.fixture(scope="session")
def small() -> Scenario:
    return change.apply(read.read("synthetic"), SMALL)


@pytest.fixture
def visit(small: Scenario) -> Session:
    return Session(small, seed=5)
