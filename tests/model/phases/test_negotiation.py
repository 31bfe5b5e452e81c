"""Negotiations of a month: rounds are played, and each ends in a signature or for its reason."""

import numpy as np
import pytest
from sides import two_sided
from tense import tense

from paradiplomacy.model.bargaining.negotiating import play, schedule
from paradiplomacy.model.bargaining.settlement import by_address
from paradiplomacy.model.month import month_of
from paradiplomacy.model.phases import negotiation
from paradiplomacy.model.rules import rule
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Reason, Status


def talking(**changes: object) -> State:
    """A world with open negotiations."""
    return tense(months=2, search__hazard=0.0, **changes)


def test_rounds_are_those_of_the_slower_side_and_close_when_enough_are_played() -> None:
    state = talking()
    book, talks = two_sided(state.book), state.book.live(Status.NEGOTIATING)
    assert len(talks) > 10
    pace = state.actors.rounds[book.party[talks]].min(axis=1)
    book.rounds_played[talks], book.rounds_needed[talks] = 3.0, 3.0 + 0.5 * pace
    book.rounds_needed[talks[0]] = 3.0 + 2.0 * pace[0]
    assert play(month_of(state)).tolist() == talks[1:].tolist()
    np.testing.assert_allclose(book.rounds_played[talks], 3.0 + pace)
    assert (book.status[talks] == Status.NEGOTIATING).all()
    book.rounds_played[talks] = 3.0
    negotiation.act(state)
    assert (book.status[talks] != Status.NEGOTIATING).tolist() == [False] + [True] * (len(talks) - 1)


def test_a_negotiation_that_needs_more_rounds_than_the_deadline_runs_out_of_time() -> None:
    state = talking()
    book, talks, deadline = (
        two_sided(state.book),
        state.book.live(Status.NEGOTIATING),
        state.settings.negotiation.deadline,
    )
    book.rounds_played[talks], book.rounds_needed[talks] = deadline, 10.0 * deadline
    negotiation.act(state)
    assert (book.reason[talks] == Reason.OUT_OF_TIME).all()


@pytest.mark.parametrize("protocol", ["nash", "alternating_offers"])
def test_only_a_protocol_that_determines_its_rounds_schedules_them(protocol: str) -> None:
    state = talking()
    book, talks = two_sided(state.book), state.book.live(Status.NEGOTIATING)
    book.rounds_played[talks] = 0.0
    before = book.rounds_needed[talks].copy()
    state.settings = state.settings._replace(rules=state.settings.rules._replace(protocol=protocol))
    schedule(month_of(state), by_address(rule("protocol", protocol), "package"))
    changed = book.rounds_needed[talks] != before
    assert changed.any() == (protocol == "alternating_offers")
    assert (book.rounds_needed[talks] <= max(before.max(), state.settings.negotiation.deadline)).all()


def test_every_negotiation_that_closes_is_signed_with_its_terms_or_fails_for_a_reason() -> None:
    state = talking(utility__anticipation=20.0, utility__benefit_scale=1.2)
    book, talks = two_sided(state.book), state.book.live(Status.NEGOTIATING)
    seen: list[np.ndarray] = []
    state.watch = lambda _state, which, agreed: seen.extend((which, agreed))
    book.rounds_played[talks] = book.rounds_needed[talks] = 1.0
    negotiation.act(state)
    which, agreed = seen
    assert which.tolist() == talks.tolist()
    signed, failed = talks[agreed], talks[~agreed]
    assert len(signed) > 0
    assert len(failed) > 0
    assert (book.status[signed] == Status.SIGNED).all()
    assert (book.party_status[signed] == PartyStatus.SIGNED).all()
    assert (book.terms[signed].max(axis=1) > 0).all()
    assert (book.gain[signed] >= 0).all()
    assert ((book.share_lost[signed] >= 0) & (book.share_lost[signed] <= 1)).all()
    assert (book.status[failed] == Status.FAILED).all()
    assert np.isin(book.reason[failed], [Reason.NO_ZONE, Reason.CHILLED]).all()
