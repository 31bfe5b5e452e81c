"""Intervals cover as often as they say, and many p-values are adjusted."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.experiments.statistics.interval import (
    LEAST_PAIRS,
    estimate,
    holm,
    no_interval,
    p_text,
    replicates_for,
)

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

    assert 0.93 < coverage(trial) < 0.975


def share_covered(points: int, replicates: int, spreads: tuple[float, float, float], trials: int = TRIALS) -> float:
    """Coverage where points, replicates and the rest have these standard deviations."""
    rng = np.random.default_rng(points * 100 + replicates)
    of_point, of_replicate, rest = spreads
    values = MEAN + rest * rng.normal(size=(trials, points, replicates))
    values += of_point * rng.normal(size=(trials, points, 1)) + of_replicate * rng.normal(size=(trials, 1, replicates))
    found = [estimate(each) for each in values]
    return float(np.mean([each.low <= MEAN <= each.high for each in found]))


# The Monte Carlo error of a share of 0.95 among 2000 trials is 0.005, so that 0.93 and 0.97 are four errors away.
@pytest.mark.parametrize(("points", "replicates"), [(24, 4), (8, 10), (30, 1), (1, 30), (3, 3)])
def test_intervals_cover_as_often_as_they_say_over_points_and_replicates(points: int, replicates: int) -> None:
    assert 0.93 < share_covered(points, replicates, (1.0 if points > 1 else 0.0, 0.0, 1.0)) < 0.97


@pytest.mark.slow
@pytest.mark.parametrize("spread", [0.0, 1.0])
@pytest.mark.parametrize("points", [2, 5, 24, 60])
@pytest.mark.parametrize("replicates", [1, 2, 4, 10, 30])
def test_intervals_cover_over_the_whole_grid(points: int, replicates: int, spread: float) -> None:
    """Points without and with an effect; 4000 trials, so that the Monte Carlo error is 0.0034."""
    if points * replicates >= LEAST_PAIRS:
        assert 0.93 < share_covered(points, replicates, (spread, 0.0, 1.0), 4000) < 0.97


@pytest.mark.slow
@pytest.mark.parametrize("points", [3, 24])
@pytest.mark.parametrize("replicates", [5, 30])
@pytest.mark.parametrize("spread", [0.3, 1.0, 3.0])
def test_intervals_cover_where_replicates_have_an_effect_on_all_points(
    points: int, replicates: int, spread: float
) -> None:
    assert 0.92 < share_covered(points, replicates, (1.0, spread, 1.0), 4000) < 0.975


def test_few_values_and_values_without_spread_have_no_interval_and_no_p_value() -> None:
    few, same = estimate(np.array([[1.0, 2.0, 3.0, 5.0]])), estimate(np.full((1, 30), 80.0))
    rounded = estimate(np.array([[0.1 + 0.2, 0.3] * 9]))
    missing = estimate(np.array([[1.0, 2.0, 3.0, 5.0, np.nan, np.inf, -np.inf, 1e300]]))
    for found in (few, same, rounded, missing):
        assert np.isfinite(found.mean) and np.isnan([found.low, found.high, found.p, found.p_at(1.0)]).all()
    assert "fewer than 5 pairs (4 here)" in no_interval(few.size) and missing.size == 4
    assert "all 30 pairs are the same" in no_interval(same.size)


def test_no_p_value_is_printed_as_nothing() -> None:
    assert [p_text(p) for p in (0.0, 1e-13, 0.0421, 1.0)] == ["< 0.001", "< 0.001", "0.042", "1"]


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
