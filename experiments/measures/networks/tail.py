"""The tail of degrees as a discrete power law, by maximum likelihood (Clauset, Shalizi and Newman 2009)."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.experiments.measures.networks.ties import Rows

# Fixed, not fitted: the model and the data must be compared over the same range of degrees.
LEAST = 5
# Bounds the search. So steep a tail is empty beyond its first degrees, and its likelihood almost flat.
STEEPEST = 12.0
STEP = 1e-4


class Tail(NamedTuple):
    """Fit of p(k) ~ k^-exponent to the degrees in the tail.

    Attributes:
        exponent: Exponent.
        error: Its standard error, from the observed information.
        cities: Number of cities in the tail.
    """

    exponent: float
    error: float
    cities: int


def tail(degrees: Rows, least: int = LEAST) -> Tail:
    """Fit the tail of a distribution of degrees.

    Args:
        degrees: (n,) partners of each city.
        least: Lowest degree in the tail.

    Returns:
        The fit; NaN where no degree exceeds ``least``.
    """
    from scipy.optimize import minimize_scalar
    from scipy.special import zeta

    k = degrees[degrees >= least].astype(np.float64)
    if k.size == 0 or k.max() == least:
        return Tail(np.nan, np.nan, k.size)
    logs = float(np.log(k).sum())

    # The negative log likelihood; the zeta function normalises a discrete power law that starts at ``least``.
    def cost(exponent: float) -> float:
        return exponent * logs + k.size * float(np.log(zeta(exponent, least)))

    best = float(minimize_scalar(cost, bounds=(1.0 + 1e-6, STEEPEST), method="bounded", options={"xatol": 1e-8}).x)
    curvature = (cost(best + STEP) - 2.0 * cost(best) + cost(best - STEP)) / STEP**2
    return Tail(best, float(curvature**-0.5), k.size)


def tail_exponent(degrees: Rows) -> float:
    """Exponent of the tail of a distribution of degrees."""
    return tail(degrees).exponent
