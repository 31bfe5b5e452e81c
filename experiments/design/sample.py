"""The settings of a design: points of its levers and uncertainties.

Samplers return points in the unit cube; each coordinate becomes a value by the inverse distribution of its factor. Random
sequences are seeded by the design, so the same design has the same settings.
"""

import csv
import math
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path as File
from statistics import NormalDist
from typing import Any

from paradiplomacy.experiments.design.design import Factor, Sampling
from paradiplomacy.experiments.design.read import Ready
from paradiplomacy.experiments.results.folder import ResultsWarning
from paradiplomacy.scenarios.format.change import apply, value_at
from paradiplomacy.scenarios.format.problem import ScenarioError, did_you_mean, one_problem, shown
from paradiplomacy.scenarios.format.read import located

Point = dict[str, Any]
"""Value by column; a missing column keeps the scenario's own value."""

# Settings are a list in memory: without a limit, a slip such as too many levels would exhaust the machine.
MOST_SETTINGS = 10_000_000
MOST_SAID = 3
"""Number of doubled lines of a table that are named; the others are counted."""


def settings(ready: Ready) -> list[Point]:
    """Return every setting of the design, in order: each point of the levers with each of the uncertainties.

    Raises:
        ScenarioError: A table is wrong, or there are too many settings.
    """
    design, sampling = ready.design, ready.design.sampling
    if sampling.together:
        return points(sampling.together, design.factors, ready)
    levers = points(sampling.levers, design.levers, ready) if design.levers else [{}]
    uncertainties = points(sampling.uncertainties, design.uncertainties, ready) if design.uncertainties else [{}]
    _refuse_too_many(len(levers) * len(uncertainties))
    return [lever | point for lever in levers for point in uncertainties]


def points(sampler: str, factors: Sequence[Factor], ready: Ready) -> list[Point]:
    """Return the points of one sampler."""
    design = ready.design
    if sampler == "table":
        return _table(factors, ready)
    whole = [is_whole(factor, ready) for factor in factors]
    if sampler in ("factorial", "one_at_a_time"):
        steps = [_steps(factor, each, design.sampling.levels) for factor, each in zip(factors, whole, strict=True)]
        if sampler == "one_at_a_time":
            alone = [{factor.column: value} for factor, taken in zip(factors, steps, strict=True) for value in taken]
            # The empty point is the scenario as it is, with which every single change is compared.
            return [{}, *alone]
        # Before the combinations are made, because making them is what would exhaust the memory.
        _refuse_too_many(math.prod(len(taken) for taken in steps))
        return [dict(zip([factor.column for factor in factors], chosen, strict=True)) for chosen in product(*steps)]
    _refuse_too_many(design.sampling.samples)
    return [
        {factor.column: value_of(factor, u, whole=each) for factor, u, each in zip(factors, row, whole, strict=True)}
        for row in unit_points(sampler, len(factors), design.sampling, design.seed)
    ]


def unit_points(sampler: str, width: int, asked: Sampling, seed: int) -> list[list[float]]:
    """Return points in the unit cube, (points, width)."""
    from SALib.sample import latin, morris, sobol
    from scipy.stats import qmc

    seed %= 2**32  # SALib seeds the older generator of NumPy, which takes no more
    problem = salib_problem(width)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # both advise a power of two, which the user chose not to take
        if sampler == "latin_hypercube":
            found = latin.sample(problem, asked.samples, seed=seed)
        elif sampler == "sobol_sequence":
            found = qmc.Sobol(width, scramble=True, rng=seed).random(asked.samples)
        elif sampler == "saltelli":
            found = sobol.sample(problem, asked.samples, calc_second_order=asked.second_order, seed=seed)
        else:
            found = morris.sample(problem, asked.samples, num_levels=asked.levels, seed=seed)
    rows: list[list[float]] = found.tolist()
    return rows


def salib_problem(width: int, names: Sequence[str] = ()) -> dict[str, Any]:
    """Return the unit cube as a problem of SALib."""
    return {"num_vars": width, "names": list(names) or [f"x{i}" for i in range(width)], "bounds": [[0.0, 1.0]] * width}


def value_of(factor: Factor, u: float, *, whole: bool = False) -> Any:
    """Return a quantile of a factor.

    Args:
        factor: The factor.
        u: Share of the distribution below the value, 0 to 1.
        whole: Whether the parameter takes whole numbers only; each from low to high then has the same share.
    """
    if factor.values:
        # u is 1 at the end of a Morris grid, which would be one past the last value.
        return factor.values[min(int(u * len(factor.values)), len(factor.values) - 1)]
    assert factor.low is not None
    assert factor.high is not None
    # Rounding would give the two ends half the share of every number between them.
    if whole and factor.distribution == "uniform":
        return int(min(math.floor(factor.low + u * (factor.high - factor.low + 1)), factor.high))
    # The inverse distribution may miss an end by a rounding error, and the scenario would refuse a value beyond its
    # limit.
    found = min(max(_quantile(factor, factor.low, factor.high, u), factor.low), factor.high)
    return round(found) if whole else found


