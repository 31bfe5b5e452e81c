"""Common depths of small clubs, worked out by hand: one test for each rule of the charter."""

import numpy as np
import pytest

from paradiplomacy.model.rules.charter import joint_optimum, median, weighted_depth

PEAKS, EQUAL = np.array([0.1, 0.6, 0.3]), np.ones(3)


def test_the_median_is_the_middle_ideal() -> None:
    assert median.depth(PEAKS, EQUAL) == pytest.approx(0.3)
    assert median.depth(PEAKS, np.array([1.0, 100.0, 1.0])) == pytest.approx(0.3)


def test_the_weighted_depth_keeps_two_of_three() -> None:
    """At 1.2 one takes part, at 0.6 two (product 1.2 each; the deeper of equals), at 0.2 three."""
    assert weighted_depth.depth(PEAKS, EQUAL) == pytest.approx(1.2)
    assert weighted_depth.depth(PEAKS, np.array([1.0, 1.0, 1.1])) == pytest.approx(0.6)


def test_the_joint_optimum_states_the_weighted_mean() -> None:
    assert joint_optimum.depth(PEAKS, np.array([2.0, 1.0, 1.0])) == pytest.approx((0.2 + 0.6 + 0.3) / 4)
    assert joint_optimum.depth(np.zeros(0), np.zeros(0)) == 0.0


def test_only_the_joint_optimum_is_solved_again_for_each_membership() -> None:
    assert [each.SOLVED_AGAIN for each in (median, weighted_depth, joint_optimum)] == [False, False, True]
