"""Kalai and Smorodinsky's solution, worked out by hand."""

import math

import numpy as np

# Side 0 does x for itself, which is worth 2 x - x^2 to it, and takes x from side 1's pie of 1.
CURVED = {
    "slope": [[2.0], [0.0]], "curve": [[2.0], [1.0]], "received": [[0.0], [-1.0]], "high": [[1.0], [0.0]],
    "reservation": (0.0, -1.0),
}  # fmt: skip
NEAR = {"rtol": 0, "atol": 4e-6}  # a pie is straight but for a curve of 1e-6


def test_a_linear_pie_is_cut_in_halves(pie, settled) -> None:
    np.testing.assert_allclose(settled("kalai_smorodinsky", pie()).gain[0], [0.5, 0.5], **NEAR)


def test_bargaining_weight_does_not_matter(pie, settled) -> None:
    np.testing.assert_allclose(settled("kalai_smorodinsky", pie(power=0.9)).gain[0], [0.5, 0.5], **NEAR)


def test_a_curved_gain_against_a_straight_loss(case, settled) -> None:
    """Gains 2x - x^2 and 1 - x, both ideally 1: 2x - x^2 = 1 - x at x = (3 - sqrt 5) / 2."""
    answers = settled("kalai_smorodinsky", case(**CURVED))
    np.testing.assert_allclose(answers.terms[0, 0], [(3 - math.sqrt(5)) / 2], **NEAR)


def test_shares_are_of_what_a_side_could_have_had(pie, settled) -> None:
    """A side that cannot have more than 0.4 of the pie gets 0.4 of its 1 for every 1 of the other: 2/7 and 5/7."""
    gain = settled("kalai_smorodinsky", pie(high=[[0.0], [0.4]])).gain[0]
    np.testing.assert_allclose(gain, [2 / 7, 5 / 7], **NEAR)


def test_an_ideal_leaves_out_what_the_other_would_refuse(pie, settled) -> None:
    """The second falls back on 0.5 of the pie: the first could ideally have 0.5, and each gets half of that."""
    gain = settled("kalai_smorodinsky", pie(reservation=(0.0, -0.5))).gain[0]
    np.testing.assert_allclose(gain, [0.25, 0.25], **NEAR)


def test_a_veto_player_moves_it_to_the_nearest_point_that_it_accepts(pie, settled, one_vetoes) -> None:
    """The second's veto player has 1 - x / 0.3, so it accepts x <= 0.3."""
    cases = one_vetoes(pie(), 1, [-1.0 / 0.3])
    np.testing.assert_allclose(settled("kalai_smorodinsky", cases).gain[0], [0.3, 0.7], **NEAR)


def test_with_side_payments_each_gets_half_in_money(pie, settled) -> None:
    """Budgets 3 and 1: the pie is worth 3 in the hands of the first, who buys it: 1.5 for both, in own budgets."""
    answers = settled("kalai_smorodinsky", pie(side_payments=True, budget=(3.0, 1.0)))
    np.testing.assert_allclose(answers.terms[0, 1], [1.0], **NEAR)
    np.testing.assert_allclose(answers.gain[0], [0.5, 1.5], **NEAR)
    np.testing.assert_allclose(answers.transfer[0], 0.5, **NEAR)


def test_without_a_zone_there_is_no_agreement(pie, settled) -> None:
    assert not settled("kalai_smorodinsky", pie(reservation=(0.6, -0.5))).agreed[0]
    assert not settled("kalai_smorodinsky", pie(reservation=(0.6, -0.5), side_payments=True)).agreed[0]
