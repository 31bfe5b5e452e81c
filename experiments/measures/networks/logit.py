"""A logit, fitted by Newton's method; the log likelihood is concave, so there is one maximum."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Floats

ROUNDS = 50
RIDGE = 1e-6
"""Keeps coefficients finite that the data do not identify, such as that of same-nation ties where there are none."""


class Logit(NamedTuple):
    """Coefficients of a logit, and their standard errors."""

    coefficient: Floats
    error: Floats


def logit(terms: Floats, happened: NDArray[np.bool_]) -> Logit:
    """Fit a logit.

    Args:
        terms: (n, k) regressors, of which the first is the intercept.
        happened: (n,) outcomes, not all equal.
    """
    found = np.zeros(terms.shape[1])
    # Starting from the observed share saves Newton's method the steps in which it might overshoot.
    found[0] = np.log(happened.mean() / (1.0 - happened.mean()))
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-terms @ found))
        information = (terms * (chance * (1.0 - chance))[:, None]).T @ terms + RIDGE * np.eye(len(found))
        step = np.linalg.solve(information, terms.T @ (happened - chance) - RIDGE * found)
        found = found + step
        if np.abs(step).max() < 1e-8:
            break
    return Logit(found, np.sqrt(np.diag(np.linalg.inv(information))))
