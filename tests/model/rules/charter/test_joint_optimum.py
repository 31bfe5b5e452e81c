"""The joint optimum of three actors, worked out by hand."""

import numpy as np
import pytest

from paradiplomacy.model.rules.charter.joint_optimum import SOLVED_AGAIN, depth

PEAKS = np.array([0.1, 0.6, 0.3])


def test_the_joint_optimum_states_the_weighted_mean() -> None:
    assert depth(PEAKS, np.array([2.0, 1.0, 1.0])) == pytest.approx((0.2 + 0.6 + 0.3) / 4)
    assert depth(np.zeros(0), np.zeros(0)) == 0.0


def test_the_optimum_is_solved_again_for_each_membership() -> None:
    assert SOLVED_AGAIN is True
