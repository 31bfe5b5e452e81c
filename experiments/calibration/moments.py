"""The method of simulated moments (McFadden 1989; Duffie and Singleton 1993), with priors on the parameters.

The fit minimises sum(((simulated mean - target) / tolerance)^2) + sum(((parameter - prior) / deviation)^2) by SciPy's
trust-region least squares. Every evaluation uses the same seeds, so that points differ in their parameters and not in their
random numbers. The Jacobian is taken by wide central differences, because counts of events move in jumps.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.statistics.interval import t_quantile

Simulate = Callable[[Sequence[Floats], int], Floats]
"""Takes points of the parameter space and a number of seeds; returns (points, seeds, targets) simulated values."""


class Unknown(NamedTuple):
    """A parameter to be fitted.

    Attributes:
        path: Path in the scenario.
        prior, deviation: Mean and standard deviation of its prior.
        low, high: Limits.
        step: Half the width of the differences in the Jacobian.
    """

    path: str
    prior: float
    deviation: float
    low: float
    high: float
    step: float


class Target(NamedTuple):
    """A number that the model should reproduce.

    Attributes:
        measure: Name of the measure.
        value: Observed value.
        tolerance: Its standard error, including that of its definition.
        source: Source of the observation.
    """

    measure: str
    value: float
    tolerance: float
    source: str = ""


class Effort(NamedTuple):
    """The effort of a fit.

    Attributes:
        seeds: Seeds that each evaluation averages over.
        few: Seeds that the derivatives average over.
        most: Largest number of evaluations of the optimiser.
    """

    seeds: int = 24
    few: int = 6
    most: int = 6


class Fit(NamedTuple):
    """The result of a fit.

    Attributes:
        value, low, high: Each parameter with its 95 % interval.
        prior_share: Posterior over prior variance of each parameter: near 1, the targets carry no information on it.
        simulated, error: Simulated mean of each target at the fitted values, and its standard error.
        cost: Half the sum of squares, including the prior terms.
        evaluations: Points simulated.
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
        self, unknowns: Sequence[Unknown], targets: Sequence[Target], simulate: Simulate, effort: Effort
    ) -> None:
        self.prior = np.array([each.prior for each in unknowns])
        self.deviation = np.array([each.deviation for each in unknowns])
        self.low = np.array([each.low for each in unknowns])
        self.high = np.array([each.high for each in unknowns])
        self.step = np.array([each.step for each in unknowns])
        self.observed = np.array([each.value for each in targets])
        self.tolerance = np.array([each.tolerance for each in targets])
        self._simulate, self._effort = simulate, effort
        # The optimiser may return to a point, and ``fit`` asks for the last one again: a point is many runs, so it is
        # simulated once.
        self._known: dict[bytes, Floats] = {}
        self._slopes: Floats | None = None
        self._slopes_at = np.full(len(unknowns), np.inf)
        self.evaluations = 0

    def runs(self, at: Floats) -> Floats:
        """Return (seeds, targets) simulated values at a point."""
        key = at.tobytes()
        if key not in self._known:
            self._known[key] = self._simulate([at], self._effort.seeds)[0]
            self.evaluations += 1
        return self._known[key]

    def residuals(self, at: Floats) -> Floats:
        """Return the distances from targets and priors, in tolerances and deviations."""
        # A measure may have no value in some runs, such as a median over no agreements; the mean is then that of the
        # others.
        off = (np.nanmean(self.runs(at), axis=0) - self.observed) / self.tolerance
        return np.concatenate([off, (at - self.prior) / self.deviation])

    def slopes(self, at: Floats) -> Floats:
        """Return (targets, parameters) derivatives of the simulated means; recomputed only after a move of two steps."""
        # Derivatives cost two points for every parameter, and the optimiser only needs a direction from them: near the
        # point where they were taken they are reused.
        if self._slopes is None or (np.abs(at - self._slopes_at) > 2.0 * self.step).any():
            # At a limit the difference becomes one-sided, so that its width is measured below and not assumed to be two
            # steps.
            ahead = [np.minimum(at + self.step * unit, self.high) for unit in np.eye(len(at))]
            behind = [np.maximum(at - self.step * unit, self.low) for unit in np.eye(len(at))]
            means = np.nanmean(self._simulate([*ahead, *behind], self._effort.few), axis=1)
            self.evaluations += 2 * len(at)
            width = np.array(
                [after[k] - before[k] for k, (after, before) in enumerate(zip(ahead, behind, strict=True))]
            )
            self._slopes = ((means[: len(at)] - means[len(at) :]) / width[:, None]).T
            self._slopes_at = at.copy()
        return self._slopes

    def jacobian(self, at: Floats) -> Floats:
        """Return the derivatives of the residuals."""
        return np.vstack([self.slopes(at) / self.tolerance[:, None], np.diag(1.0 / self.deviation)])


def fit(
    unknowns: Sequence[Unknown],
    targets: Sequence[Target],
    simulate: Simulate,
    effort: Effort,
    *,
    start: Floats | None = None,
) -> Fit:
    """Fit parameters to targets.

    The interval of a parameter is that of the linearised problem; it reflects the tolerance of the targets, the sampling
    error of the simulations and the prior.

    Args:
        unknowns: The parameters.
        targets: The targets.
        simulate: Simulates points.
        effort: Seeds and evaluations.
        start: First point; the prior unless given.

    Returns:
        The fit.
    """
    from scipy.optimize import least_squares

    problem = _Problem(unknowns, targets, simulate, effort)
    begin = problem.prior if start is None else start
    found = least_squares(
        problem.residuals,
        np.clip(begin, problem.low, problem.high),
        jac=problem.jacobian,
        bounds=(problem.low, problem.high),
        # Parameters have different units: the optimiser measures its steps in standard deviations of the priors.
        x_scale=problem.deviation,
        max_nfev=effort.most,
        # Smaller changes than these would follow the sampling error of the simulations.
        xtol=1e-3,
        ftol=1e-3,
    )
    at: Floats = found.x
    # The interval adds the sampling error of the simulations, which the optimiser does not see.
    runs = problem.runs(at)
    # At least 1: a target without any value then has NaN as its error, and nothing is divided by zero.
    count = np.maximum(1, np.count_nonzero(~np.isnan(runs), axis=0))
    error = np.nanstd(runs, axis=0, ddof=1) / np.sqrt(count)
    slopes = problem.slopes(at)
    # Tolerance and sampling error are independent, so that their variances add. The prior adds its own precision, which
    # also keeps the matrix invertible where no target depends on a parameter.
    precision = slopes.T @ (slopes / (problem.tolerance**2 + error**2)[:, None]) + np.diag(problem.deviation**-2.0)
    covariance = np.linalg.inv(precision)
    half = t_quantile(0.975, effort.seeds - 1) * np.sqrt(np.diag(covariance))
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
