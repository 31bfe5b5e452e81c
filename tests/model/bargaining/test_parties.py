"""Value of agreements in force to their parties, and their contribution to output."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.bargaining.cases import cases_of
from paradiplomacy.model.bargaining.parties import returns_of_year, running_gains
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status


@compiled
def _returns(month: Month, which: Rows) -> Floats:
    return returns_of_year(month, which)


def yearly_returns(state: State, which: Rows) -> Floats:
    """Return what agreements under review returned to each party in the year; compiled code alone can call the rule."""
    return _returns(month_of(state), which)


@pytest.fixture
def running(make_state: Callable[..., State]) -> tuple[State, np.ndarray]:
    state = make_state(negotiation__side_payments=False)
    return state, state.book.live(Status.IN_FORCE)


def test_what_agreements_return_is_the_utility_of_whoever_counts_only_material_pay_offs(running) -> None:
    """The dividend agrees with utility: full delivery, no identity, no fear of the nation."""
    state, which = running
    state.actors.pragmatism[:] = 1.0
    state.book.parties.delivered[:] = 1.0
    np.testing.assert_allclose(yearly_returns(state, which), running_gains(state, which), rtol=0, atol=1e-12)
    state.actors.pragmatism[:] = 0.2
    found = yearly_returns(state, which)
    state.actors.pragmatism[:] = 1.0
    np.testing.assert_allclose(found, running_gains(state, which), rtol=0, atol=1e-12)


def test_what_is_not_delivered_brings_nothing_and_costs_nothing_but_the_upkeep(running) -> None:
    state, which = running
    upkeep = cases_of(state, state.book.pair(which), concluded=True, running=True).cost.reshape(-1)
    for share in (0.0, -0.5):
        state.book.parties.delivered[:] = share
        np.testing.assert_allclose(yearly_returns(state, which), -upkeep, rtol=0, atol=1e-12)


def test_agreements_return_a_small_multiple_of_what_their_effort_costs(running) -> None:
    """Version 1 paid 8 to 40 times the cost: what is agreed now brings 1 to 5 times its effort and upkeep."""
    state, which = running
    state.book.parties.delivered[:] = 1.0
    pairs, terms = state.book.pair(which), state.book.parties.terms
    cases = cases_of(state, pairs, concluded=True, running=True)
    x = terms[pairs]
    promised = state.actors.promised[state.book.parties.actor[pairs]]
    salience = state.actors.salience[state.book.parties.actor[pairs]]
    spent = (salience * (x * x / 2.0 + promised * x)).sum() + cases.cost.sum()
    assert 1.0 < 1.0 + yearly_returns(state, which).sum() / spent < 5.0
