"""Scenario discovery: boxes of the factors in which a condition holds, found by PRIM (Friedman and Fisher 1999)."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.sensitivity import factors, numbers, setting_means

PEEL = 0.05
"""Share of the settings that PRIM peels off at a time."""
LEAST_SHARE = 0.05
"""Smallest share of all settings in a box."""
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
# The name of a measure is whatever precedes the last sign: with a scope it contains spaces, commas and colons.
CONDITION = re.compile(rf"\s*(?P<measure>\S.*?)\s*(?P<sign><=|>=|<|>)\s*(?P<value>{NUMBER})\s*")


class Box(NamedTuple):
    """A part of the space of the factors in which a condition holds more often.

    Attributes:
        limits: Lowest and highest value inside, by column; columns without a limit are left out.
        coverage: Share of all cases that lie inside.
        density: Share of the settings inside that are cases.
        mass: Share of all settings that lie inside.
        words: The box as a sentence.
    """

    limits: dict[str, tuple[float, float]]
    coverage: float
    density: float
    mass: float
    words: str

    def __str__(self) -> str:
        """Return the box as a sentence."""
        return self.words


def box(folder: str, condition: str, *, density: float = 0.8) -> Box:
    """Return the box in which a condition such as ``agreements < 20`` holds.

    PRIM repeatedly peels off the twentieth of the settings whose loss raises the share of cases most. The first box whose
    density reaches the target is returned, or else the densest.

    Args:
        folder: Folder of the batch.
        condition: Measure, sign and number; replicates are averaged first.
        density: Target share of cases inside, 0 to 1.

    Returns:
        The box.

    Raises:
        ResultsError: The condition cannot be read, or holds never or always.
    """
    batch = BatchResults(folder)
    batch.refuse_if_empty()
    match = CONDITION.fullmatch(str(condition))
    if match is None or match["measure"] not in batch.measures:
        raise ResultsError(f"{condition!r}: expected MEASURE < NUMBER or >, with one of {', '.join(batch.measures)}")
    x, y = numbers(batch), setting_means(batch)[match["measure"]].dropna()
    x, value = x.loc[y.index], float(match["value"])
    tests = {"<": y < value, "<=": y <= value, ">": y > value, ">=": y >= value}
    cases = tests[match["sign"]].to_numpy()
    if not len(cases):
        raise ResultsError(f"{condition}: no run has a value of {match['measure']}; there is no box to find")
    if cases.all() or not cases.any():
        raise ResultsError(f"{condition}: holds {'always' if cases.all() else 'never'}; there is no box to find")
    limits, inside = peel(x, cases, density)
    return Box(
        limits,
        float(cases[inside].sum() / cases.sum()),
        float(cases[inside].mean()),
        float(inside.mean()),
        _words(batch, condition, limits, cases, inside),
    )


def peel(x: pd.DataFrame, cases: np.ndarray, density: float) -> tuple[dict[str, tuple[float, float]], np.ndarray]:
    """Return the limits of the box that PRIM finds, and which rows are inside."""
    inside = np.ones(len(x), dtype=bool)
    best = inside
    while cases[inside].mean() < density:
        smaller = [each for column in x.columns for each in _peels(x[column].to_numpy(dtype=float), inside)]
        # A box of very few settings would be dense by chance.
        smaller = [each for each in smaller if each.sum() >= max(1, LEAST_SHARE * len(x))]
        if not smaller:
            break
        # Gain per setting lost, not gain alone: otherwise columns with many equal values would always be cut first.
        before = cases[inside].mean()
        # Of equal gains the larger box, which leaves more to peel.
        inside = max(
            smaller, key=lambda each: ((cases[each].mean() - before) / (inside.sum() - each.sum()), int(each.sum()))
        )
        # A peel may lower the density on the way to a better box.
        if cases[inside].mean() > cases[best].mean():
            best = inside
    return _limits(x, best), best


def _peels(values: np.ndarray, inside: np.ndarray) -> list[np.ndarray]:
    """Return the box without its lowest, and without its highest, twentieth of one column (at least one value)."""
    taken = values[inside]
    if taken.min() == taken.max():
        return []
    low, high = np.quantile(taken, [PEEL, 1 - PEEL])
    # Where many values are equal, the quantile is the extreme itself, and comparing with it would peel off nothing.
    above = values > taken.min() if low == taken.min() else values >= low
    below = values < taken.max() if high == taken.max() else values <= high
    return [inside & above, inside & below]


def _limits(x: pd.DataFrame, inside: np.ndarray) -> dict[str, tuple[float, float]]:
    found = {}
    for column in x.columns:
        whole, part = x[column], x.loc[inside, column]
        if part.min() > whole.min() or part.max() < whole.max():
            found[str(column)] = (float(part.min()), float(part.max()))
    return found


def _words(
    batch: BatchResults, condition: str, limits: dict[str, tuple[float, float]], cases: np.ndarray, inside: np.ndarray
) -> str:
    """Return ``agreements < 20 when consent is required and trust is below 0.3: coverage 0.81, density 0.90``."""
    lists = {factor.column: factor.values for factor in factors(batch) if factor.values}  # noqa: PD011 - no table
    lists["experiment"] = tuple(batch.manifest["experiments"])
    x = numbers(batch)
    parts = []
    for column, (low, high) in limits.items():
        if column in lists and (column == "experiment" or batch.manifest["kinds"][column] not in ("int", "float")):
            inside_box = [str(value) for place, value in enumerate(lists[column]) if low <= place <= high]
            parts.append(f"{column} is {' or '.join(inside_box)}")
        elif low <= x[column].min():
            parts.append(f"{column} is at most {high:.4g}")
        elif high >= x[column].max():
            parts.append(f"{column} is at least {low:.4g}")
        else:
            parts.append(f"{column} is {low:.4g} to {high:.4g}")
    coverage, density = cases[inside].sum() / cases.sum(), cases[inside].mean()
    where = f" when {' and '.join(parts)}" if parts else " equally often everywhere"
    return f"{condition}{where}: coverage {coverage:.2f}, density {density:.2f} (all settings: {cases.mean():.2f})"
