"""A summit opens the negotiations of its participants, and decides the membership of its club."""

from collections.abc import Callable

import numpy as np
from sides import two_sided

from paradiplomacy.model.events.summit import Summit
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State


def summit(**changes: object) -> Summit:
    return Summit(date="2016-01", name="It", **{"who": ("cities",), "issues": ("climate",), "meetings": 2, **changes})


def opened(state: State) -> np.ndarray:
    book = two_sided(state.book)
    return book.party[book.opened == state.month]


def test_each_participant_meets_as_many_others_as_stated(after: Callable[..., State]) -> None:
    state = after(summit())
    pairs = opened(state)
    assert np.all(pairs < state.n_cities)
    meetings = np.bincount(pairs.ravel(), minlength=state.n_cities)
    assert meetings.min() >= 2 and len(pairs) <= 2 * state.n_cities
    assert len({tuple(sorted(pair)) for pair in pairs.tolist()}) == len(pairs)
    k = state.lookup.issues(("climate",))[0]
    assert np.all(state.book.rows.agenda[state.book.rows.opened == 0][:, k])


def test_the_ledger_records_host_and_number_of_participants(after: Callable[..., State]) -> None:
    state = after(summit(host="N002"))
    log = state.ledger.events
    (at,) = np.flatnonzero(log.kind == Event.SUMMIT)
    assert (log.actor[at], log.value[at]) == (state.lookup.row("N002"), state.n_cities)


def test_one_participant_alone_opens_nothing(after: Callable[..., State]) -> None:
    assert len(opened(after(summit(who=("N001",))))) == 0
    assert len(opened(after(summit(meetings=0)))) == 0


def test_a_summit_of_a_club_is_recorded_for_the_club(after: Callable[..., State]) -> None:
    state = after(summit(who=("nations",), club="Pact"), founded=True)
    assert Event.CLUB_SUMMIT in state.ledger.events.kind.tolist()
    assert Event.CLUB_SUMMIT not in after(summit(who=("nations",), club="Pact")).ledger.events.kind.tolist()


def test_a_summit_that_decides_nothing_is_idle() -> None:
    (fault,) = summit(meetings=0).idle()
    assert (fault.key, fault.wrong) == ("meetings", "a summit without negotiations")
    assert not list(summit(meetings=0, club="Pact").idle())
    assert not list(summit().idle())
