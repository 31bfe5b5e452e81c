"""A world with agreements in force, and one case in which everything can be worked out by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from tense import tense

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.rules.response import Cases, no_cases
from paradiplomacy.model.state import State


@pytest.fixture
def state() -> State:
    """A world with agreements in force, whose nations never legislate by themselves."""
    return tense(months=4, response__statutes=False)


@pytest.fixture
def cases() -> Cases:
    """Two agreements with the same costs: the first serves the nation, the second runs against it."""
    return no_cases(2)._replace(
        endorsement_value=np.array([0.3, -0.3]),
        cost_of_ignoring=np.full(2, 0.5),
        opposed=np.array([False, True]),
    )


@pytest.fixture
def written(state: State) -> Callable[[], list[str]]:
    """The words of the events written since the fixture was asked for."""
    start = len(state.ledger)
    return lambda: [Event(kind).word for kind in state.ledger.events.kind[start:].tolist()]
