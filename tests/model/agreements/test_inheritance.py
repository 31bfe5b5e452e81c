"""The agreements that a world starts with."""

from collections.abc import Callable

import numpy as np
from sides import two_sided

from paradiplomacy.model.agreements.effort import scope_of
from paradiplomacy.model.agreements.inheritance import OLDEST
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Status

Maker = Callable[..., State]
NO_GRAVITY = {
    f"search__{name}": 0.0
    for name in ("size", "size_gap", "distance", "language", "same_nation", "democracy_gap", "activity_spread")
}


def test_the_share_of_tied_pairs_is_the_logit_of_the_stock(make_state: Maker) -> None:
    state = make_state(**NO_GRAVITY, search__stock=-0.5, search__stock_nation=-30.0)
    count = state.n_cities * (state.n_cities - 1) // 2
    share = 1.0 / (1.0 + np.exp(0.5))
    party = np.sort(two_sided(state.book).party, axis=1)
    assert len(np.unique(party, axis=0)) == len(party), "each pair is drawn once"
    assert (party < state.n_cities).all()
    assert abs(len(party) - share * count) < 5 * np.sqrt(share * (1 - share) * count)


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
