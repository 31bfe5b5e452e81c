"""Points of the Pareto frontier, worked out by hand (random cases: tests/contracts/test_protocols.py)."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize

from paradiplomacy.model.bargaining.frontier import (
    NOWHERE,
    accepted_at_home,
    commitment,
    conclude,
    gain_at,
    nearest_accepted,
    rational,
    weight_for,
)
from paradiplomacy.model.rules.protocol import Cases, nash, no_answers, no_cases

MUTUAL = {"received": [[0.4], [0.4]]}
ISSUES = 2


def test_a_side_gives_more_the_less_it_counts(case) -> None:
    """With equal weights: 0.1 + 0.4 = 0.5; at weight 0.8: 0.1 + 0.4 / 4 = 0.2; alone what is best for itself, 0.1."""
    cases = case([[0.1], [0.1]], [[1.0], [1.0]], **MUTUAL)
    assert [commitment(cases, 0, 0, 0, weight) for weight in (1.0, 0.8, 0.5)] == pytest.approx([0.1, 0.2, 0.5])
    assert [commitment(cases, 0, 1, 0, weight) for weight in (0.0, 0.2, 0.5)] == pytest.approx([0.1, 0.2, 0.5])
    assert commitment(cases, 0, 0, 0, 0.0) == 1.0, "without weight it gives all it can"


def test_a_side_without_weight_does_as_it_likes_where_the_other_does_not_care(case) -> None:
    cases = case([[0.3], [0.3]], [[1.0], [1.0]])
    assert commitment(cases, 0, 0, 0, 0.0) == pytest.approx(0.3)
    harmful = case([[0.3], [0.3]], [[1.0], [1.0]], received=[[0.0], [-0.1]])
    assert commitment(harmful, 0, 0, 0, 0.0) == 0.0


def test_a_side_under_pressure_stops_short_of_its_ideal(case) -> None:
    """Beyond 0.3: 1 - x - 4 (x - 0.3) = 0 at 2.2 / 5; only its own commitment is held back."""
    cases = case([[0.6], [0.6]], [[1.0], [1.0]], pressure=[[2.0], [0.0]], bearable=0.3, **MUTUAL)
    assert commitment(cases, 0, 0, 0, 0.5) == pytest.approx(2.2 / 5.0)
    assert commitment(cases, 0, 1, 0, 0.5) == pytest.approx(1.0)


def test_the_zone_of_a_pie_is_the_whole_frontier_and_vanishes_with_its_cost(pie) -> None:
    low, high = rational(pie(), 0)
    assert low == 0.0
    assert gain_at(pie(), 0, 1, low) == pytest.approx(1.0, abs=1e-5)
    assert gain_at(pie(), 0, 1, high) == pytest.approx(0.0, abs=1e-5)
    assert math.isnan(rational(pie(cost=(0.6, 0.6)), 0)[0])


def test_the_zone_ends_where_a_side_gains_nothing(case) -> None:
    cases = case([[-0.1], [-0.2]], [[1.0], [1.0]], cost=(0.01, 0.02), **MUTUAL)
    low, high = rational(cases, 0)
    assert gain_at(cases, 0, 0, low) == pytest.approx(0.0, abs=1e-9)
    assert gain_at(cases, 0, 1, high) == pytest.approx(0.0, abs=1e-9)
    assert low < high


@pytest.mark.parametrize("side", [0, 1])
def test_the_point_with_a_given_gain_has_that_gain(case, side: int) -> None:
    cases = case([[-0.1], [-0.2]], [[1.0], [1.0]], **MUTUAL)
    worst, best = sorted(gain_at(cases, 0, side, weight) for weight in (0.0, 1.0))
    asked = 0.3 * worst + 0.7 * best
    assert gain_at(cases, 0, side, weight_for(cases, 0, side, asked, 0.0, 1.0)) == pytest.approx(asked, abs=1e-9)


def test_the_nearest_accepted_point_is_at_the_edge_of_the_win_set(pie, one_vetoes) -> None:
    """The veto player of side 1 has 1 - x / 0.3: it accepts x up to 0.3."""
    cases = one_vetoes(pie(), 1, [-1.0 / 0.3])
    found = nearest_accepted(cases, 0, 1.0, 0.0)
    assert not accepted_at_home(cases, 0, 1.0)
    assert commitment(cases, 0, 1, 0, found) == pytest.approx(0.3, abs=1e-7)
    cases.cost[0, 1] = 1.1
    assert math.isnan(nearest_accepted(cases, 0, 1.0, 0.0)), "1 - 1.1 - x / 0.3 is never accepted"


def test_nowhere_concludes_nothing_and_neither_do_commitments_that_are_too_small(case) -> None:
    cases = case([[0.1], [0.2]], [[1.0], [1.0]], **MUTUAL)
    answers = no_answers(cases)
    conclude(cases, 0, NOWHERE, answers)
    assert not answers.agreed[0]
    cases.least[0] = 0.61
    conclude(cases, 0, 0.5, answers)
    assert not answers.agreed[0]
    cases.least[0] = 0.6
    conclude(cases, 0, 0.5, answers)
    assert answers.agreed[0]
    np.testing.assert_allclose(answers.terms[0], [[0.5], [0.6]])
    np.testing.assert_allclose(answers.gain[0], [0.05 - 0.125 + 0.24, 0.12 - 0.18 + 0.2])


def drawn(count: int) -> Cases:
    """Draw negotiations of two issues with kinks: half of the sides are under pressure, which bites hard."""
    rng = np.random.default_rng(7)

    def draw(low: float, high: float, *shape: int) -> np.ndarray:
        return rng.uniform(low, high, size=(count, *shape))

    cases = no_cases(count, ISSUES)
    for name, value in (
        ("slope", draw(-0.3, 0.3, 2, ISSUES)), ("curve", draw(0.2, 1.5, 2, ISSUES)), ("on", True),
        ("received", draw(0.0, 0.8, 2, ISSUES)), ("bearable", draw(0.0, 0.6, 2, ISSUES)), ("high", 0.95),
        ("pressure", draw(0.0, 20.0, 2, ISSUES) * (draw(0, 1, 2, ISSUES) < 0.5)), ("cost", draw(0.0, 0.1, 2)),
        ("power", draw(0.2, 0.8)),
    ):  # fmt: skip
        getattr(cases, name)[:] = value
    return cases


def gains(cases: Cases, c: int, terms: np.ndarray) -> np.ndarray:
    """Return the gains of both sides from all commitments, (4,)."""
    own = terms.reshape(2, ISSUES)
    excess = np.maximum(0.0, own - cases.bearable[c])
    utility = cases.slope[c] * own - 0.5 * cases.curve[c] * own**2 - cases.pressure[c] * excess**2
    return (utility + cases.received[c] * own[::-1]).sum(axis=1) - cases.cost[c]


def test_no_terms_that_a_general_optimiser_finds_have_a_larger_nash_product() -> None:
    """L-BFGS-B over all four commitments, from several starts, for 120 negotiations with kinks: at most 1e-9 better."""
    cases = drawn(160)
    answers, rng = no_answers(cases), np.random.default_rng(8)
    nash.settle(cases, answers)
    some = np.flatnonzero(answers.agreed)
    shortfalls = []
    for c in some:
        share = np.array([cases.power[c], 1.0 - cases.power[c]])

        def minus_log(terms: np.ndarray, c: int = c, share: np.ndarray = share) -> float:
            gain = gains(cases, c, terms)
            return -float((share * np.log(gain)).sum()) if (gain > 0.0).all() else 1e3

        start = answers.terms[c].reshape(-1)
        reached = -minus_log(start)
        for _ in range(4):
            near = np.clip(start + rng.normal(0.0, 0.02, size=start.shape), 0.0, 0.95)
            found = minimize(minus_log, near, method="L-BFGS-B", bounds=[(0.0, 0.95)] * 4, options={"ftol": 1e-15})
            shortfalls.append(math.exp(-found.fun) - math.exp(reached))
    assert len(some) >= 100
    assert max(shortfalls) <= 1e-9
    assert np.median(shortfalls) >= -1e-6, "the optimiser comes as near, so that it is a test"
    print(f"worst shortfall of the Nash product over {len(some)} negotiations: {max(shortfalls):.1e}")


def test_along_the_frontier_one_side_never_loses_and_the_other_never_gains() -> None:
    cases = drawn(60)
    for c in range(60):
        along = np.array([[gain_at(cases, c, side, weight) for side in (0, 1)] for weight in np.linspace(0, 1, 101)])
        assert (np.diff(along[:, 0]) >= -1e-12).all() and (np.diff(along[:, 1]) <= 1e-12).all()
