"""The method of simulated moments (McFadden 1989; Duffie and Singleton 1993), with prior knowledge of parameters.

The fit minimises sum(((simulated mean - target) / tolerance)^2) + sum(((parameter - prior) / deviation)^2) by SciPy's
trust-region least squares. Every evaluation uses the same seeds, so that differences between parameters are not those
of luck; the Jacobian is taken by wide central differences, since counts of events move in jumps.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.statistics.interval import t_quantile

Simulate = Callable[[Sequence[Floats], int], Floats]
"""Takes points in the space of parameters and a number of seeds; gives (points, seeds, targets) simulated values."""


class Unknown(NamedTuple):
    """A parameter that is fitted.

    Attributes:
        path: Path in the scenario.
        prior, deviation: What is known of it beforehand: mean and standard deviation.
        low, high: Limits.
        step: Half the width of the differences that the Jacobian is taken with.
    """

    path: str
    prior: float
    deviation: float
    low: float
    high: float
    step: float


class Target(NamedTuple):
    """A number that the model is to give.

    Attributes:
        measure: Name of the measure.
        value: What was observed.
        tolerance: Its standard error, what is due to the definition included.
        source: By whom.
    """

    measure: str
    value: float
    tolerance: float
    source: str = ""


class Fit(NamedTuple):
    """What came out.

    Attributes:
        value, low, high: Each parameter with its 95 % interval.
        prior_share: Part of what is known of each parameter that was known beforehand: near 1, the targets say nothing.
        simulated, error: Simulated mean of each target at the fitted values, and its standard error.
        cost: Half the sum of squares, prior terms included.
        evaluations: Points that were simulated.
    """

    value: Floats
    low: Floats
    high: Floats
    prior_share: Floats
    simulated: Floats
    error: Floats
    cost: float
    evaluations: int


class _Problem:
    """Residuals and their derivatives, each point simulated once."""

    def __init__(
        self, unknowns: Sequence[Unknown], targets: Sequence[Target], simulate: Simulate, seeds: int, few: int
    ) -> None:
        self.prior = np.array([each.prior for each in unknowns])
        self.deviation = np.array([each.deviation for each in unknowns])
        self.low = np.array([each.low for each in unknowns])
        self.high = np.array([each.high for each in unknowns])
        self.step = np.array([each.step for each in unknowns])
        self.wanted = np.array([each.value for each in targets])
        self.tolerance = np.array([each.tolerance for each in targets])
        self._simulate, self.seeds, self._few = simulate, seeds, few
        self._known: dict[bytes, Floats] = {}
        self._slopes: Floats | None = None
        self._slopes_at = np.full(len(unknowns), np.inf)
        self.evaluations = 0

    def runs(self, at: Floats) -> Floats:
        """(seeds, targets) simulated values at a point."""
        key = at.tobytes()
        if key not in self._known:
            self._known[key] = self._simulate([at], self.seeds)[0]
            self.evaluations += 1
        return self._known[key]

    def residuals(self, at: Floats) -> Floats:
        """How far off the targets and the prior, in their tolerances."""
        off = (np.nanmean(self.runs(at), axis=0) - self.wanted) / self.tolerance
        return np.concatenate([off, (at - self.prior) / self.deviation])

    def slopes(self, at: Floats) -> Floats:
        """(targets, parameters) derivatives of the simulated means; taken anew only where the point has moved far."""
        if self._slopes is None or (np.abs(at - self._slopes_at) > 2.0 * self.step).any():
            ahead = [np.minimum(at + self.step * unit, self.high) for unit in np.eye(len(at))]
            behind = [np.maximum(at - self.step * unit, self.low) for unit in np.eye(len(at))]
            means = np.nanmean(self._simulate([*ahead, *behind], self._few), axis=1)
            self.evaluations += 2 * len(at)
            width = np.array(
                [after[k] - before[k] for k, (after, before) in enumerate(zip(ahead, behind, strict=True))]
            )
            self._slopes = ((means[: len(at)] - means[len(at) :]) / width[:, None]).T
            self._slopes_at = at.copy()
        return self._slopes

    def jacobian(self, at: Floats) -> Floats:
        """Derivatives of the residuals."""
        return np.vstack([self.slopes(at) / self.tolerance[:, None], np.diag(1.0 / self.deviation)])


def fit(
    unknowns: Sequence[Unknown],
    targets: Sequence[Target],
    simulate: Simulate,
    *,
    seeds: int = 24,
    few: int = 6,
    most: int = 6,
    start: Floats | None = None,
) -> Fit:
    """Fit parameters to targets.

    The interval of a parameter is that of the linearised problem: the tolerance of the targets, the chance of the
    simulations and the prior make it.

    Args:
        unknowns: The parameters.
        targets: The targets.
        simulate: Runs the model.
        seeds: Seeds that each evaluation averages over.
        few: Seeds that the derivatives average over.
        most: Most evaluations of the optimiser.
        start: Where to begin; at the prior unless given.
    """
    from scipy.optimize import least_squares

    problem = _Problem(unknowns, targets, simulate, seeds, few)
    begin = problem.prior if start is None else start
    found = least_squares(
        problem.residuals,
        np.clip(begin, problem.low, problem.high),
        jac=problem.jacobian,
        bounds=(problem.low, problem.high),
        x_scale=problem.deviation,
        max_nfev=most,
        xtol=1e-3,
        ftol=1e-3,
    )
    at: Floats = found.x
    runs = problem.runs(at)
    count = np.maximum(1, np.count_nonzero(~np.isnan(runs), axis=0))
    error = np.nanstd(runs, axis=0, ddof=1) / np.sqrt(count)
    slopes = problem.slopes(at)
    precision = slopes.T @ (slopes / (problem.tolerance**2 + error**2)[:, None]) + np.diag(problem.deviation**-2.0)
    covariance = np.linalg.inv(precision)
    half = t_quantile(0.975, seeds - 1) * np.sqrt(np.diag(covariance))
    return Fit(
        value=at,
        low=at - half,
        high=at + half,
        prior_share=np.diag(covariance) / problem.deviation**2,
        simulated=np.nanmean(runs, axis=0),
        error=error,
        cost=float(found.cost),
        evaluations=problem.evaluations,
    )
