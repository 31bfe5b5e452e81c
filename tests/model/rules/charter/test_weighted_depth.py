"""The weighted depth of three actors, worked out by hand."""

import numpy as np
import pytest

from paradiplomacy.model.rules.charter.weighted_depth import SOLVED_AGAIN, depth

PEAKS, EQUAL = np.array([0.1, 0.6, 0.3]), np.ones(3)


def test_the_weighted_depth_keeps_two_of_three() -> None:
    """At 1.2 one takes part, at 0.6 two (product 1.2 each; the deeper of equals), at 0.2 three."""
    assert depth(PEAKS, EQUAL) == pytest.approx(1.2)
    assert depth(PEAKS, np.array([1.0, 1.0, 1.1])) == pytest.approx(0.6)


def test_one_depth_holds_for_every_membership() -> None:
    assert SOLVED_AGAIN is False
