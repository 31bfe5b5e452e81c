"""Every act changes the book and writes its event, and the events alone rebuild what it did."""

from collections.abc import Callable

import numpy as np
import pytest
from sides import two_sided

from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import IllegalTransitionError, Rows
from paradiplomacy.model.agreements.opening import open_negotiations
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status, StatuteKind

Check = Callable[[State], None]


def last(state: State, count: int) -> list[Event]:
    """The kinds of the latest events."""
    return [Event(int(kind)) for kind in state.ledger.events.kind[-count:]]


@pytest.fixture
def opened(make_state: Callable[..., State]) -> tuple[State, Rows]:
    """A state with three open negotiations, and their numbers."""
    state = make_state(search__stock=-20.0)
    pairs = np.array([0, 1, 2], dtype=np.int32), np.array([5, 6, 7], dtype=np.int32)
    return state, open_negotiations(state, *pairs)


def sign(state: State, which: Rows, transfer: tuple[float, ...] = (0.0, 0.0, 0.0)) -> None:
    # Sides commit themselves differently, so that one cannot be taken for the other.
    terms = np.repeat(0.5 * state.book.rows.agenda[which], 2, axis=0)
    terms[1::2] *= 0.5
    paid = [payment for first in transfer[: len(which)] for payment in (first, -first)]
    acts.sign(state, which, terms, np.ones(2 * len(which)), np.array(paid))


def suspend(state: State, which: Rows) -> None:
    acts.suspend(state, at(state, which, 0), StatuteKind.BAR, -1)


def at(state: State, which: Rows, side: int) -> Rows:
    """The parties on a side of agreements."""
    return state.book.pair(which)[:, side]


def in_force(state: State, which: Rows) -> None:
    sign(state, which)
    acts.ratify(state, state.book.parties_of(which))
    acts.enter_into_force(state, which, term=24)


def test_an_opening_puts_its_agenda_into_the_ledger(opened: tuple[State, Rows], same_as_replayed: Check) -> None:
    state, which = opened
    assert last(state, 3) == [Event.OPENED] * 3
    np.testing.assert_array_equal(state.ledger.terms.terms[-3:] > 0, state.book.rows.agenda[which])
    same_as_replayed(state)


def test_the_party_that_pays_is_the_actor_of_the_payment(opened: tuple[State, Rows], same_as_replayed: Check) -> None:
    state, which = opened
    sign(state, which, transfer=(2.0, 0.0, -3.0))
    assert last(state, 11) == [Event.SIGNED] * 3 + [Event.COMMITTED] * 6 + [Event.PAID] * 2
    assert state.ledger.events.actor[-2:].tolist() == [0, 7]
    assert state.ledger.events.value[-2:].tolist() == [2.0, 3.0]
    assert state.ledger.events.value[-11:-8].tolist() == [2.0] * 3  # both gains
    same_as_replayed(state)


def test_a_failure_names_its_reason(opened: tuple[State, Rows], same_as_replayed: Check) -> None:
    state, which = opened
    acts.fail(state, which[:2], Reason.NO_ZONE)
    assert state.book.rows.status[which].tolist() == [Status.FAILED, Status.FAILED, Status.NEGOTIATING]
    assert state.ledger.events.detail[-2:].tolist() == [Reason.NO_ZONE] * 2
    same_as_replayed(state)


def test_parties_ratify_one_by_one_and_force_binds_both(opened: tuple[State, Rows], same_as_replayed: Check) -> None:
    state, which = opened
    sign(state, which)
    acts.ratify(state, np.concatenate([at(state, which[:1], 0), at(state, which[1:2], 1)]))
    assert two_sided(state.book).party_status[which].tolist() == [
        [PartyStatus.BOUND, PartyStatus.SIGNED], [PartyStatus.SIGNED, PartyStatus.BOUND], [PartyStatus.SIGNED] * 2,
    ]  # fmt: skip
    assert state.ledger.events.actor[-2:].tolist() == [0, 6]
    acts.reject(state, at(state, which[2:], 1))
    same_as_replayed(state)
    acts.ratify(state, at(state, which[:1], 1))
    acts.enter_into_force(state, which[:1], term=24)
    assert (two_sided(state.book).party_status[which[0]] == PartyStatus.IN_FORCE).all()
    assert state.book.rows.term_ends[which[0]] == state.month + 24
    same_as_replayed(state)


