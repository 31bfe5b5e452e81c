"""Waiting times recover what they were drawn with, although some had not ended."""

import numpy as np
import pytest

from paradiplomacy.experiments.measures import waiting


def test_the_median_time_accounts_for_cases_still_waiting():
    rng = np.random.default_rng(1)
    true = rng.exponential(10.0, size=4000)
    seen_until = rng.exponential(12.0, size=4000)
    found = waiting.median_time(np.minimum(true, seen_until), true <= seen_until)
    assert found == pytest.approx(10 * np.log(2), abs=4 * 10 / np.sqrt(4000 / 2))
    naive = np.median(true[true <= seen_until])
    assert naive < 0.8 * found  # the bias of leaving the others out


def test_a_median_that_is_never_reached_is_not_a_number():
    assert np.isnan(waiting.median_time(np.array([1.0, 5.0, 5.0, 5.0]), np.array([True, False, False, False])))
    assert np.isnan(waiting.median_time(np.array([1.0]), np.array([False])))


def test_a_hazard_is_events_over_time_at_risk():
    rng = np.random.default_rng(2)
    true = rng.exponential(1 / 0.03, size=5000)
    found = waiting.hazard(np.minimum(true, 24.0), true <= 24.0)
    assert found == pytest.approx(0.03, abs=4 * 0.03 / np.sqrt((true <= 24.0).sum()))
    assert np.isnan(waiting.hazard(np.zeros(0), np.zeros(0, dtype=bool)))
