"""The domestic phase: consent, ratification, entry into force."""

from collections.abc import Callable

import numpy as np
import pytest
from sides import two_sided, write

from paradiplomacy.model.agreements import acts
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.agreements.opening import open_negotiations
from paradiplomacy.model.phases import domestic
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status

Maker = Callable[..., State]
AT_ONCE = {"ratification__hazard_city": 1.0, "ratification__hazard_nation": 1.0, "ratification__hazard_consent": 1.0}


def signed(state: State, *, depth: float = 1e-3) -> Rows:
    """Agreements of ten pairs of cities, signed this month, with terms that hardly cost anything."""
    first = np.arange(10, dtype=np.int32)
    which = open_negotiations(state, first, first + 20)
    terms = np.repeat(depth * state.book.rows.agenda[which], 2, axis=0)
    acts.sign(state, which, terms, np.zeros(2 * len(which)), np.zeros(2 * len(which)))
    return which


def test_nobody_votes_in_the_month_of_the_signature(make_state: Maker) -> None:
    state = make_state(search__stock=-20.0, **AT_ONCE)
    which = signed(state)
    domestic.act(state)
    assert (two_sided(state.book).party_status[which] == PartyStatus.SIGNED).all()


def test_with_certain_votes_an_agreement_is_decided_in_the_next_month(make_state: Maker) -> None:
    state = make_state(search__stock=-20.0, **AT_ONCE)
    which = signed(state)
    state.month += 1
    domestic.act(state)
    status = state.book.rows.status[which]
    assert np.isin(status, [Status.IN_FORCE, Status.FAILED]).all()
    running = which[status == Status.IN_FORCE]
    assert (state.book.rows.term_ends[running] == state.month + state.settings.delivery.term).all()
    refused = which[status == Status.FAILED]
    assert (state.book.rows.reason[refused] == Reason.REFUSED_AT_HOME).all()


@pytest.mark.parametrize(("position", "granted"), [(1.0, True), (-1.0, False)])
def test_a_nation_consents_to_what_it_likes_and_force_waits_for_it(
    make_state: Maker, position: float, granted: bool
) -> None:
    state = make_state(search__stock=-20.0, response__consent_weight=500.0, **AT_ONCE)
    which = signed(state, depth=0.5)
    book = two_sided(state.book)
    write(state.book, "party_status", which, PartyStatus.BOUND)
    write(state.book, "consent", which, (Consent.PENDING, Consent.NOT_NEEDED))
    state.actors.position[state.n_cities :] = position
    state.month += 1
    settings = state.settings
    state.settings = settings._replace(ratification=settings.ratification._replace(hazard_consent=0.0))
    domestic.act(state)
    assert (book.status[which] == Status.SIGNED).all(), "no force without consent"
    state.settings = settings
    domestic.act(state)
    assert (book.consent[which, 0] == (Consent.GRANTED if granted else Consent.REFUSED)).all()
    assert (book.status[which] == (Status.IN_FORCE if granted else Status.FAILED)).all()


def test_a_signature_without_votes_lapses_when_patience_is_over(make_state: Maker) -> None:
    state = make_state(
        search__stock=-20.0, ratification__patience=3, ratification__hazard_city=0.0, ratification__hazard_nation=0.0
    )
    which = signed(state)
    for _ in range(3):
        domestic.act(state)
        assert (state.book.rows.status[which] == Status.SIGNED).all()
        state.month += 1
    domestic.act(state)
    assert (state.book.rows.reason[which] == Reason.LAPSED).all()
