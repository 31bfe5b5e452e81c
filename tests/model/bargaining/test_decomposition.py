"""The parts of a benefit add up to it (whole explanations: test_explain.py)."""

import math

import numpy as np
import pytest

from paradiplomacy.model.bargaining.cases import utility_of_terms
from paradiplomacy.model.bargaining.decomposition import TERMS, Evaluated, decompose, logarithmic_mean
from paradiplomacy.model.bargaining.explain import negotiation_of
from paradiplomacy.model.bargaining.variation import cases_with
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build


@pytest.fixture(scope="module")
def state() -> State:
    small = {"world.cities": 12, "world.nations": 3, "months": 2, "search.burn_in": 0}
    return build.build(change.apply(read.read("synthetic"), small), seed=3).state


def test_the_logarithmic_mean_lies_between_its_numbers() -> None:
    assert logarithmic_mean(2.0, 2.0) == 2.0
    assert logarithmic_mean(math.e, 1.0) == pytest.approx(math.e - 1.0)
    assert math.sqrt(2.0 * 8.0) < logarithmic_mean(2.0, 8.0) < 5.0


@pytest.mark.parametrize("partner_trust", [0.5, 0.0])
def test_the_terms_sum_to_the_utility_even_with_a_partner_that_nobody_trusts(
    state: State, partner_trust: float
) -> None:
    state.actors.trust[1] = partner_trust
    negotiation = negotiation_of(state, 0, 1)
    cases = cases_with(state, negotiation, [None])
    terms, utility = np.where(negotiation.agenda, [[0.4], [0.3]], 0.0), np.zeros((1, 2))
    utility_of_terms(cases, terms[None, :], utility)
    for side in range(2):
        parts = decompose(state, negotiation, cases, side, Evaluated(terms, 1.0, (0.1, -0.2)))
        assert tuple(parts) == TERMS
        assert sum(parts.values()) == pytest.approx(utility[0, side] + (0.1, -0.2)[side], abs=1e-12)
        assert parts["side payment"] == (0.1, -0.2)[side]


def test_each_side_pays_its_share_of_the_fixed_cost(state: State) -> None:
    negotiation = negotiation_of(state, 0, 1)
    cases = cases_with(state, negotiation, [None])
    none = np.zeros((2, len(state.issues)))
    half = decompose(state, negotiation, cases, 0, Evaluated(none, 0.5, (0.0, 0.0)))
    assert half["fixed cost"] == pytest.approx(-0.5 * cases.cost[0, 0])
    assert sum(half.values()) == pytest.approx(half["fixed cost"])
