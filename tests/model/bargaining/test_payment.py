"""Side payments, worked out by hand."""

import numpy as np
import pytest

NEAR = {"rtol": 0, "atol": 1e-8}


def test_terms_are_best_for_both_together(case, settled) -> None:
    """Slopes 1 and 0.2, curves 1 and 1, equal budgets: the sum 1.2 x - x^2 is best at 0.6, where it is 0.36.

    Gains before the payment 0.6 - 0.18 = 0.42 and 0.12 - 0.18 = -0.06; shared equally, side 0 pays 0.24.
    """
    answers = settled("nash", case([[1.0], [0.2]], [[1.0], [1.0]], side_payments=True))
    np.testing.assert_allclose(answers.terms[0], [0.6], **NEAR)
    np.testing.assert_allclose(answers.gain[0], [0.18, 0.18], **NEAR)
    np.testing.assert_allclose(answers.transfer[0], 0.24, **NEAR)


def test_a_larger_budget_counts_for_more(case, settled) -> None:
    """Budgets 2 and 1: 2 (x - x^2 / 2) + 0.2 x - x^2 / 2 is best at 2.2 / 3, where it is 2.2^2 / 6."""
    answers = settled("ultimatum", case([[1.0], [0.2]], [[1.0], [1.0]], side_payments=True, budget=(2.0, 1.0)))
    np.testing.assert_allclose(answers.terms[0], [2.2 / 3], **NEAR)
    np.testing.assert_allclose(answers.gain[0], [2.2**2 / 12, 0.0], **NEAR)


def test_money_makes_agreements_that_are_not_there_without(case, settled) -> None:
    cases = case([[1.0], [-0.2]], [[1.0], [1.0]], low=0.05)
    assert not settled("nash", cases).agreed[0]
    assert settled("nash", cases._replace(side_payments=np.array([True]))).agreed[0]


def test_bargaining_weight_splits_the_joint_gain(case, settled) -> None:
    answers = settled("nash", case([[1.0], [0.2]], [[1.0], [1.0]], side_payments=True, power=0.75))
    np.testing.assert_allclose(answers.gain[0], [0.27, 0.09], **NEAR)


@pytest.mark.parametrize(("veto", "gain"), [(0.2, (0.36, 0.0)), (-0.1, (0.18, 0.18)), (-0.3, (0.06, 0.30))])
def test_a_veto_player_is_paid_for_as_well(case, settled, one_vetoes, veto: float, gain: tuple[float, float]) -> None:
    """At 0.6 a veto player with slope v has (0.2 - v) 0.6 less than its side: 0.18 or 0.30, which its side must get."""
    cases = one_vetoes(case([[1.0], [0.2]], [[1.0], [1.0]], side_payments=True), 1, [veto])
    np.testing.assert_allclose(settled("ultimatum", cases).gain[0], gain, **NEAR)


def test_a_veto_player_that_no_money_moves_fails_the_talk(case, settled, one_vetoes) -> None:
    cases = one_vetoes(case([[1.0], [0.2]], [[1.0], [1.0]], side_payments=True, low=0.3), 1, [-2.0])
    assert not settled("nash", cases).agreed[0]


def test_without_side_payments_nobody_pays(case, settled) -> None:
    assert settled("nash", case([[1.0], [0.6]], [[1.0], [1.0]])).transfer[0] == 0.0
