"""Win-sets on a single issue: the depths that every veto player accepts, worked out by hand."""

import numpy as np
import pytest

from paradiplomacy.model.bargaining.win_sets import narrow

NEAR = {"rtol": 0, "atol": 1e-9}


def test_a_veto_player_accepts_the_depths_where_utility_covers_the_cost(case, one_vetoes) -> None:
    """0.6 x - x^2 / 2 = 0.1 at x = 0.2 and x = 1."""
    cases = one_vetoes(case([[1.0], [1.0]], [[1.0], [1.0]], cost=(0.1, 0.0)), 0, [0.6])
    narrow(cases)
    np.testing.assert_allclose([cases.low[0, 0], cases.high[0, 0]], [0.2, 1.0], **NEAR)


def test_win_sets_that_do_not_intersect_leave_no_depth(case, one_vetoes) -> None:
    cases = one_vetoes(case([[1.0], [1.0]], [[1.0], [1.0]], cost=(0.1, 0.0)), 0, [0.3])  # at most 0.045
    narrow(cases)
    assert cases.low[0, 0] > cases.high[0, 0]


def test_national_pressure_bends_the_win_set(case, one_vetoes) -> None:
    """Beyond 0.5: x - x^2 / 2 - 4 (x - 0.5)^2 = 0.3 at the upper end."""
    cases = one_vetoes(case([[1.0], [1.0]], [[1.0], [1.0]], cost=(0.3, 0.0), pressure=4.0, bearable=0.5), 0, [1.0])
    narrow(cases)
    x = cases.high[0, 0]
    assert 0.5 < x < 1.0
    assert x - 0.5 * x * x - 4.0 * (x - 0.5) ** 2 == pytest.approx(0.3, abs=1e-9)


@pytest.mark.parametrize("columns", [{"side_payments": True}, {"on": [True, True]}])
def test_packages_and_paid_agreements_are_not_narrowed(case, one_vetoes, columns) -> None:
    cases = case([[1.0, 1.0]] * 2, [[1.0, 1.0]] * 2, **({"on": [True, False]} | columns))
    cases = one_vetoes(cases, 0, [-1.0, -1.0])
    narrow(cases)
    assert (cases.low == 0.0).all()
    assert (cases.high == 1.0).all()
