"""A world with clubs of cities and no statutes, for changes."""

import copy

import numpy as np
import pytest

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts as statutes
from paradiplomacy.model.world import World


@pytest.fixture
def lawless(eventful: World) -> State:
    """A copy of a world with clubs, whose nations have just repealed all their statutes."""
    state = copy.deepcopy(eventful.state)
    for number in np.flatnonzero(state.statutes.rows.ended == NEVER).tolist():
        statutes.repeal(state, number)
    return state