@pytest.mark.parametrize("verdict", [Consent.GRANTED, Consent.REFUSED])
def test_the_nation_of_the_city_decides_on_consent(
    opened: tuple[State, Rows], same_as_replayed: Check, verdict: Consent
) -> None:
    state, which = opened
    sign(state, which)
    acts.decide_consent(state, at(state, which[:1], 1), verdict)
    assert two_sided(state.book).consent[which[0]].tolist() == [Consent.NOT_NEEDED, verdict]
    assert state.ledger.events.actor[-1] == state.actors.nation[5]
    assert state.ledger.events.other[-1] == 5
    same_as_replayed(state)


def test_classes_come_before_requests_and_requests_before_notifications(opened: tuple[State, Rows]) -> None:
    state, which = opened
    sign(state, which)
    first = at(state, which, 0)
    state.book.parties.consent[first] = Consent.NOTIFIED, Consent.NOT_NEEDED, Consent.PENDING
    acts.classify(state, first)
    assert last(state, 5) == [Event.CLASSED] * 3 + [Event.CONSENT_ASKED, Event.NOTIFIED]
    assert state.ledger.events.actor[-2:].tolist() == [2, 0]


@pytest.mark.parametrize(
    ("act", "status", "kind"),
    [
        (acts.fall_dormant, Status.DORMANT, Event.DORMANT),
        (suspend, Status.SUSPENDED, Event.SUSPENDED),
        (lambda state, which: acts.renew(state, which, 24), Status.IN_FORCE, Event.RENEWED),
        (lambda state, which: acts.expire(state, which, Reason.TERM_OVER), Status.EXPIRED, Event.EXPIRED),
        (lambda state, which: acts.withdraw(state, which, Reason.TURNOVER), Status.WITHDRAWN, Event.WITHDRAWN),
        (lambda state, which: acts.breach(state, at(state, which, 1)), Status.BREACHED, Event.BREACHED),
        (
            lambda state, which: acts.review(state, state.book.parties_of(which), np.ones(6)),
            Status.IN_FORCE,
            Event.REVIEWED,
        ),
        (lambda state, which: acts.endorse(state, at(state, which, 1)), Status.IN_FORCE, Event.ENDORSED),
    ],
)
def test_an_act_on_agreements_in_force_moves_them_and_is_recorded(
    opened: tuple[State, Rows], same_as_replayed: Check, act: Callable, status: Status, kind: Event
) -> None:
    state, which = opened
    in_force(state, which)
    before = len(state.ledger)
    act(state, which)
    assert state.book.rows.status[which].tolist() == [status] * 3
    assert set(last(state, len(state.ledger) - before)) == {kind}
    same_as_replayed(state)


@pytest.mark.parametrize(
    ("down", "up", "kind"),
    [
        (acts.fall_dormant, acts.revive, Event.REVIVED),
        (suspend, acts.restore, Event.RESTORED),
    ],
)
def test_what_is_back_in_force_keeps_the_date_of_its_first_entry(
    opened: tuple[State, Rows], same_as_replayed: Check, down: Callable, up: Callable, kind: Event
) -> None:
    state, which = opened
    in_force(state, which)
    since = state.month
    down(state, which)
    state.month += 5
    up(state, which)
    assert last(state, 1) == [kind]
    assert (state.book.rows.in_force[which] == since).all()
    same_as_replayed(state)


def test_an_illegal_act_writes_nothing(opened: tuple[State, Rows]) -> None:
    state, which = opened
    before = len(state.ledger)
    with pytest.raises(IllegalTransitionError):
        acts.renew(state, which, 24)
    assert len(state.ledger) == before
