"""Challenges: what efforts come to together, who bears them, what is left, and how need follows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.agents.issues import Issue
from paradiplomacy.model.challenges.challenges import (
    MEASURED,
    Challenges,
    burden,
    ces,
    gini_of_ordered,
    may_commit,
    potential,
    with_odds,
)

EFFORT = st.floats(0.0, 1.0)
POSITIVE = st.floats(1e-6, 1.0)
RHO = st.floats(-100.0, 1.0)
HAIR = 1e-12
SMALL = {"world.cities": 30, "world.nations": 4, "search.burn_in": 0}


@given(a=EFFORT, b=EFFORT)
def test_ces_is_the_arithmetic_mean_the_geometric_mean_and_the_minimum(a: float, b: float) -> None:
    assert ces(a, b, 1.0) == pytest.approx((a + b) / 2, rel=HAIR, abs=1e-300)
    assert ces(a, b, 0.0) == pytest.approx(math.sqrt(a) * math.sqrt(b), rel=1e-9, abs=1e-300)
    assert ces(a, b, -math.inf) == min(a, b)


@given(a=POSITIVE, b=POSITIVE)
def test_ces_comes_near_its_limits(a: float, b: float) -> None:
    # Near 0 the exponent of the mean moves by rho (ln a/b)^2 / 8; far below, the minimum is missed by the factor 2^(-1/rho).
    slack = 1e-9 * math.log(a / b) ** 2 / 8 + 1e-13
    for rho in (1e-9, -1e-9):
        assert ces(a, b, rho) == pytest.approx(math.sqrt(a * b), rel=2 * slack)
    assert min(a, b) <= ces(a, b, -1000.0) <= min(a, b) * 2.0**0.001 * (1 + HAIR)
    assert ces(a, b, -1.0) == pytest.approx(2 / (1 / a + 1 / b), rel=HAIR)
    assert ces(a, b, 0.5) == pytest.approx(((math.sqrt(a) + math.sqrt(b)) / 2) ** 2, rel=HAIR)


@given(a=EFFORT, b=EFFORT, more=EFFORT, rho=RHO, factor=st.floats(0.0, 1.0))
def test_ces_is_symmetric_monotone_and_homogeneous(a: float, b: float, more: float, rho: float, factor: float) -> None:
    value = ces(a, b, rho)
    assert value == ces(b, a, rho)
    assert min(a, b) * (1 - HAIR) <= value <= (a + b) / 2 * (1 + HAIR) or value == 0.0
    assert ces(max(a, more), b, rho) >= value * (1 - HAIR)
    assert ces(factor * a, factor * b, rho) == pytest.approx(factor * value, rel=1e-9, abs=1e-12)
    assert ces(a, a, rho) == a


@given(a=POSITIVE, b=POSITIVE, low=RHO, high=RHO)
def test_ces_rises_with_substitution(a: float, b: float, low: float, high: float) -> None:
    assert ces(a, b, min(low, high)) <= ces(a, b, max(low, high)) * (1 + HAIR)


@pytest.mark.parametrize(("rho", "alone"), [(1.0, 0.5), (0.5, 0.25), (0.0, 0.0), (-1.0, 0.0)])
def test_effort_of_one_level_alone_counts_as_far_as_substitution_allows(rho: float, alone: float) -> None:
    assert ces(1.0, 0.0, rho) == ces(0.0, 1.0, rho) == alone


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ([2.0, 2.0, 2.0], 0.0),
        ([0.0, 0.0, 0.0, 1.0], 0.75),
        ([1.0, 2.0, 3.0, 4.0], 0.25),
        ([3.0, 1.0], 0.25),
        ([0.0, 0.0], 0.0),
        ([5.0], 0.0),
    ],
)
def test_gini_of_known_values(values: list[float], known: float) -> None:
    assert gini_of_ordered(np.sort(values)) == pytest.approx(known, abs=HAIR)


@given(st.lists(st.floats(0.001, 1000.0), min_size=2, max_size=30), st.floats(0.1, 10.0))
def test_gini_is_half_the_mean_difference_over_the_mean_whatever_the_unit(values: list[float], unit: float) -> None:
    each = np.sort(values)
    pairs = np.abs(each[:, None] - each[None, :]).mean()
    assert gini_of_ordered(each) == pytest.approx(pairs / (2 * each.mean()), abs=1e-9)
    assert gini_of_ordered(unit * each) == pytest.approx(gini_of_ordered(each), abs=1e-9)


@given(need=EFFORT, ratio=st.floats(0.01, 100.0), elasticity=st.floats(0.0, 10.0))
def test_need_rises_with_the_stock_falls_with_it_and_stays_a_share(
    need: float, ratio: float, elasticity: float
) -> None:
    after = with_odds(need, ratio**elasticity)
    assert 0.0 <= after <= 1.0
    assert after >= need * (1 - HAIR) if ratio > 1 else after <= need * (1 + HAIR)
    back = with_odds(after, (1 / ratio) ** elasticity)
    if 1e-6 < after < 1 - 1e-6:
        assert back == pytest.approx(need, rel=1e-6)
        assert after / (1 - after) == pytest.approx(need / (1 - need) * ratio**elasticity, rel=1e-6)


def test_a_burden_is_in_per_cent_of_gdp() -> None:
    """Full effort costs half a per cent of the budget; a budget of a tenth of GDP makes that 0.05 % of GDP."""
    assert burden(1.0, 0.1) == pytest.approx(0.05)
    assert burden(0.5, 0.1) == pytest.approx(0.0125)


ISSUE = Issue("climate", local=0.28, national=0.35, challenge=True)


@given(autonomy=st.lists(EFFORT, min_size=1, max_size=5), shift=EFFORT)
def test_competence_moves_between_city_and_nation_and_adds_up(autonomy: list[float], shift: float) -> None:
    shares = potential(ISSUE, np.array(autonomy), shift)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0, atol=HAIR)
    np.testing.assert_allclose(shares[:, 2], 0.37, atol=HAIR)
    assert (shares >= -HAIR).all()
    free = np.array(autonomy) >= 0.5
    assert (shares[free, 0] >= 0.28).all() and (shares[~free, 0] <= 0.28).all()


def test_without_a_shift_every_place_has_the_competence_of_the_issue() -> None:
    np.testing.assert_allclose(potential(ISSUE, np.array([0.0, 0.4, 1.0]), 0.0), [[0.28, 0.35, 0.37]] * 3)


def test_a_mandate_concerns_the_issues_with_a_challenge_only() -> None:
    issues = (ISSUE, Issue("trade"))
    assert may_commit(issues, "both").all()
    assert may_commit(issues, "cities").tolist() == [[True, True], [False, True]]
    assert may_commit(issues, "nations").tolist() == [[False, True], [True, True]]


def test_every_column_of_challenges_says_what_it_is() -> None:
    assert set(MEASURED) < set(Challenges._fields)
    hints = Challenges.__annotations__
    assert all(hints[name].__metadata__[0].about for name in hints)
