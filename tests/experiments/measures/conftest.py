"""A small world in which everything happens that measures read."""

from typing import Any

import pytest
from busy import LIVELY

from paradiplomacy import World

OPPOSED: dict[str, Any] = LIVELY | {
    "search.hazard_own_nation": 0.1,
    "search.hazard_nation": 4.0,
    "issues.climate.position": -0.1,
    "issues.migration.position": -0.2,
    "issues.security.consent": "none",
    "issues.trade.consent": "none",
}


@pytest.fixture(scope="session")
def lively() -> World:
    """A synthetic world with statutes, disputes and elections, five years on."""
    world = World.from_scenario("synthetic", seed=4, changes=OPPOSED)
    world.run(months=60)
    return world


@pytest.fixture(scope="session")
def networks() -> World:
    """A synthetic world of cities of all sizes and their networks, a year on."""
    world = World.from_scenario("city-networks", seed=3, changes={"world.cities": 400, "search.candidates": 16})
    world.run(months=12)
    return world
