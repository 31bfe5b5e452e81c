"""Side payments, worked out by hand."""

import numpy as np
import pytest

# Side 0 needs what side 1 could do; side 1 would not do it for itself.
BOUGHT = {
    "slope": [[0.0], [0.0]], "curve": [[1.0], [1.0]], "received": [[0.6], [0.0]], "high": [[0.0], [1.0]],
    "side_payments": True,
}  # fmt: skip
NEAR = {"rtol": 0, "atol": 1e-8}


def test_terms_are_best_for_both_together(case, settled) -> None:
    """Side 1 gives x at a cost of x^2 / 2 and side 0 has 0.6 x of it: the sum is best at 0.6, where it is 0.18.

    Gains before the payment 0.36 and -0.18; shared equally, side 0 pays 0.27.
    """
    answers = settled("nash", case(**BOUGHT))
    np.testing.assert_allclose(answers.terms[0], [[0.0], [0.6]], **NEAR)
    np.testing.assert_allclose(answers.gain[0], [0.09, 0.09], **NEAR)
    np.testing.assert_allclose(answers.transfer[0], 0.27, **NEAR)


def test_a_larger_budget_counts_for_more(case, settled) -> None:
    """Budgets 1.5 and 1: 0.9 x - x^2 / 2 is best at 0.9, where it is 0.405: 0.27 in the budget of side 0."""
    answers = settled("ultimatum", case(**BOUGHT, budget=(1.5, 1.0)))
    np.testing.assert_allclose(answers.terms[0], [[0.0], [0.9]], **NEAR)
    np.testing.assert_allclose(answers.gain[0], [0.27, 0.0], **NEAR)


def test_money_makes_agreements_that_are_not_there_without(case, settled) -> None:
    cases = case(**BOUGHT | {"side_payments": False}, cost=0.01)
    assert not settled("nash", cases).agreed[0]
    assert settled("nash", cases._replace(side_payments=np.array([True]))).agreed[0]


def test_bargaining_weight_splits_the_joint_gain(case, settled) -> None:
    answers = settled("nash", case(**BOUGHT, power=0.75))
    np.testing.assert_allclose(answers.gain[0], [0.135, 0.045], **NEAR)


@pytest.mark.parametrize(("veto", "gain"), [(0.0, (0.18, 0.0)), (-0.1, (0.12, 0.06)), (-0.2, (0.06, 0.12))])
def test_a_veto_player_is_paid_for_as_well(case, settled, one_vetoes, veto: float, gain: tuple[float, float]) -> None:
    """At 0.6 a veto player with slope v has -0.6 v less than its side: 0.06 or 0.12, which its side must get."""
    cases = one_vetoes(case(**BOUGHT), 1, [veto])
    np.testing.assert_allclose(settled("ultimatum", cases).gain[0], gain, **NEAR)


def test_a_veto_player_that_no_money_moves_fails_the_talk(case, settled, one_vetoes) -> None:
    cases = one_vetoes(case(**BOUGHT, least=0.3), 1, [-2.0])
    assert not settled("nash", cases).agreed[0]


def test_without_side_payments_nobody_pays(case, settled) -> None:
    assert settled("nash", case([[1.0], [0.6]], [[1.0], [1.0]])).transfer[0] == 0.0
