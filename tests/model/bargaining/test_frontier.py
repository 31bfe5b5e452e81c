"""Points of the Pareto frontier, worked out by hand (random cases: tests/contracts/test_protocols.py)."""

import math

import numpy as np
import pytest

from paradiplomacy.model.bargaining.frontier import (
    NOWHERE,
    accepted_at_home,
    conclude,
    depth,
    gain_at,
    nearest_accepted,
    rational,
    weight_for,
)
from paradiplomacy.model.rules.protocol import no_answers


def test_depth_runs_from_one_ideal_to_the_other(case) -> None:
    cases = case([[0.2], [0.8]], [[1.0], [1.0]])
    assert [depth(cases, 0, 0, weight) for weight in (0.0, 0.5, 1.0)] == pytest.approx([0.8, 0.5, 0.2])


def test_a_side_under_pressure_stops_short_of_its_ideal(case) -> None:
    """Beyond 0.3: 1 - x - 2 (x - 0.3) = 0 at 1.6 / 3."""
    cases = case([[1.0], [1.0]], [[1.0], [1.0]], pressure=1.0, bearable=0.3)
    assert depth(cases, 0, 0, 0.5) == pytest.approx(1.6 / 3.0)


def test_the_zone_of_a_pie_is_the_whole_frontier_and_vanishes_with_its_cost(pie) -> None:
    low, high = rational(pie(), 0)
    assert low == 0.0
    assert gain_at(pie(), 0, 1, low) == pytest.approx(1.0, abs=1e-5)
    assert gain_at(pie(), 0, 1, high) == pytest.approx(0.0, abs=1e-5)
    assert math.isnan(rational(pie(cost=(0.6, 0.6)), 0)[0])


def test_the_zone_ends_where_a_side_gains_nothing(case) -> None:
    cases = case([[1.0], [-0.5]], [[1.0], [1.0]], reservation=(0.1, -0.3))
    low, high = rational(cases, 0)
    assert gain_at(cases, 0, 0, low) == pytest.approx(0.0, abs=1e-9)
    assert gain_at(cases, 0, 1, high) == pytest.approx(0.0, abs=1e-9)
    assert low < high


@pytest.mark.parametrize("side", [0, 1])
def test_the_point_with_a_given_gain_has_that_gain(case, side: int) -> None:
    cases = case([[1.0], [-0.5]], [[1.0], [1.0]])
    worst, best = sorted(gain_at(cases, 0, side, weight) for weight in (0.0, 1.0))
    asked = 0.3 * worst + 0.7 * best
    assert gain_at(cases, 0, side, weight_for(cases, 0, side, asked, 0.0, 1.0)) == pytest.approx(asked, abs=1e-9)


def test_the_nearest_accepted_point_is_at_the_edge_of_the_win_set(case, one_vetoes) -> None:
    """The veto player of side 0 accepts x - x^2 / 2 >= 0.18 with slope 0.6: from 0.6 - sqrt(0.36 - 0.36) on, so at 0.6."""
    cases = one_vetoes(case([[0.2], [0.8]], [[1.0], [1.0]], cost=(0.16, 0.0)), 0, [0.6])
    start, found = 0.0, nearest_accepted(cases, 0, 0.0, 1.0)
    assert accepted_at_home(cases, 0, start) == (found == start)
    x = depth(cases, 0, 0, found)
    assert 0.6 * x - 0.5 * x * x >= 0.16 - 1e-9
    cases.cost[0, 0] = 0.19  # more than 0.6^2 / 2: never accepted
    assert math.isnan(nearest_accepted(cases, 0, 0.0, 1.0))


def test_nowhere_concludes_nothing(case) -> None:
    cases = case([[0.6], [0.6]], [[1.0], [1.0]])
    answers = no_answers(cases)
    conclude(cases, 0, NOWHERE, answers)
    assert not answers.agreed[0]
    conclude(cases, 0, 0.5, answers)
    assert answers.agreed[0]
    np.testing.assert_allclose(answers.gain[0], [0.18, 0.18])
