"""The tail recovers a planted exponent, with the right standard error."""

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks.tail import tail


@pytest.mark.parametrize("exponent", [2.1, 2.6])
def test_the_tail_recovers_a_planted_exponent_with_its_error(exponent):
    rng = np.random.default_rng(7)
    found = [tail(rng.zipf(exponent, size=4000)) for _ in range(60)]
    z = np.array([(each.exponent - exponent) / each.error for each in found])
    assert abs(z.mean()) < 4 / np.sqrt(60)
    assert 0.7 < z.std() < 1.35  # four standard errors of a standard deviation of 60 values


def test_there_is_no_tail_without_degrees_beyond_its_start():
    assert np.isnan(tail(np.array([1, 2, 3])).exponent)
    assert np.isnan(tail(np.array([5, 5, 5])).exponent)
