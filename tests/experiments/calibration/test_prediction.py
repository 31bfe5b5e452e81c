"""Skill of predictions agrees with its definition, and scores are ordered as they should be."""

import numpy as np
import pytest

from paradiplomacy.experiments.calibration.prediction import score_of, skill


def test_the_area_is_the_chance_that_a_tied_pair_scores_higher() -> None:
    rng = np.random.default_rng(2)
    score, tied = rng.integers(0, 6, size=80).astype(float), rng.random(80) < 0.3
    wins = [float(a > b) + 0.5 * float(a == b) for a in score[tied] for b in score[~tied]]
    assert skill(score, tied).auc == pytest.approx(np.mean(wins))


def test_average_precision_is_that_of_the_textbook_where_scores_differ() -> None:
    tied = np.array([True, False, True, False, False, True])
    assert skill(np.arange(6.0, 0.0, -1.0), tied).precision == pytest.approx((1 / 1 + 2 / 3 + 3 / 6) / 3)


def test_scores_without_information_have_no_skill() -> None:
    tied = np.arange(50) % 5 == 0
    assert skill(np.ones(50), tied) == pytest.approx((0.5, 0.2))


def test_attraction_orders_equal_shares_and_never_reverses_unequal_ones() -> None:
    share, attraction = np.array([0.0, 0.0, 0.1, 0.1]), np.array([9.0, 1.0, -5.0, -np.inf])
    assert np.argsort(-score_of(share, attraction, 10)).tolist() == [2, 3, 0, 1]
