"""The pivotal voter of a quota, against the normal distribution's textbook quantiles."""

import numpy as np
import pytest

from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.ratification import Cases
from paradiplomacy.model.rules.ratification.quota import offsets


@pytest.mark.parametrize(("quota", "pivot"), [(0.5, 0.0), (2 / 3, -0.430727), (0.75, -0.674490), (0.25, 0.674490)])
def test_the_pivotal_voter_is_the_quantile_one_minus_quota(quota: float, pivot: float) -> None:
    cases = Cases(np.array([1, 3], dtype=np.int32), np.array([True, False]), np.zeros(2))
    offset, number = offsets(cases, Ratification(quota=quota))
    np.testing.assert_allclose(offset[:, 0], pivot, atol=1e-6)
    assert number.tolist() == [1, 1]


def test_unanimity_is_finite() -> None:
    cases = Cases(np.ones(1, dtype=np.int32), np.array([True]), np.zeros(1))
    assert -6.0 < offsets(cases, Ratification(quota=1.0)).offset[0, 0] < -4.0
