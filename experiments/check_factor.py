"""Changes and factors of a design against the scenarios that they change."""

import math
from collections.abc import Mapping
from typing import Any

from paradiplomacy.experiments.design import Factor
from paradiplomacy.scenarios.change import apply
from paradiplomacy.scenarios.problem import Path, Report, ScenarioError, shown
from paradiplomacy.scenarios.scenario import Scenario
from paradiplomacy.scenarios.value import WRONG

Bases = dict[str, Scenario]
NEEDS = {"uniform": (), "log_uniform": (), "triangular": ("peak",), "normal": ("mean", "deviation")}
SHAPE = ("peak", "mean", "deviation")


def check_changes(scenario: Scenario, changes: Mapping[str, Any], path: Path, report: Report) -> Scenario | None:
    """The scenario changed; None after notes in the report, each at the change that is to blame."""
    if not changes:
        return scenario
    try:
        return apply(scenario, changes)
    except ScenarioError as error:
        before = len(report.problems)
        for key, value in changes.items():
            _try(scenario, {key: value}, (*path, key), value, report)
        if len(report.problems) == before:
            for each in error.problems:
                report.add(path, None, f"{each.path}: {each.wrong}", each.right)
        return None


def check_factor(factor: Factor, path: Path, bases: Bases, report: Report) -> None:
    """Note what is wrong with what a factor takes, here and in every scenario that it changes."""
    if WRONG in factor:
        return
    before = len(report.problems)
    _form(factor, path, report)
    if len(report.problems) > before:
        return
    ends = {"low": factor.low, "high": factor.high}
    taken = {("values", at): value for at, value in enumerate(factor.values)} or {
        (name,): value for name, value in ends.items()
    }
    for base in bases.values():
        for where, value in taken.items():
            if not _try(base, {factor.path: _whole(value)}, (*path, *where), value, report):
                return


def _form(factor: Factor, path: Path, report: Report) -> None:
    """Either values, or a range with what its distribution needs."""
    low, high = factor.low, factor.high
    if factor.values:
        if low is not None or high is not None:
            report.add(path, None, "both values and a range", "want values, or low and high")
        for at, value in enumerate(factor.values):
            if value in factor.values[:at]:
                report.add((*path, "values", at), value, f"{shown(value)} is there twice", "want each value once")
        return
    if low is None or high is None:
        report.add(path, None, "nothing to vary", "want values, or low and high")
        return
    if not low < high:
        report.add((*path, "low"), low, f"{shown(low)} is not below high, {shown(high)}", "want low below high")
        return
    if factor.distribution == "log_uniform" and low <= 0:
        report.add((*path, "low"), low, f"{shown(low)} has no logarithm", "want low above 0")
    for name in SHAPE:
        value, needed = getattr(factor, name), name in NEEDS[factor.distribution]
        if needed and value is None:
            report.add(path, None, f"{name} is missing", f"want {name} for {factor.distribution}")
        if value is not None and not needed:
            report.add((*path, name), value, f"{factor.distribution} has no {name}", f"want no {name}")
    if factor.peak is not None and not low <= factor.peak <= high:
        report.add((*path, "peak"), factor.peak, f"{shown(factor.peak)} is outside low and high", "want it between")


def _whole(value: Any) -> Any:
    """A whole number as such: TOML's 4 in a range is a float by now."""
    return int(value) if isinstance(value, float) and math.isfinite(value) and value.is_integer() else value


def _try(scenario: Scenario, changes: Mapping[str, Any], path: Path, value: object, report: Report) -> bool:
    """Whether a change is possible; a note in the report where it is not."""
    try:
        apply(scenario, changes)
    except ScenarioError as error:
        each = error.problems[0]
        told = each.wrong if each.path in ("", *changes) else f"{each.path}: {each.wrong}"
        report.add(path, value, told, each.right)
        return False
    return True
