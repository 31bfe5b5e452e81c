"""Confidence intervals of means over replicates and sampled uncertainties, and adjustment for multiple comparisons."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST_PAIRS = 5
"""Least number of values (of pairs, where runs are compared) behind an interval, a p-value or a verdict.

A convention: what fewer say about their own spread is uncertain by more than a factor of five.
"""
LARGEST = 1e150
"""Largest absolute value that statistics use: the squares of larger ones overflow."""
# Differences of the last digits are rounding and not spread.
ROUNDING = 1e-12
# A test that decides whether variances are pooled needs a higher level than 0.05; Bancroft (1964) recommends 0.25. At this
# one, intervals cover as they should both without an effect of replicates and, from five replicates on, with one.
POOLED = 0.2


class Estimate(NamedTuple):
    """A mean with its confidence interval.

    Attributes:
        mean: The mean.
        low, high: Ends of the interval; NaN where there is none.
        error: Standard error; 0 where all values are the same, NaN where it cannot be estimated.
        freedom: Degrees of freedom of the t distribution behind the interval.
        p: Two-sided p-value of the hypothesis that the mean is 0; NaN where there is no interval.
        size: Number of values.
    """

    mean: float
    low: float
    high: float
    error: float
    freedom: float
    p: float
    size: int = 0

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2

    def p_at(self, value: float) -> float:
        """Return the two-sided p-value of the hypothesis that the mean is a given value; NaN without an interval."""
        if math.isnan(self.low):
            return math.nan
        return 2 * _t_above(abs(self.mean - value) / self.error, self.freedom)


def no_interval(count: int, of: str = "pairs") -> str:
    """Return why the mean of some values has no interval."""
    if count < LEAST_PAIRS:
        return f"no interval or verdict from fewer than {LEAST_PAIRS} {of} ({count} here)"
    return f"no interval or verdict, because all {count} {of} are the same"


def estimate(values: Floats, *, confidence: float = 0.95, first_look: int | None = None) -> Estimate:
    """Return the mean of values by sampled point (rows) and replicate (columns), with its interval.

    A replicate has the same random numbers at every point, so rows and columns are crossed random effects: a value is the
    mean, plus an effect of its point, plus one of its replicate, plus a rest. The values of a point are not independent,
    and those of a replicate need not be. The variance of the mean is that of the row means divided by the number of rows.
    Where an F test finds an effect of replicates, it adds the part of the variance of the column means, divided by the
    number of columns, that the rest does not explain, and the degrees of freedom are those of Satterthwaite (1946) for the
    sum. Otherwise this is the t interval of the row means, clustered by point. With a single row, or column, it is the t
    interval of its values, which is exact for normal values.

    Args:
        values: (points, replicates); NaN where a value is missing.
        confidence: Confidence of the interval.
        first_look: Replicates from which the total number of replicates was determined, if it was: the variance over
            replicates is then estimated from these alone, which makes the interval exact (Stein 1945).

    Returns:
        The estimate; its interval is NaN with fewer than ``LEAST_PAIRS`` values, and where they do not vary.
    """
    known = np.where(np.abs(values) <= LARGEST, values, np.nan)
    cells = known[~np.isnan(known)]
    count, mean = len(cells), float(cells.mean()) if len(cells) else math.nan
    if count < LEAST_PAIRS:
        return Estimate(mean, math.nan, math.nan, math.nan, 0, math.nan, count)
    variance, freedom = (0.0, 0.0) if is_constant(cells) else _variance(known, first_look)
    error = math.sqrt(variance)
    # Without spread, any difference at all would count as certain.
    if error == 0.0:
        return Estimate(mean, math.nan, math.nan, 0.0, 0, math.nan, count)
    half = t_quantile((1 + confidence) / 2, freedom) * error
    found = Estimate(mean, mean - half, mean + half, error, freedom, math.nan, count)
    return found._replace(p=found.p_at(0.0))


def _variance(values: Floats, first_look: int | None) -> tuple[float, float]:
    """Return the variance of the mean of values by point and replicate, and its degrees of freedom."""
    # Not of the cells: those of a point share its effect, and more replicates of few points add little evidence.
    rows, columns = _means(values, 1), _means(values, 0)
    looked = columns[:first_look]
    by_point, by_replicate = (
        (float(np.var(means, ddof=1)) / count if len(means) > 1 else 0.0)
        for means, count in ((rows, len(rows)), (looked, len(columns)))
    )
    if len(rows) < 2 or len(looked) < 2:
        return by_point + by_replicate, max(len(rows), len(looked)) - 1.0
    # The means of the points contain the effects of all replicates, which cancel in their variance: an effect that all
    # points share would go unnoticed. Adding the variance of the column means always would count the rest twice.
    rest, free = _rest(values)
    if rest > 0 and _f_above(by_replicate / rest, len(looked) - 1, free) > POOLED:
        return by_point, len(rows) - 1.0
    variance = by_point + by_replicate - rest
    spread = by_point**2 / (len(rows) - 1) + by_replicate**2 / (len(looked) - 1) + rest**2 / free
    return variance, variance**2 / spread


def _rest(values: Floats) -> tuple[float, float]:
    """Return the variance of the mean that neither point nor replicate explains, and its degrees of freedom."""
    some = values[~np.isnan(values).all(axis=1)][:, ~np.isnan(values).all(axis=0)]
    centred = some - np.nanmean(some, axis=1, keepdims=True)
    centred = centred - np.nanmean(centred, axis=0, keepdims=True)
    # With gaps the effects cannot be removed exactly; the count of cells keeps the degrees of freedom honest.
    count = int(np.count_nonzero(~np.isnan(some)))
    free = max(1.0, count - sum(some.shape) + 1.0)
    return float(np.nansum(centred**2)) / free / count, free


def is_constant(values: Floats) -> bool:
    """Return whether values are all the same, up to rounding; NaN does not count."""
    some = values[~np.isnan(values)]
    # Relative to the values, because a measure may be of any unit.
    return not len(some) or bool(np.ptp(some) <= ROUNDING * np.abs(some).max())


def p_text(p: float) -> str:
    """Return a p-value as text: none is exactly 0."""
    # Below this the digits say more about the normal distribution than about the runs.
    return "none" if math.isnan(p) else "< 0.001" if p < 0.001 else f"{p:.2g}"


def t_quantile(share: float, freedom: float) -> float:
    """Return the quantile of Student's t distribution."""
    # Imported late, as in the next function: SciPy is slow to import, and most commands need no statistics.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, share))


