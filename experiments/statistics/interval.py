"""Confidence intervals of means over replicates and sampled uncertainties, and adjustment for multiple comparisons."""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Estimate(NamedTuple):
    """A mean with its confidence interval.

    Attributes:
        mean: The mean.
        low, high: Ends of the interval; NaN where there are too few values.
        error: Standard error.
        freedom: Degrees of freedom of the t distribution behind the interval.
        p: Two-sided p-value of the hypothesis that the mean is 0.
    """

    mean: float
    low: float
    high: float
    error: float
    freedom: float
    p: float

    @property
    def half_width(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2

    def p_at(self, value: float) -> float:
        """Return the two-sided p-value of the hypothesis that the mean is a given value."""
        # Values without spread: their mean is the given value or it is not.
        if self.error == 0:
            return float(self.mean == value)
        return 2 * _t_above(abs(self.mean - value) / self.error, self.freedom)


def estimate(values: Floats, *, confidence: float = 0.95, first_look: int | None = None) -> Estimate:
    """Return the mean of values by sampled point (rows) and replicate (columns), with its interval.

    A replicate has the same random numbers at every point, so rows and columns are crossed random effects. The variance
    of the mean is that of the row means divided by the number of rows plus that of the column means divided by the number
    of columns; a single row or column contributes nothing. The interval is conservative. With one row it is the t
    interval.

    Args:
        values: (points, replicates); NaN where a value is missing.
        confidence: Confidence of the interval.
        first_look: Replicates from which the total number of replicates was determined, if it was: the variance over
            replicates is then estimated from these alone, which makes the interval exact (Stein 1945).

    Returns:
        The estimate; its interval is NaN with fewer than two rows and columns.
    """
    mean = float(np.nanmean(values)) if not np.isnan(values).all() else math.nan
    # Adding the two variances counts the cell noise twice. Subtracting it again, as an analysis of variance would, can
    # give a negative variance with few points; an interval that is somewhat too wide is the safer error.
    variance, freedom = 0.0, math.inf
    for axis in (0, 1):
        means = _means(values, axis)
        # Means are over rows or columns, not cells: cells of one replicate share random numbers and add no evidence.
        used = means[:first_look] if first_look is not None and axis == 0 else means
        if len(used) > 1:
            variance += float(np.var(used, ddof=1)) / len(means)
            # The smaller number of the two makes the interval conservative.
            freedom = min(freedom, len(used) - 1)
    if math.isinf(freedom) or math.isnan(mean):
        return Estimate(mean, math.nan, math.nan, math.nan, 0, math.nan)
    error = math.sqrt(variance)
    half = t_quantile((1 + confidence) / 2, freedom) * error
    found = Estimate(mean, mean - half, mean + half, error, freedom, math.nan)
    return found._replace(p=found.p_at(0.0))


@cache
def t_quantile(share: float, freedom: float) -> float:
    """Return the quantile of Student's t distribution."""
    # Imported late because SciPy's statistics are slow to import; cached because tables ask for the same few quantiles.
    from scipy.stats import t

    return float(t.ppf(share, freedom))


def _t_above(value: float, freedom: float) -> float:
    """Return the upper tail probability of Student's t distribution at a non-negative value."""
    from scipy.special import stdtr

    # The lower tail at the negative value: 1 minus a probability near 1 would lose the digits of a small p-value.
    return float(stdtr(freedom, -value))


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
        At least the replicates of the first look, at most ``most``.
    """
    means = _means(values, 0)
    # One replicate shows no spread, so that only the upper limit is safe.
    if len(means) < 2:
        return most
    spread = float(np.std(means, ddof=1)) * t_quantile((1 + confidence) / 2, len(means) - 1)
    return int(min(max(len(means), math.ceil((spread / half_width) ** 2)), most))


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
    some = values[:, ~np.isnan(values).all(axis=0)] if axis == 0 else values[~np.isnan(values).all(axis=1)]
    means: Floats = np.nanmean(some, axis=axis) if some.size else np.zeros(0)
    return means
