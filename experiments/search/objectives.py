"""Objectives of a search: values at many points of the uncertainties as one number for each setting, to be minimised.

``mean`` is the mean over the points. ``worst`` is the value at the worst of them (Wald 1950). ``regret`` is the largest distance
from the best value that any setting has at the same point (Savage 1951). Every point has the same random numbers at every setting,
so that settings are compared under the same conditions.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.experiments.design.design import Search, Target

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
MISFIT = "misfit"


class Objective(NamedTuple):
    """One aim of a search.

    Attributes:
        name: Name of the measure; ``misfit`` for the distance from all targets.
        sign: 1 to minimise, -1 to maximise.
    """

    name: str
    sign: float


def objectives_of(search: Search, targets: Sequence[Target]) -> tuple[Objective, ...]:
    """Return the objectives of a design: its measures, and the misfit where targets have values."""
    found = [Objective(name, 1.0) for name in search.minimise] + [Objective(name, -1.0) for name in search.maximise]
    fitted = any(target.value is not None for target in targets)
    return (*found, *([Objective(MISFIT, 1.0)] if fitted else []))


def misfit(values: dict[str, Floats], targets: Sequence[Target]) -> Floats:
    """Return the root mean square distance from the targets in units of their tolerances, for each setting and point.

    Args:
        values: (settings, points) mean over replicates of each measure.
        targets: The targets; those without a value are not fitted.
    """
    apart = [
        (values[each.measure] - each.value) / each.tolerance
        for each in targets
        if each.value is not None and each.tolerance is not None
    ]
    found: Floats = np.sqrt(np.mean(np.square(apart), axis=0))
    return found


def robust(values: Floats, sign: float, over: str) -> Floats:
    """Return one number for each setting, to be minimised, from (settings, points); NaN where a value is missing."""
    # What is maximised is minimised with the opposite sign, so that there is one rule for both.
    signed = sign * values
    if over == "worst":
        found: Floats = signed.max(axis=1)
    elif over == "regret":
        # NaN of a setting whose run failed must not become the best value of the others.
        best = np.nanmin(np.where(np.isnan(signed).all(axis=0), 0.0, signed), axis=0)
        found = (signed - best).max(axis=1)
    else:
        found = signed.mean(axis=1)
    return found


def satisfied(values: dict[str, Floats], targets: Sequence[Target]) -> Floats:
    """Return the share of points at which all targets are met, for each setting (Starr 1963); NaN without targets."""
    settings = len(next(iter(values.values())))
    if not targets:
        return np.full(settings, math.nan)
    met = np.ones(next(iter(values.values())).shape, dtype=bool)
    for each in targets:
        of = values[each.measure]
        if each.value is not None and each.tolerance is not None:
            met &= np.abs(of - each.value) <= each.tolerance
        # Comparisons with NaN are false: a run that failed meets no target.
        met &= (of >= (-math.inf if each.at_least is None else each.at_least)) & ~np.isnan(of)
        met &= of <= (math.inf if each.at_most is None else each.at_most)
    share: Floats = met.mean(axis=1)
    return share


def front_of(scores: Floats) -> Flags:
    """Return which settings no other one dominates, from (settings, objectives) to be minimised; NaN is in no front."""
    whole = ~np.isnan(scores).any(axis=1)
    found = whole.copy()
    for at in np.flatnonzero(whole):
        others = scores[whole]
        found[at] = not ((others <= scores[at]).all(axis=1) & (others < scores[at]).any(axis=1)).any()
    return found


def improvement(before: Floats, after: Floats) -> float:
    """Return by how much a front has improved: the additive epsilon indicator (Zitzler et al. 2003), in shares of the range.

    Args:
        before: (settings, objectives) scores of all settings so far.
        after: The same, with those of a further generation.
    """
    old, new = (scores[front_of(scores)] for scores in (before, after))
    if not len(old):
        return math.inf if len(new) else 0.0
    span = np.nanmax(after, axis=0) - np.nanmin(after, axis=0)
    # An objective that does not vary cannot improve.
    width = np.where(span > 0.0, span, 1.0)
    ahead = ((old[None, :, :] - new[:, None, :]) / width).max(axis=2).min(axis=1)
    return float(ahead.max())
