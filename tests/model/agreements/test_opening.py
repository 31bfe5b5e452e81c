"""The agenda, form and length of negotiations that open."""

from collections.abc import Callable

import numpy as np
from sides import two_sided

from paradiplomacy.agents.compiled import uncompiled
from paradiplomacy.model.agreements.opening import enter_negotiations, kind_of, open_negotiations
from paradiplomacy.model.network.ties import network
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.vocabulary import Form, Kind, StatuteKind
from paradiplomacy.model.world import update_networks

Maker = Callable[..., State]


def pairs(state: State) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of cities."""
    first, second = np.triu_indices(state.n_cities, 1)
    return first.astype(np.int32), second.astype(np.int32)


def test_the_first_issue_is_drawn_in_proportion_to_the_needs_of_both(make_state: Maker) -> None:
    state = make_state(search__stock=-20.0, negotiation__issues=1)
    state.actors.salience[:], state.actors.need[:] = 0.0, 1.0
    state.actors.salience[:, :2] = 0.75, 0.25
    which = enter_negotiations(state, *pairs(state))
    share = state.book.rows.agenda[which].mean(axis=0)
    assert abs(share[0] - 0.75) < 5 * np.sqrt(0.75 * 0.25 / len(which))
    assert share[:2].sum() == 1.0


def test_cities_turn_abroad_with_what_they_want_more_than_their_nations(make_state: Maker) -> None:
    """With ``venue`` the difference adds to a city's need, in proportion, among cities of other nations only."""
    state = make_state(search__stock=-20.0, negotiation__issues=1, search__venue=2.0)
    n, actors = state.n_cities, state.actors
    actors.salience[:], actors.need[:] = 0.0, 0.5
    actors.salience[:, :2] = 0.5
    actors.position[:] = 0.0
    # Cities want more of the first issue and less of the second: only the first gap counts, and adds 2 * 0.5.
    actors.position[:n, 0], actors.position[:n, 1] = 0.5, -0.5
    which = enter_negotiations(state, *pairs(state))
    nations = actors.nation[two_sided(state.book).party[which]]
    abroad = nations[:, 0] != nations[:, 1]
    for where, expected in ((abroad, 1.5 / 2.0), (~abroad, 0.5)):
        share = state.book.rows.agenda[which[where]][:, 0].mean()
        assert abs(share - expected) < 5 * np.sqrt(expected * (1.0 - expected) / where.sum())


def test_an_agenda_has_at_most_as_many_issues_as_allowed_and_none_that_the_pair_has_agreed_on(
    make_state: Maker,
) -> None:
    state = make_state(search__stock=2.0, negotiation__issues=2)
    before = len(state.book.table)
    update_networks(state)
    which = open_negotiations(state, *pairs(state))
    book = two_sided(state.book)
    assert (book.agenda[which].sum(axis=1) <= 2).all()
    agreed = {(*sorted(book.party[row].tolist()), k) for row in range(before) for k in np.flatnonzero(book.agenda[row])}
    assert agreed
    for row in which:
        assert not any((*sorted(book.party[row].tolist()), k) in agreed for k in np.flatnonzero(book.agenda[row]))


def test_named_issues_bars_and_mandates_limit_the_agenda(make_state: Maker) -> None:
    state = make_state(search__stock=-20.0, negotiation__issues=3)
    nation = int(state.actors.nation[0])
    acts.enact(state, nation, StatuteKind.BAR, 0)
    state.mandate[0, 1] = False
    which = enter_negotiations(state, *pairs(state), issues=(0, 1))
    book = two_sided(state.book)
    assert len(which)
    assert not book.agenda[which][:, 1:].any()
    home = state.actors.nation[book.party[which]] == nation
    assert not home.any(axis=1)[~home.all(axis=1)].any(), "its cities have nothing to negotiate abroad"
    assert home.all(axis=1).any(), "at home they have"


def test_forms_are_drawn_by_their_shares_and_no_settlement_takes_less_than_a_round(make_state: Maker) -> None:
    state = make_state(search__stock=-20.0, form__declaration=0.5, form__plan=0.3, negotiation__rounds_to_close=4.0)
    which = enter_negotiations(state, *pairs(state))
    shares = np.bincount(state.book.rows.form[which], minlength=len(Form)) / len(which)
    np.testing.assert_allclose(shares, [0.5, 0.3, 0.2, 0.0], atol=5 * 0.5 / np.sqrt(len(which)))
    rounds = state.book.rows.rounds_needed[which]
    assert rounds.min() == 1.0
    # the mean of max(1, E) for an exponential E of mean m is 1 + m exp(-1 / m)
    assert abs(rounds.mean() - (1 + 4 * np.exp(-0.25))) < 5 * 4 / np.sqrt(len(which))


def test_the_kind_counts_the_nations(state: State) -> None:
    city, nation = np.array([0, 0, 1]), np.array([1, state.n_cities, state.n_cities])
    kind = uncompiled(kind_of)
    found = [kind(state.n_cities, one, other) for one, other in zip(city.tolist(), nation.tolist(), strict=True)]
    assert found == [Kind.CITY_CITY, Kind.CITY_NATION, Kind.CITY_NATION]
    assert kind(state.n_cities, state.n_cities, state.n_cities + 1) == Kind.NATION_NATION


def test_another_pair_changes_nobody_elses_agenda(make_state: Maker) -> None:
    state = make_state(search__stock=-20.0)
    first, second = pairs(state)
    few = enter_negotiations(state, first[:50], second[:50])
    other = make_state(search__stock=-20.0)
    more = enter_negotiations(other, first, second)
    by_pair = {tuple(two_sided(other.book).party[row]): other.book.rows.agenda[row].tolist() for row in more}
    assert all(state.book.rows.agenda[row].tolist() == by_pair[tuple(two_sided(state.book).party[row])] for row in few)
    update_networks(state)
    assert network(state.n_actors, state.book, few).first[-1] == state.dealings.first[-1]
