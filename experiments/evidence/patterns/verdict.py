"""Whether a pattern holds: its statistics in their bands, and the null models beaten.

A null model is beaten where the model is nearer to what was observed. The distance of a network is the root mean
square, over the statistics of the pattern, of (value - observed) / half the width of the band. Distances of the model
and of the null model are compared replicate by replicate (the null model is made from the same run), and the mean
difference must be above 0 with its 95 % interval.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from paradiplomacy.experiments.evidence.patterns.catalogue import Pattern, Statistic
from paradiplomacy.experiments.statistics.interval import Estimate, Floats, estimate


class Found(NamedTuple):
    """What was found of one statistic."""

    statistic: Statistic
    model: Estimate
    nulls: Mapping[str, Estimate]
    replicates: int

    @property
    def is_within(self) -> bool:
        """Whether the mean lies in the band."""
        return self.statistic.low <= self.model.mean <= self.statistic.high


class Verdict(NamedTuple):
    """What was found of a pattern.

    Attributes:
        pattern: The pattern.
        found: Its statistics.
        beaten: By how much nearer the model is than each null model, in half widths of bands, with its interval.
    """

    pattern: Pattern
    found: tuple[Found, ...]
    beaten: Mapping[str, Estimate]

    @property
    def holds(self) -> bool:
        """Whether the pattern holds."""
        return all(each.is_within for each in self.found) and all(lead.low > 0 for lead in self.beaten.values())

    @property
    def why_not(self) -> str:
        """What is wrong, in words; empty where nothing is."""
        wrong = [f"{each.statistic.name} out of its band" for each in self.found if not each.is_within]
        wrong += [f"no nearer than {name.replace('_', ' ')}" for name, lead in self.beaten.items() if not lead.low > 0]
        return "; ".join(wrong)


def names_of(pattern: Pattern) -> list[str]:
    """Measures that a pattern is judged by, those of null models included."""
    own = [each.measure for each in pattern.statistics]
    return own + [f"{measure}_{null}" for null in pattern.nulls for measure in own]


def judge(pattern: Pattern, values: Mapping[str, Floats]) -> Verdict:
    """The verdict on a pattern.

    Args:
        pattern: The pattern.
        values: Values of its measures, one each replicate, NaN where there was nothing to read.
    """
    found = tuple(
        Found(
            statistic,
            estimate_of(series(statistic, values)),
            {null: estimate_of(values[f"{statistic.measure}_{null}"]) for null in pattern.nulls},
            int(np.count_nonzero(~np.isnan(series(statistic, values)))),
        )
        for statistic in pattern.statistics
    )
    beaten = {
        null: estimate_of(distance(pattern, values, f"_{null}") - distance(pattern, values, ""))
        for null in pattern.nulls
    }
    return Verdict(pattern, found, beaten)


def series(statistic: Statistic, values: Mapping[str, Floats]) -> Floats:
    """(replicates,) values of a statistic."""
    if not statistic.over:
        return values[at(statistic.measure, statistic.of) if statistic.of else statistic.measure]
    below = values[at(statistic.measure, statistic.over)]
    ratio: Floats = values[at(statistic.measure, statistic.of)] / np.where(below == 0.0, np.nan, below)
    return ratio


def at(measure: str, arm: str) -> str:
    """Name of the values of a measure in one of several arms."""
    return f"{measure}@{arm}"


def estimate_of(values: Floats) -> Estimate:
    """Mean of replicates with its interval; values that are all the same are known exactly."""
    known = values[~np.isnan(values)]
    if known.size and np.ptp(known) == 0.0:
        value = float(known[0])
        return Estimate(value, value, value, 0.0, max(0, known.size - 1), math.nan)
    return estimate(values[None, :])


def distance(pattern: Pattern, values: Mapping[str, Floats], suffix: str) -> Floats:
    """(replicates,) how far from what was observed, in half widths of the bands."""
    parts = [
        (values[f"{each.measure}{suffix}"] - each.observed) / ((each.high - each.low) / 2.0)
        for each in pattern.statistics
        if each.observed is not None
    ]
    far: Floats = np.sqrt(np.mean(np.square(parts), axis=0))
    return far