def _t_above(value: float, freedom: float) -> float:
    """Return the upper tail probability of Student's t distribution at a non-negative value."""
    from scipy.special import stdtr

    # The lower tail at the negative value: 1 minus a probability near 1 would lose the digits of a small p-value.
    return float(stdtr(freedom, -value))


def _f_above(value: float, above: float, below: float) -> float:
    """Return the upper tail probability of the F distribution."""
    from scipy.special import fdtrc

    return float(fdtrc(above, below, value))


def replicates_for(values: Floats, half_width: float, *, confidence: float, most: int) -> int:
    """Return the total number of replicates that brings the half-width of the interval to a target.

    This is the second stage of Stein (1945, "A two-sample test for a linear hypothesis whose power is independent of the
    variance"). One look decides the number; the mean of normal values is independent of their variance, so the interval
    keeps its coverage. Looking again after every replicate would not preserve it.

    Args:
        values: (points, replicates) of the first look.
        half_width: Target half-width.
        confidence: Confidence of the interval.
        most: Upper limit.

    Returns:
        At least the replicates of the first look and ``LEAST_PAIRS``, at most ``most``.
    """
    means = _means(values, 0)
    # One replicate shows no spread, so that only the upper limit is safe.
    if len(means) < 2:
        return most
    spread = float(np.std(means, ddof=1)) * t_quantile((1 + confidence) / 2, len(means) - 1)
    return int(min(max(len(means), LEAST_PAIRS, math.ceil((spread / half_width) ** 2)), most))


def holm(p: Sequence[float]) -> list[float]:
    """Return p-values adjusted for multiple comparisons (Holm 1979); NaN stays NaN and is not counted."""
    values = np.array(p, dtype=float)
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    # The running maximum keeps the order: a smaller p-value never ends up above a larger one.
    least = 0.0
    for rank, at in enumerate(order):
        least = max(least, min(1.0, float(values[at]) * (len(order) - rank)))
        values[at] = least
    return [float(value) for value in values]


def _means(values: Floats, axis: int) -> Floats:
    """Return the means along an axis, over those rows or columns that have a value."""
    # Most tables are complete, and means that look for gaps take much longer.
    if not np.isnan(values).any():
        return np.asarray(values.mean(axis=axis), dtype=np.float64)
    some = values[:, ~np.isnan(values).all(axis=0)] if axis == 0 else values[~np.isnan(values).all(axis=1)]
    means: Floats = np.nanmean(some, axis=axis) if some.size else np.zeros(0)
    return means
