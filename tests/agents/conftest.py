"""A small world, which each test may change."""

import pytest

from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build


@pytest.fixture
def made() -> World:
    """A drawn world of eight cities before its first month."""
    small = {"world.cities": 8, "world.nations": 2, "search.burn_in": 0}
    return build.build(change.apply(read.read("synthetic"), small), seed=1)
