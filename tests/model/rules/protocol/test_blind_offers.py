"""Negotiations over a grid of depths, worked out by hand."""

import numpy as np
import pytest

from paradiplomacy.model.rules.protocol import blind_offers


def test_two_sides_with_the_same_interest_agree_on_it_at_once(case, settled) -> None:
    """Side 1 has nothing to give and likes what side 0 likes best, 0.6, the top of the grid 0.2, 0.3 ... 0.6."""
    only = {"low": [[0.2], [0.0]], "high": [[0.6], [0.0]], "received": [[0.0], [1e-3]]}
    answers = settled("blind_offers", case([[0.6], [0.0]], [[1.0], [1.0]], **only))
    assert answers.agreed[0] and answers.round[0] == 1
    np.testing.assert_allclose(answers.terms[0], [[0.6], [0.0]], rtol=0, atol=1e-12)
    np.testing.assert_allclose(answers.gain[0], [0.18, 0.6e-3], rtol=0, atol=1e-12)


def test_a_pie_of_five_levels(pie, settled) -> None:
    """Linear tactics, four rounds: asked for is 0.8, 0.6, 0.4, so offered is 1, 3/4, 1/2 of the levels 0, 1/4 ... 1.

    Side 1 declines 0 in round 1 and 1/4 in round 2, and takes 1/2 in round 3.
    """
    answers = settled("blind_offers", pie(rounds=4))
    assert answers.agreed[0] and answers.round[0] == 3
    np.testing.assert_allclose(answers.terms[0], [[0.0], [0.5]], rtol=0, atol=1e-12)


def test_tough_sides_run_out_of_time_although_there_is_a_zone(pie, settled) -> None:
    assert not settled("blind_offers", pie(rounds=3, concession=0.05)).agreed[0]


def test_nobody_offers_or_accepts_what_its_own_home_refuses(pie, settled, one_vetoes) -> None:
    cases = one_vetoes(pie(rounds=20), 1, [-1.0 / 0.3])
    answers = settled("blind_offers", cases)
    assert answers.agreed[0] and answers.terms[0, 1, 0] <= 0.3


def test_a_side_that_nothing_suits_offers_nothing(pie, settled) -> None:
    assert not settled("blind_offers", pie(reservation=(1.1, -1.0))).agreed[0]


@pytest.mark.parametrize(("commitments", "levels"), [(2, 5), (6, 5), (8, 4), (10, 3), (20, 2)])
def test_many_commitments_have_fewer_levels(commitments: int, levels: int) -> None:
    assert blind_offers.levels_for(commitments) == levels


def test_with_side_payments_the_joint_gain_is_split_in_twentieths(case, settled) -> None:
    answers = settled("blind_offers", case([[0.2], [0.0]], [[1.0], [1.0]], received=[[0.4], [0.4]], side_payments=True))
    share = answers.gain[0, 0] / answers.gain[0].sum()
    assert answers.agreed[0] and answers.gain[0].sum() == pytest.approx(0.18 + 0.08)
    assert share * 20 == pytest.approx(round(share * 20)) and 0.4 < share < 0.6
