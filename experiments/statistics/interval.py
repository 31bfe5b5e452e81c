"""A mean and how sure it is: intervals over luck and over sampled uncertainties, and several answers at once."""

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
        low, high: Ends of the interval; NaN where there are too few values to tell.
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


def estimate(values: Floats, *, confidence: float = 0.95, first_look: int | None = None) -> Estimate:
    """Mean of values by sampled point (rows) and replicate (columns), NaN where one is missing.

    A replicate has the same luck at every point, so rows and columns are crossed random effects. The variance of the
    mean is that of the row means over the rows plus that of the column means over the columns; what only one row or
    one column could tell is left out. It errs on the side of a wide interval. With one row it is the t interval.

    Args:
        values: (points, replicates).
        confidence: Of the interval.
        first_look: Replicates from which the number of all replicates was found, where it was: the variance over
            replicates is then that of these alone, which makes the interval exact (Stein 1945).
    """
    mean = float(np.nanmean(values)) if not np.isnan(values).all() else math.nan
    variance, freedom = 0.0, math.inf
    for axis in (0, 1):
        means = _means(values, axis)
        used = means[:first_look] if first_look is not None and axis == 0 else means
        if len(used) > 1:
            variance += float(np.var(used, ddof=1)) / len(means)
            freedom = min(freedom, len(used) - 1)
    if math.isinf(freedom) or math.isnan(mean):
        return Estimate(mean, math.nan, math.nan, math.nan, 0, math.nan)
    error = math.sqrt(variance)
    half = t_quantile((1 + confidence) / 2, freedom) * error
    p = 2 * _t_above(abs(mean) / error, freedom) if error > 0 else float(mean == 0)
    return Estimate(mean, mean - half, mean + half, error, freedom, p)


@cache
def t_quantile(share: float, freedom: float) -> float:
    """Value of Student's t below which this share lies."""
    from scipy.stats import t

    return float(t.ppf(share, freedom))


def _t_above(value: float, freedom: float) -> float:
    """Share of Student's t above a value that is not negative."""
    from scipy.special import stdtr

    return float(stdtr(freedom, -value))


def replicates_for(values: Floats, half_width: float, *, confidence: float, most: int) -> int:
    """Replicates in all that bring the half-width of the interval to a target, from those of a first look.

    The second stage of Stein (1945, "A two-sample test for a linear hypothesis whose power is independent of the
    variance"): one look decides the number, and the mean of normal values does not depend on their variance, so the
    interval keeps its coverage. Looking again after every replicate would not.

    Args:
        values: (points, replicates) of the first look.
        half_width: The target.
        confidence: Of the interval.
        most: Most replicates.
    """
    means = _means(values, 0)
    if len(means) < 2:
        return most
    spread = float(np.std(means, ddof=1)) * t_quantile((1 + confidence) / 2, len(means) - 1)
    return int(min(max(len(means), math.ceil((spread / half_width) ** 2)), most))


def holm(p: Sequence[float]) -> list[float]:
    """P-values adjusted for being many (Holm 1979); NaN stays NaN and does not count."""
    values = np.array(p, dtype=float)
    known = np.flatnonzero(~np.isnan(values))
    order = known[np.argsort(values[known], kind="stable")]
    least = 0.0
    for rank, at in enumerate(order):
        least = max(least, min(1.0, float(values[at]) * (len(order) - rank)))
        values[at] = least
    return [float(value) for value in values]


def _means(values: Floats, axis: int) -> Floats:
    """Means along an axis, of those rows or columns that have a value."""
    some = values[:, ~np.isnan(values).all(axis=0)] if axis == 0 else values[~np.isnan(values).all(axis=1)]
    means: Floats = np.nanmean(some, axis=axis) if some.size else np.zeros(0)
    return means
