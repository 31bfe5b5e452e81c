"""A dated event takes members out of a club that exists, and nobody else."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.departures import depart, founded
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason
from paradiplomacy.scenarios.format.scenario import Club

LATE = Club(name="late", founded="2030-01", invited=("cities",))
PACT = Club(name="pact", founded="2015-11", invited=("cities",), issues=("climate",))


@pytest.fixture
def state(make_state: Callable[..., State]) -> State:
    """A world in which cities 0 to 2 are members of the second plan's club."""
    made = make_state(clubs=(LATE, PACT))
    acts.found(made, 1)
    acts.join(made, 0, made.register.places(0)[:3])
    return made


def test_a_club_is_found_by_the_name_of_its_plan_while_it_exists(state: State) -> None:
    assert founded(state, "pact") == [0]
    assert founded(state, "late") == []
    assert founded(state, None) == []
    acts.dissolve(state, 0)
    assert founded(state, "pact") == []


def test_members_leave_by_decree_and_others_are_passed_over(state: State) -> None:
    depart(state, 0, np.array([1, 5, state.n_cities], dtype=np.int32))
    members, rows = state.book.parties, state.register.places(0)
    assert members.status[rows[:6]].tolist() == [
        PartyStatus.BOUND, PartyStatus.WITHDRAWN, PartyStatus.BOUND, *[PartyStatus.INVITED] * 3,
    ]  # fmt: skip
    assert members.reason[rows[1]] == Reason.NATIONAL_EXIT


def test_without_a_member_among_them_nothing_is_written(state: State) -> None:
    before = len(state.ledger)
    depart(state, 0, np.array([9], dtype=np.int32))
    assert len(state.ledger) == before
