"""Statements: who signs, that nothing is promised, that nations see them, and that they end with their month."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.model.agreements import effort
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.agreements.statements import close, publish, retract, stated
from paradiplomacy.model.phases import delivery, domestic
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.notice import looked_at
from paradiplomacy.model.vocabulary import Consent, Diplomacy, Form, PartyStatus, Reason, Status
from paradiplomacy.model.world import update_networks

Check = Callable[[State], None]


@pytest.fixture
def state(make_state: Callable[..., State]) -> State:
    """A world without agreements, in which no city expects a reaction of its nation."""
    made = make_state(search__stock=-20.0, search__hazard=-20.0, utility__anticipation=0.0)
    update_networks(made)
    return made


def letter(state: State, name: str = "a letter") -> Rows:
    publish(state, name, np.arange(state.n_cities, dtype=np.int32), (0,))
    return np.array([len(state.book.table) - 1])


def test_those_sign_who_want_what_it_says(state: State, same_as_replayed: Check) -> None:
    which = letter(state)
    parties = state.book.parties_of(which)
    want = np.flatnonzero(state.actors.position[: state.n_cities, 0] >= state.settings.utility.least_depth)
    assert state.book.parties.actor[parties].tolist() == want.tolist() and 2 < len(want) < state.n_cities
    expected = np.minimum(state.actors.position[want, 0], state.settings.utility.most_depth)
    np.testing.assert_allclose(state.book.parties.terms[parties, 0], expected)
    assert (state.book.rows.form[which[0]], state.book.rows.status[which[0]]) == (Form.STATEMENT, Status.SIGNED)
    same_as_replayed(state)


def test_who_fears_its_nation_says_less(make_state: Callable[..., State]) -> None:
    who = np.arange(8, dtype=np.int32)
    said = {}
    for anticipation in (0.0, 5.0, 100.0):
        state = make_state(utility__anticipation=anticipation)
        state.actors.position[:8, 0], state.actors.position[state.actors.nation[who], 0] = 0.8, -0.9
        state.actors.pragmatism[who], state.actors.salience[:, 0] = 0.5, 0.2
        said[anticipation] = stated(state, who, (0,))[:, 0]
    np.testing.assert_allclose(said[0.0], 0.8)
    assert (said[5.0] < 0.8).all() and (said[5.0] > said[100.0]).all()


def test_it_promises_nothing_and_nobody_asks_for_leave(state: State) -> None:
    state.actors.consent[:] = 2
    which = letter(state)
    parties = state.book.parties_of(which)
    assert effort.scope_of(state.settings.form, int(Form.STATEMENT)) == 0.0
    delivery.act(state)
    assert not state.actors.promised.any() and not state.actors.effort.any()
    assert (state.book.parties.consent[parties] == Consent.NOT_NEEDED).all()
    domestic.act(state)
    assert state.book.rows.status[which[0]] == Status.SIGNED


def test_nations_see_it_in_its_month_as_the_most_visible_form(state: State) -> None:
    which = letter(state)
    assert (state.book.parties.diplomacy[state.book.parties_of(which)] != Diplomacy.NONE).all()
    assert state.book.rows.visibility[which[0]] > 0.8
    assert set(looked_at(state).agreement.tolist()) == {which[0]}


def test_it_is_over_with_the_next_month(state: State, same_as_replayed: Check) -> None:
    which = letter(state)
    close(state)
    assert state.book.rows.status[which[0]] == Status.SIGNED, "not in its own month"
    state.month += 1
    close(state)
    book = state.book.rows
    assert (book.status[which[0]], book.reason[which[0]]) == (Status.EXPIRED, Reason.TERM_OVER)
    assert book.ended[which[0]] == state.month
    same_as_replayed(state)


def test_who_retracts_leaves_it_to_the_others_while_there_are_two(state: State, same_as_replayed: Check) -> None:
    which = letter(state)
    parties = state.book.parties_of(which)
    retract(state, parties[1:3], Reason.COMPLIED)
    status = state.book.parties.status[parties]
    assert (status == PartyStatus.WITHDRAWN).tolist() == [at in (1, 2) for at in range(len(parties))]
    assert state.book.rows.status[which[0]] == Status.SIGNED
    same_as_replayed(state)
    retract(state, parties[4:], Reason.COMPLIED)
    retract(state, parties[:1], Reason.COMPLIED)
    assert state.book.rows.status[which[0]] == Status.FAILED
    same_as_replayed(state)


def test_fewer_than_two_publish_nothing(state: State) -> None:
    state.actors.position[:] = -0.5
    before = len(state.book.table), len(state.ledger)
    publish(state, "nobody's", np.arange(5, dtype=np.int32), (0, 1))
    assert (len(state.book.table), len(state.ledger)) == before
