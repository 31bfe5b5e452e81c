"""Sums have the same bits everywhere; shares of nothing are not numbers."""

import numpy as np
import pytest

from paradiplomacy.experiments.measures.averages import added, count, mean, share, share_of


def test_values_are_added_one_by_one() -> None:
    values = np.random.default_rng(1).normal(size=1001) * 10.0 ** np.arange(1001).clip(0, 12)
    total = 0.0
    for value in values:
        total = total + value
    assert added(values) == total
    assert mean(values) == total / 1001
    assert added(values) != np.sum(values), "NumPy adds pairwise: the test would not notice"


def test_there_is_no_mean_and_no_share_of_nothing() -> None:
    assert np.isnan(mean(np.zeros(0)))
    assert np.isnan(share(1.0, 0.0))
    assert np.isnan(share_of(np.zeros(0, dtype=bool)))


def test_shares_and_counts_are_of_what_is_true() -> None:
    cases = np.array([True, False, True, True])
    assert count(cases) == 3.0
    assert share_of(cases) == pytest.approx(0.75)
    assert share(3.0, 4.0) == pytest.approx(0.75)
