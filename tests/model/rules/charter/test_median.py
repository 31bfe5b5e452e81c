"""The median charter of three actors, worked out by hand."""

import numpy as np
import pytest

from paradiplomacy.model.rules.charter.median import SOLVED_AGAIN, depth

PEAKS, EQUAL = np.array([0.1, 0.6, 0.3]), np.ones(3)


def test_the_median_is_the_middle_ideal() -> None:
    assert depth(PEAKS, EQUAL) == pytest.approx(0.3)
    assert depth(PEAKS, np.array([1.0, 100.0, 1.0])) == pytest.approx(0.3)


def test_one_depth_holds_for_every_membership() -> None:
    assert SOLVED_AGAIN is False
