"""The agreements that a world starts with."""

from collections.abc import Callable

import numpy as np
from sides import two_sided

from paradiplomacy.agents.compiled import uncompiled
from paradiplomacy.model.agreements.effort import scope_of
from paradiplomacy.model.agreements.inheritance import OLDEST, bequest, drawn_pairs, fair_terms, on_record, tied_pairs
from paradiplomacy.model.bargaining.cases import cases_of, utility_of_terms
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, Diplomacy, PartyStatus, Status

Maker = Callable[..., State]
NO_GRAVITY: dict[str, float] = {
    "search__activity_spread": 0.0,
    "search__closure": 0.0,
} | {
    f"search__{name}": 0.0
    for name in ("size", "distance", "language", "same_nation", "capital", "democracy", "autocracy", "democracy_gap")
}


def test_the_share_of_tied_pairs_is_the_logit_of_the_stock(make_state: Maker) -> None:
    state = make_state(**NO_GRAVITY, search__stock=-0.5, search__stock_nation=-30.0)
    count = state.n_cities * (state.n_cities - 1) // 2
    share = 1.0 / (1.0 + np.exp(0.5))
    party = np.sort(np.stack(drawn(state), axis=1), axis=1)
    assert len(np.unique(party, axis=0)) == len(party), "each pair is drawn once"
    assert (party < state.n_cities).all()
    assert abs(len(party) - share * count) < 5 * np.sqrt(share * (1 - share) * count)


def drawn(state: State) -> tuple[np.ndarray, np.ndarray]:
    """The ties as they are drawn, whether or not they are worth it."""
    key = state.key(Purpose.TIE)
    return tied_pairs(state.actors, state.n_cities, state.prospects, state.settings.search, key)


def test_where_no_tie_is_drawn_the_uncompiled_draw_agrees(make_state: Maker) -> None:
    state = make_state()
    nobody = state.prospects._replace(first=np.zeros_like(state.prospects.first))
    drawing = state.actors, state.n_cities, nobody, state.settings.search, state.key(Purpose.TIE)
    found = uncompiled(drawn_pairs)(*drawing)
    assert [column.size for column in found] == [0, 0, 0]
    assert [column.dtype for column in found] == [column.dtype for column in drawn_pairs(*drawing)]


def test_no_end_of_a_tie_loses_and_only_ties_from_which_one_would_lose_are_left_out(make_state: Maker) -> None:
    """Gains are worked out at the efforts that all inherited agreements promise together."""
    state = make_state(search__stock=2.0, utility__contact_cost=0.1)
    pairs = state.book.pair(np.arange(len(state.book.rows.key)))
    cases, utility = cases_of(state, pairs, concluded=True, running=True), np.zeros((len(pairs), 2))
    terms = np.zeros((len(pairs), 2, len(state.issues)))
    fair_terms(cases, terms)
    utility_of_terms(cases, terms, utility)
    # Efforts moved a last time after the last tie was left out, hence the tolerance.
    assert len(pairs) > 20 and (utility > -1e-3).all()
    assert pairs_of(state) < {frozenset(pair) for pair in zip(*(side.tolist() for side in drawn(state)), strict=True)}


def test_ties_on_record_remain_even_where_an_end_loses(make_state: Maker) -> None:
    state = make_state(search__stock=2.0, utility__contact_cost=0.1)
    who, whom = drawn(state)
    whole = bequest(state, who, whom, on_record(np.stack([who, whom], axis=1), len(state.issues)))
    assert len(whole.who) == len(who) > len(state.book.rows.key)


def test_inherited_agreements_are_in_force_and_of_any_age_up_to_the_oldest(make_state: Maker) -> None:
    state = make_state(search__stock=2.0)
    book = two_sided(state.book)
    assert (book.status == Status.IN_FORCE).all() and (book.party_status == PartyStatus.IN_FORCE).all()
    age = state.month - book.in_force
    assert age.min() >= 1 and age.max() <= OLDEST
    assert abs(age.mean() - (1 + OLDEST) / 2) < 5 * OLDEST / np.sqrt(12 * len(age))
    assert (book.opened == book.in_force).all() and (book.signed == book.in_force).all()


def test_their_terms_end_a_whole_number_of_terms_after_they_began_and_not_before_the_start(make_state: Maker) -> None:
    state = make_state(search__stock=2.0)
    book, term = two_sided(state.book), state.settings.delivery.term
    assert ((book.term_ends - book.in_force) % term == 0).all()
    assert ((book.term_ends > state.month) & (book.term_ends <= state.month + term)).all()


def test_they_have_terms_where_both_gain_and_count_as_promised(make_state: Maker) -> None:
    state = make_state(search__stock=2.0)
    book = two_sided(state.book)
    assert ((book.terms > 0) == book.agenda).all()
    given = state.book.parties.terms[state.book.pair(np.arange(len(book.key)))]
    np.testing.assert_allclose(given.mean(axis=1), book.terms)
    assert (given.max(axis=(1, 2)) >= state.settings.utility.least_depth).all(), "every tie commits somebody"
    assert (given[:, 0] != given[:, 1]).any(), "sides commit themselves differently"
    left = np.ones_like(state.actors.promised)
    for row in range(len(book.key)):
        left[book.party[row]] *= 1.0 - scope_of(state.settings.form, book.form[row]) * given[row]
    np.testing.assert_allclose(state.actors.promised, 1.0 - left)


def test_cities_start_with_the_ties_that_common_partners_bring_about(make_state: Maker) -> None:
    """Each pair has one draw: with closure a pair is tied, if it has a common partner, up to the higher chance."""
    changes = NO_GRAVITY | {"search__stock": -2.0, "search__stock_nation": -30.0}
    found = (drawn(make_state(**changes | {"search__closure": closure})) for closure in (0.0, 1.5))
    alone, closed = ({frozenset(pair) for pair in zip(a.tolist(), b.tolist(), strict=True)} for a, b in found)
    assert alone < closed
    more = closed - alone
    for pair in more:
        one, other = (set().union(*(tie for tie in closed if city in tie)) - {city} for city in pair)
        assert one & other
    # All pairs with a common partner that are not tied would not be tied at the higher chance either: by their number.
    cities = {city for pair in closed for city in pair}
    introduced = [
        frozenset({a, b})
        for a in cities
        for b in cities
        if a < b and any({a, c} in map(set, closed) and {b, c} in map(set, closed) for c in cities)
    ]
    share = np.mean([pair in closed for pair in introduced])
    chance = 1.0 / (1.0 + np.exp(0.5))
    assert abs(share - chance) < 5 * np.sqrt(chance * (1 - chance) / len(introduced))


def pairs_of(state: State) -> set[frozenset[int]]:
    return {frozenset(pair) for pair in two_sided(state.book).party.tolist()}


def test_they_are_classified_and_visible_and_have_the_consent_that_they_needed(make_state: Maker) -> None:
    state = make_state(search__stock=2.0)
    parties, cities = state.book.parties, two_sided(state.book).party.max(axis=1) < state.n_cities
    members = state.book.parties_of(np.flatnonzero(cities))
    assert (parties.diplomacy[members] != Diplomacy.NONE).all()
    assert (state.book.rows.visibility[cities] > 0.0).all()
    assert Consent.GRANTED in parties.consent[members] and Consent.PENDING not in parties.consent
