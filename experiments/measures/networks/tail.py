"""The tail of degrees as a discrete power law, by maximum likelihood (Clauset, Shalizi and Newman 2009)."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.experiments.measures.networks.ties import Rows

LEAST = 5
STEEPEST = 12.0
STEP = 1e-4


class Tail(NamedTuple):
    """Exponent of p(k) ~ k^-exponent for k >= 5, its standard error (observed information), and the cities in it."""

    exponent: float
    error: float
    cities: int


def tail(degrees: Rows, least: int = LEAST) -> Tail:
    """The tail of these degrees; NaN where all that reach ``least`` stop there, or none do."""
    from scipy.optimize import minimize_scalar
    from scipy.special import zeta

    k = degrees[degrees >= least].astype(np.float64)
    if k.size == 0 or k.max() == least:
        return Tail(np.nan, np.nan, k.size)
    logs = float(np.log(k).sum())

    def cost(exponent: float) -> float:
        return exponent * logs + k.size * float(np.log(zeta(exponent, least)))

    best = float(minimize_scalar(cost, bounds=(1.0 + 1e-6, STEEPEST), method="bounded", options={"xatol": 1e-8}).x)
    curvature = (cost(best + STEP) - 2.0 * cost(best) + cost(best - STEP)) / STEP**2
    return Tail(best, float(curvature**-0.5), k.size)


def tail_exponent(degrees: Rows) -> float:
    """The exponent alone."""
    return tail(degrees).exponent
