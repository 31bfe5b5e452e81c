"""A hierarchical logit of ties: gravity, and a random effect of each city that is shrunk towards 0.

The log odds of a tie are a gravity model plus the effects of both cities, which are normal with mean 0. Coefficients and
effects are posterior modes, and the standard deviation of the effects maximises the marginal likelihood under Laplace's
approximation (the EM algorithm of Dempster, Laird and Rubin 1977).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.measures.networks.logit import RIDGE
from paradiplomacy.experiments.measures.networks.ties import Rows

ROUNDS = 100
LARGEST_STEP = 1.5
"""Limit on a step of Newton's method: unlimited, the first steps overshoot where there are few ties."""


class Pairs(NamedTuple):
    """Pairs of cities.

    Attributes:
        rows: (m, 2) both cities of each.
        terms: (m, k) regressors, of which the first is the intercept.
        tied: (m,) whether they are tied.
        cities: Number of cities, in a pair or not.
    """

    rows: Rows
    terms: Floats
    tied: NDArray[np.bool_]
    cities: int


class Hierarchy(NamedTuple):
    """A fitted hierarchical logit.

    Attributes:
        coefficient, error: Coefficients of the terms, and their standard errors.
        effect, effect_error: Effect of each city, and its standard error.
        spread: Standard deviation of the effects.
    """

    coefficient: Floats
    error: Floats
    effect: Floats
    effect_error: Floats
    spread: float

    def log_odds(self, rows: Rows, terms: Floats) -> Floats:
        """Return the log odds of pairs of cities."""
        found: Floats = terms @ self.coefficient + self.effect[rows].sum(axis=1)
        return found


def hierarchy(pairs: Pairs) -> Hierarchy:
    """Fit the logit."""
    k = pairs.terms.shape[1]
    found, spread = np.zeros(k + pairs.cities), 1.0
    found[0] = np.log(pairs.tied.mean() / (1.0 - pairs.tied.mean()))
    for _ in range(ROUNDS):
        found, variance = _mode(pairs, found, spread)
        better = float(np.sqrt(np.mean(found[k:] ** 2 + variance[k:])))
        done, spread = abs(better - spread) < 1e-4, better
        if done:
            break
    error = np.sqrt(variance)
    return Hierarchy(found[:k], error[:k], found[k:], error[k:], spread)


def _mode(pairs: Pairs, start: Floats, spread: float) -> tuple[Floats, Floats]:
    """Return coefficients and effects at the mode of the posterior, and their variances."""
    k, n = pairs.terms.shape[1], pairs.cities
    penalty = np.concatenate([np.full(k, RIDGE), np.full(n, spread**-2.0)])
    found = start
    for _ in range(ROUNDS):
        log_odds = pairs.terms @ found[:k] + found[k:][pairs.rows].sum(axis=1)
        chance = 1.0 / (1.0 + np.exp(-log_odds))
        off = pairs.tied - chance
        slope = np.concatenate([pairs.terms.T @ off, _by_city(pairs, off)]) - penalty * found
        information = _information(pairs, chance * (1.0 - chance)) + np.diag(penalty)
        step = np.linalg.solve(information, slope)
        largest = np.abs(step).max()
        found = found + step * min(1.0, LARGEST_STEP / largest)
        if largest < 1e-8:
            break
    return found, np.diag(np.linalg.inv(information))


def _by_city(pairs: Pairs, value: Floats) -> Floats:
    """Add up a value of pairs over the pairs of each city."""
    one, other = (np.bincount(pairs.rows[:, side], value, pairs.cities) for side in range(2))
    total: Floats = one + other
    return total


def _information(pairs: Pairs, weight: Floats) -> Floats:
    """Return the information on coefficients and effects, (k + n, k + n)."""
    k, n = pairs.terms.shape[1], pairs.cities
    weighted = pairs.terms * weight[:, None]
    made = np.zeros((k + n, k + n))
    made[:k, :k] = weighted.T @ pairs.terms
    made[k:, :k] = np.stack([_by_city(pairs, column) for column in weighted.T], axis=1)
    made[:k, k:] = made[k:, :k].T
    i, j = pairs.rows[:, 0], pairs.rows[:, 1]
    np.add.at(made, (k + i, k + j), weight)
    np.add.at(made, (k + j, k + i), weight)
    made[k:, k:] += np.diag(_by_city(pairs, weight))
    return made
