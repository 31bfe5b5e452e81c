"""Checks of the changes and factors of a design against the scenarios that they change."""

import math
from collections.abc import Mapping

from paradiplomacy.experiments.design.design import Factor
from paradiplomacy.scenarios.format.change import apply, value_at
from paradiplomacy.scenarios.format.problem import Path, Report, ScenarioError, shown
from paradiplomacy.scenarios.format.scenario import Scenario

Bases = dict[str, Scenario]
NEEDS: dict[str, tuple[str, ...]] = {
    "uniform": (),
    "log_uniform": (),
    "triangular": ("peak",),
    "normal": ("mean", "deviation"),
}
SHAPE = ("peak", "mean", "deviation")


def check_changes(scenario: Scenario, changes: Mapping[str, object], path: Path, report: Report) -> Scenario | None:
    """Return the changed scenario; None after notes in the report, each at the change that causes it."""
    if not changes:
        return scenario
    try:
        return apply(scenario, changes)
    # All changes together are wrong. Each is tried alone to find the place of the error; if each alone is right, they
    # contradict each other, and the error is reported for all.
    except ScenarioError as error:
        before = len(report.problems)
        for key, value in changes.items():
            _try(scenario, {key: value}, (*path, key), value, report)
        if len(report.problems) == before:
            for each in error.problems:
                report.add(path, None, f"{each.path}: {each.wrong}", each.right)
        return None


def check_factor(factor: Factor, path: Path, bases: Bases, report: Report) -> None:
    """Note every error in the values of a factor, in the design and in every scenario that it changes."""
    if report.wrong(path):
        return
    before = len(report.problems)
    (_form_of_list if factor.values else _form_of_range)(factor, path, report)
    if len(report.problems) > before:
        return
    for base in bases.values():
        for where, value in values_of(factor).items():
            # One message is enough: other values and other scenarios usually fail for the same reason.
            if not _try(base, {factor.path: value}, (*path, *where), value, report, home=(*path, "path")):
                return


def values_of(factor: Factor) -> dict[Path, object]:
    """Return the values of a factor by their place in it: of a range, its ends, because ranges have no gaps."""
    ends = {"low": factor.low, "high": factor.high}
    listed: dict[Path, object] = {("values", at): value for at, value in enumerate(factor.values)}
    return {where: _whole(value) for where, value in (listed or {(name,): end for name, end in ends.items()}).items()}


def _form_of_list(factor: Factor, path: Path, report: Report) -> None:
    """Allow no range in addition to the values, and each value once."""
    if factor.low is not None or factor.high is not None:
        report.add(path, None, "both values and a range", "expected values, or low and high")
    for at, value in enumerate(factor.values):
        if value in factor.values[:at]:
            report.add((*path, "values", at), value, f"{shown(value)} is given twice", "expected each value once")


def _form_of_range(factor: Factor, path: Path, report: Report) -> None:
    """Require low below high, and the parameters of the distribution and no others."""
    low, high = factor.low, factor.high
    if low is None or high is None:
        report.add(path, None, "nothing to vary", "expected values, or low and high")
        return
    if not low < high:
        report.add((*path, "low"), low, f"{low:g} is not below high, {high:g}", "expected low below high")
        return
    if factor.distribution == "log_uniform" and low <= 0:
        report.add((*path, "low"), low, f"{low:g} has no logarithm", "expected low above 0")
    missing = [name for name in NEEDS[factor.distribution] if getattr(factor, name) is None]
    if missing:
        needed = " and ".join(missing)
        report.add(path, None, f"{needed} missing", f"expected {needed} for {factor.distribution}")
    for name in SHAPE:
        if getattr(factor, name) is not None and name not in NEEDS[factor.distribution]:
            report.add(
                (*path, name), getattr(factor, name), f"{factor.distribution} has no {name}", f"expected no {name}"
            )
    if factor.peak is not None and not low <= factor.peak <= high:
        report.add(
            (*path, "peak"), factor.peak, f"{factor.peak:g} is outside low and high", "expected a value between them"
        )


def _whole(value: object) -> object:
    """Return a whole number as an integer: the ends of a range are floats, whatever the parameter is."""
    return int(value) if isinstance(value, float) and math.isfinite(value) and value.is_integer() else value


def _try(
    scenario: Scenario,
    changes: Mapping[str, object],
    path: Path,
    value: object,
    report: Report,
    *,
    home: Path | None = None,
) -> bool:
    """Return whether a change is possible; if not, note it at ``path``, or at ``home`` where the path of the change is wrong."""
    try:
        apply(scenario, changes)
    except ScenarioError as error:
        each = error.problems[0]
        wrong = each.wrong if each.path in ("", *changes) else f"{each.path}: {each.wrong}"
        # A wrong path fails with every value. The message then belongs to the path, not to the first value that was
        # tried.
        is_path_wrong = home is not None and not all(_is_path(scenario, each) for each in changes)
        if home and is_path_wrong:
            # The key "path" does not show where it leads.
            report.add(home, value, f"{shown(next(iter(changes)))}: {wrong}", each.right)
        else:
            report.add(path, value, wrong, each.right)
        return False
    return True


def _is_path(scenario: Scenario, path: str) -> bool:
    """Return whether a path leads to a value of the scenario, which can then be put there again."""
    try:
        apply(scenario, {path: value_at(scenario, path)})
    except ScenarioError:
        return False
    return True