def _quantile(factor: Factor, low: float, high: float, u: float) -> float:
    if factor.distribution == "log_uniform":
        return float(low * (high / low) ** u)
    if factor.distribution == "triangular":
        assert factor.peak is not None
        share = (factor.peak - low) / (high - low)
        if u < share:
            return float(low + math.sqrt(u * (high - low) * (factor.peak - low)))
        return float(high - math.sqrt((1 - u) * (high - low) * (high - factor.peak)))
    if factor.distribution == "normal":
        assert factor.mean is not None
        assert factor.deviation is not None
        law = NormalDist(factor.mean, factor.deviation)
        # Truncated, not clipped: clipping would pile up values at the ends. ``inv_cdf`` is undefined at exactly 0 and
        # 1.
        below, above = law.cdf(low), law.cdf(high)
        share = below + u * (above - below)
        return low if share <= 0 else high if share >= 1 else law.inv_cdf(share)
    return low + u * (high - low)


def is_whole(factor: Factor, ready: Ready) -> bool:
    """Return whether the parameter of a factor takes whole numbers only."""
    base = next(iter(ready.bases.values()))
    value = value_at(base, factor.path)
    # The type of the scenario's own value decides; in Python a truth value is an int as well.
    return isinstance(value, int) and not isinstance(value, bool)


def _steps(factor: Factor, whole: bool, levels: int) -> list[Any]:
    """Return all values of a list, or ``levels`` quantiles of a range at even distances, both ends included."""
    if factor.values:
        return list(factor.values)
    assert factor.low is not None
    assert factor.high is not None
    if whole:
        found = [round(factor.low + at / (levels - 1) * (factor.high - factor.low)) for at in range(levels)]
        # Levels may round to the same whole number, and a setting must not occur twice.
        return sorted(set(found))
    return [value_of(factor, at / (levels - 1)) for at in range(levels)]


def _table(factors: Sequence[Factor], ready: Ready) -> list[Point]:
    """Return the points in a CSV file, which has a column for each factor, by name or path."""
    path = ready.folder / located(str(ready.design.sampling.table), path="sampling.table")
    try:
        # Spreadsheets begin UTF-8 files with a byte order mark, which this encoding skips.
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise one_problem(str(path), f"cannot be read: {error}", "expected a CSV file saved as UTF-8") from error
    if len(rows) < 2:
        raise one_problem(str(path), "no points", "expected a line of names and a line for each point")
    known = {factor.column: factor for factor in factors} | {factor.path: factor for factor in factors}
    for name in rows[0]:
        if name not in known:
            raise one_problem(f"{path}:1", f"unknown factor {shown(name)}", did_you_mean(name, known))
    _refuse_too_many(len(rows))
    points = [_row(cells, rows[0], known, f"{path}:{line}", ready) for line, cells in enumerate(rows[1:], start=2)]
    columns = [known[name].column for name in rows[0]]
    for factor in factors:
        # Without its column a factor would silently keep the scenario's own value.
        if columns.count(factor.column) != 1:
            wrong = "no column" if factor.column not in columns else "several columns"
            raise one_problem(f"{path}:1", f"{wrong} of {shown(factor.column)}", "expected one column for each factor")
    _say_doubled(points, path)
    return points


def _row(cells: list[str], head: list[str], known: Mapping[str, Factor], place: str, ready: Ready) -> Point:
    if len(cells) != len(head):
        raise one_problem(place, f"{len(cells)} values", f"expected {len(head)}, one for each name")
    base = next(iter(ready.bases.values()))
    point: Point = {}
    for name, cell in zip(head, cells, strict=True):
        value = _cell(cell)
        try:
            # Tried one by one, so that the message names the line and the column of the table.
            apply(base, {known[name].path: value})
        except ScenarioError as error:
            raise one_problem(place, error.problems[0].wrong, error.problems[0].right, path=name) from error
        _refuse_outside(known[name], value, place, name)
        point[known[name].column] = value
    return point


def _refuse_outside(factor: Factor, value: Any, place: str, name: str) -> None:
    """Refuse a value that the design does not let the factor have: its list, or its range, is what a report states."""
    if factor.values:
        if value not in factor.values:
            among = ", ".join(shown(each) for each in factor.values)
            raise one_problem(place, f"{shown(value)} is not one of its values", f"expected one of {among}", path=name)
        return
    assert factor.low is not None
    assert factor.high is not None
    if not factor.low <= value <= factor.high:
        end = f"below low, {factor.low:g}" if value < factor.low else f"above high, {factor.high:g}"
        right = f"expected {factor.low:g} to {factor.high:g}"
        raise one_problem(place, f"{shown(value)} is {end}", right, path=name)


def _say_doubled(points: Sequence[Point], path: File) -> None:
    """Warn of points that are in a table more than once: their runs are the same, and count once."""
    first: dict[tuple[tuple[str, Any], ...], int] = {}
    doubled = []
    for line, point in enumerate(points, start=2):
        before = first.setdefault(tuple(sorted(point.items())), line)
        doubled += [f"line {line} is line {before} again"] if before != line else []
    if doubled:
        more = f" and {len(doubled) - MOST_SAID} more" if len(doubled) > MOST_SAID else ""
        said = f"{'; '.join(doubled[:MOST_SAID])}{more}"
        warnings.warn(f"{path}: {said}: the same point has the same runs", ResultsWarning, stacklevel=2)


def _cell(text: str) -> bool | float | str:
    """Return the value of a cell: a truth value, a number, or text."""
    if text in ("true", "false"):
        return text == "true"
    # Whole numbers first: 3 must not become 3.0, which a parameter of whole numbers would refuse.
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text


def _refuse_too_many(count: int) -> None:
    if count > MOST_SETTINGS:
        raise one_problem("", f"{count} settings", f"expected at most {MOST_SETTINGS}")
