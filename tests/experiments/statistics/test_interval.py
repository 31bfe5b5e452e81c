"""Intervals cover as often as they say, and many p-values are adjusted."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.experiments.statistics.interval import estimate, holm, replicates_for

MEAN, SPREAD = 3.0, 2.0
TRIALS = 2000


TRUE = 0.95


ERROR = np.sqrt(TRUE * (1 - TRUE) / TRIALS)


def coverage(trial: Callable[[np.random.Generator], tuple[float, float]]) -> float:
    """Share of trials whose interval holds the mean."""
    rng = np.random.default_rng(1)
    return float(np.mean([low <= MEAN <= high for low, high in (trial(rng) for _ in range(TRIALS))]))


def test_an_interval_over_replicates_covers_as_often_as_it_says() -> None:
    def trial(rng: np.random.Generator) -> tuple[float, float]:
        found = estimate(rng.normal(MEAN, SPREAD, (1, 12)))
        return found.low, found.high

    assert abs(coverage(trial) - TRUE) < 4 * ERROR
    assert 0.93 < coverage(trial) < 0.97


def test_an_interval_with_as_many_replicates_as_needed_covers_as_often_as_it_says() -> None:
    widths: list[float] = []

    def trial(rng: np.random.Generator) -> tuple[float, float]:
        first = rng.normal(MEAN, SPREAD, (1, 10))
        count = replicates_for(first, 0.8, confidence=TRUE, most=10_000)
        rest = rng.normal(MEAN, SPREAD, (1, count - 10))
        found = estimate(np.hstack([first, rest]), first_look=10)
        widths.append(found.half_width)
        return found.low, found.high

    assert 0.93 < coverage(trial) < 0.97
    assert abs(coverage(trial) - TRUE) < 4 * ERROR
    assert max(widths) <= 0.8 + 1e-9


def test_looking_after_every_replicate_would_not_be_honest() -> None:
    """The alternative that is avoided: stopping when the naive interval is narrow enough covers too seldom."""

    def trial(rng: np.random.Generator) -> tuple[float, float]:
        values = rng.normal(MEAN, SPREAD, (1, 200))
        for count in range(3, 200):
            found = estimate(values[:, :count])
            if found.half_width < 1.2:
                break
        return found.low, found.high

    assert coverage(trial) < TRUE - 4 * ERROR


def test_randomness_that_all_points_share_is_not_counted_as_many() -> None:
    """Points times replicates: the randomness of a replicate moves all points together."""

    def trial(rng: np.random.Generator) -> tuple[float, float]:
        values = MEAN + rng.normal(0, SPREAD, (1, 8)) + rng.normal(0, 1, (6, 1)) + rng.normal(0, 0.5, (6, 8))
        found = estimate(values)
        return found.low, found.high

    assert coverage(trial) > TRUE - 4 * ERROR


def test_the_number_of_replicates_keeps_to_its_limits() -> None:
    rng = np.random.default_rng(1)
    first = rng.normal(0, 1, (1, 20))
    assert replicates_for(first, 100.0, confidence=0.95, most=500) == 20
    assert replicates_for(first, 1e-6, confidence=0.95, most=500) == 500


def test_holm_adjusts_as_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, np.nan]) == pytest.approx([0.03, 0.06, 0.06, np.nan], nan_ok=True)
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])


def test_one_value_tells_no_error() -> None:
    found = estimate(np.array([[2.0]]))
    assert found.mean == 2.0
    assert np.isnan([found.low, found.high, found.p]).all()
