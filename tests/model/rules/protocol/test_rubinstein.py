"""Rubinstein's equilibrium, worked out by hand."""

import numpy as np
import pytest

# Side 0 does x for itself, which is worth 2 x - x^2 to it, and takes x from side 1's pie of 1.
CURVED = {
    "slope": [[2.0], [0.0]], "curve": [[2.0], [1.0]], "received": [[0.0], [-1.0]], "high": [[1.0], [0.0]],
    "reservation": (0.0, -1.0),
}  # fmt: skip
NEAR = {"rtol": 0, "atol": 4e-6}  # a pie is straight but for a curve of 1e-6


@pytest.mark.parametrize("paid", [False, True])
@pytest.mark.parametrize(
    ("discount", "share"), [((0.9, 0.9), 10 / 19), ((0.5, 0.8), 1 / 3), ((0.8, 0.5), 5 / 6), ((0.7, 0.0), 1.0)]
)
def test_the_first_mover_of_a_linear_pie(pie, settled, discount, share, *, paid: bool) -> None:
    """(1 - d2) / (1 - d1 d2): 0.1 / 0.19, 0.2 / 0.6, 0.5 / 0.6, and all of it against a side that cannot wait."""
    answers = settled("rubinstein", pie(discount=discount, side_payments=paid))
    np.testing.assert_allclose(answers.gain[0], [share, 1 - share], **NEAR)


def test_a_curved_gain_against_a_straight_loss(case, settled) -> None:
    """Gains 2x - x^2 = 1 - (1 - x)^2 and 1 - x: with a, b what is left at both proposals, a = d b, 1 - b^2 = d (1 - a^2).

    With d = 1/2: 1 - b^2 = 1/2 - b^2 / 8, so b^2 = 4/7, and side 0 proposes 1 - x = a = b / 2.
    """
    answers = settled("rubinstein", case(**CURVED, discount=0.5))
    np.testing.assert_allclose(answers.terms[0, 0], [1 - 0.5 * np.sqrt(4 / 7)], **NEAR)


def test_patience_pays(pie, settled) -> None:
    share = [settled("rubinstein", pie(discount=(d, 0.9))).gain[0, 0] for d in (0.0, 0.5, 0.9, 0.99)]
    assert (np.diff(share) > 0).all()


def test_it_says_nothing_of_rounds(pie, settled) -> None:
    assert settled("rubinstein", pie()).round[0] == 0


def test_a_veto_player_moves_it_to_the_nearest_point_that_it_accepts(pie, settled, one_vetoes) -> None:
    cases = one_vetoes(pie(), 1, [-1.0 / 0.3])
    np.testing.assert_allclose(settled("rubinstein", cases).gain[0], [0.3, 0.7], **NEAR)
