"""The delivery phase: reviews, renewal, dormancy, turnover, reputation."""

from collections.abc import Callable

import numpy as np
import pytest
from sides import two_sided, write

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.month import month_of
from paradiplomacy.model.phases import delivery
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Reason, Status

Maker = Callable[..., State]


@pytest.fixture
def stock(make_state: Maker) -> Callable[..., State]:
    """Makes a state with many inherited agreements."""
    return lambda **changes: make_state(search__stock=1.0, **changes)


def test_agreements_are_reviewed_on_their_anniversaries_only(stock: Maker) -> None:
    state = stock(delivery__breach=0.0)
    book = two_sided(state.book)
    age = state.month - book.in_force
    delivery.deliver(state, delivery.REVIEWS, delivery.REVIEWS)
    reviewed = ~np.isnan(book.delivered).all(axis=1)
    np.testing.assert_array_equal(reviewed, age % 12 == 0)
    assert reviewed.any() and not reviewed.all()


def test_reputation_moves_to_the_mean_share_as_reviews_one_by_one_would(state: State) -> None:
    actors, settings = state.actors, state.settings.delivery
    before, mean, number = float(actors.reputation[0]), 0.3, 3
    sums, counts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    sums[0], counts[0] = mean * number, number
    others = actors.reputation[1:].copy()
    delivery.update_reputation(month_of(state).actors, settings, sums, counts)
    for _ in range(number):
        before += settings.learning * (mean - before)
    assert actors.reputation[0] == pytest.approx(before)
    np.testing.assert_array_equal(actors.reputation[1:], others)


def test_only_the_opposite_of_a_promise_is_a_breach_and_it_costs_trust(stock: Maker) -> None:
    state = stock(delivery__breach=1.0, delivery__trust_breach=0.1)
    book = two_sided(state.book)
    state.book.parties.delivered[:] = 0.5
    write(state.book, "delivered", 0, (0.5, -0.2))
    culprit = int(book.party[0, 1])
    trust = state.actors.trust.copy()
    state.book.rows.in_force[:] = state.month - 12
    delivery.deliver(state, delivery.BREACHES, delivery.BREACHES)
    assert np.flatnonzero(book.status == Status.BREACHED).tolist() == [0]
    assert np.flatnonzero(state.actors.trust != trust).tolist() == [culprit]
    assert state.actors.trust[culprit] == pytest.approx(max(0.0, trust[culprit] - 0.1))


@pytest.mark.parametrize("renewal", [0.0, 1.0])
def test_what_still_pays_is_renewed_by_chance_and_the_rest_expires(stock: Maker, renewal: float) -> None:
    state = stock(delivery__renewal=renewal)
    book = two_sided(state.book)
    book.term_ends[:] = state.month
    book.status[:5] = Status.DORMANT
    delivery.deliver(state, delivery.RENEWALS, delivery.RENEWALS)
    assert (book.reason[:5] == Reason.TERM_OVER).all(), "what is idle is not renewed"
    rest = np.arange(5, len(book.key))
    renewed = book.status[rest] == Status.IN_FORCE
    assert renewed.any() == bool(renewal)
    assert (book.term_ends[rest[renewed]] == state.month + state.settings.delivery.term).all()
    expected = {int(Reason.NOT_WORTH_IT)} if renewal else {int(Reason.NOT_WORTH_IT), int(Reason.TERM_OVER)}
    assert set(book.reason[rest[~renewed]].tolist()) <= expected


def test_dormancy_comes_and_goes_at_its_hazards(stock: Maker) -> None:
    state = stock(delivery__dormancy=1.0, delivery__revival=1.0)
    book = two_sided(state.book)
    book.status[:3] = Status.DORMANT
    delivery.deliver(state, delivery.REVIVALS, delivery.REVIVALS)
    assert (book.status[:3] == Status.IN_FORCE).all() and (book.status[3:] == Status.DORMANT).all()


def test_only_a_new_government_leaves_and_only_what_it_loses_by(stock: Maker) -> None:
    state = stock(delivery__turnover=1.0)
    state.actors.turned[:] = NEVER
    delivery.deliver(state, delivery.LEAVING, delivery.LEAVING)
    assert not (state.book.rows.status == Status.WITHDRAWN).any()
    state.actors.turned[:] = state.month
    state.actors.position[:] = -1.0
    state.actors.pragmatism[:] = 0.0
    delivery.deliver(state, delivery.LEAVING, delivery.LEAVING)
    left = state.book.rows.reason == Reason.TURNOVER
    assert left.any() and (state.book.rows.status[left] == Status.WITHDRAWN).all()
