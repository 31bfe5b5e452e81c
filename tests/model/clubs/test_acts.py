"""Every act changes the register and writes its event, and the events alone rebuild what it did."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.model.agreements.book import IllegalTransitionError
from paradiplomacy.model.clubs import acts
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.rules.membership import Outcome
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason
from paradiplomacy.scenarios.format.scenario import Club

Check = Callable[[State], None]
MIXED = Club(name="pact", kind="mixed club", founded="2015-11", invited=("cities", "nations"), issues=("climate",))


@pytest.fixture
def founded(make_state: Callable[..., State]) -> State:
    """A state with a newly founded club of all actors."""
    state = make_state(clubs=(MIXED,))
    acts.found(state, 0)
    return state


def last(state: State, count: int) -> list[Event]:
    """The kinds of the latest events."""
    return [Event(int(kind)) for kind in state.ledger.events.kind[-count:]]


def test_a_founding_invites_everybody_whom_the_plan_names(founded: State, same_as_replayed: Check) -> None:
    rows = founded.register.places(0)
    assert founded.book.parties.actor[rows].tolist() == list(range(founded.n_actors))
    assert last(founded, len(rows)) == [Event.CLUB_INVITED] * len(rows)
    assert not len(founded.register.inside(0))
    same_as_replayed(founded)


def test_a_city_is_bound_by_its_signature_and_a_nation_is_not(founded: State, same_as_replayed: Check) -> None:
    rows = founded.register.places(0)[[0, founded.n_cities]]
    acts.join(founded, 0, rows)
    assert founded.book.parties.status[rows].tolist() == [PartyStatus.BOUND, PartyStatus.SIGNED]
    assert last(founded, 3) == [Event.CLUB_JOINED, Event.CLUB_JOINED, Event.CLUB_BOUND]
    same_as_replayed(founded)


def test_a_former_member_that_joins_again_keeps_its_row(founded: State, same_as_replayed: Check) -> None:
    row = founded.register.places(0)[3:4]
    acts.join(founded, 0, row)
    acts.leave(founded, 0, row, Reason.EXPELLED)
    assert founded.book.parties.reason[row] == Reason.EXPELLED
    same_as_replayed(founded)
    acts.join(founded, 0, row)
    assert last(founded, 2) == [Event.CLUB_REJOINED, Event.CLUB_BOUND]
    assert founded.book.parties.entries[row] == 2
    assert np.count_nonzero(founded.book.parties.club == 0) == founded.n_actors
    same_as_replayed(founded)


def test_force_reaches_the_bound_and_lapsing_leaves_them_bound(founded: State, same_as_replayed: Check) -> None:
    rows = founded.register.places(0)
    acts.join(founded, 0, rows[[0, 1, founded.n_cities]])
    bound = rows[:2]
    acts.enter_into_force(founded, 0, bound)
    status = founded.book.parties.status
    assert status[rows[[0, 1, founded.n_cities]]].tolist() == [PartyStatus.IN_FORCE] * 2 + [PartyStatus.SIGNED]
    same_as_replayed(founded)
    acts.join(founded, 0, rows[2:3])
    assert status[rows[2]] == PartyStatus.IN_FORCE, "who is bound by a club in force takes part at once"
    acts.lapse(founded, 0, rows[:3])
    assert (founded.book.parties.status[rows[:3]] == PartyStatus.BOUND).all()
    same_as_replayed(founded)
    acts.dissolve(founded, 0)
    assert founded.register.clubs.rows.status[0] == ClubStatus.DISSOLVED and founded.register.live() == []
    same_as_replayed(founded)
    with pytest.raises(IllegalTransitionError):
        acts.enter_into_force(founded, 0, bound)


def test_terms_pledges_reviews_and_stability_are_recorded(founded: State, same_as_replayed: Check) -> None:
    rows = founded.register.places(0)
    acts.join(founded, 0, rows[:2])
    acts.set_terms(founded, 0, np.eye(len(founded.issues))[0])
    assert founded.ledger.events.value[-1] == 2.0, "the number of members"
    founded.book.parties.terms[rows[1], 0] = 0.3
    acts.pledge(founded, 0, rows[1:2])
    acts.review(founded, 0, rows[:2], np.array([0.5, -0.1]))
    same_as_replayed(founded)
    acts.record_stability(founded, 0, Outcome(sweeps=3, settled=True, internal=False, external=True))
    assert founded.ledger.events.value[-1] == 2.0 + 4.0
    acts.hold_summit(founded, 0)
    assert last(founded, 2) == [Event.CLUB_SETTLED, Event.CLUB_SUMMIT]
    same_as_replayed(founded)
