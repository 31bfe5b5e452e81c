"""Checks of the claims of a design against what it varies and measures."""

from paradiplomacy.experiments.design.design import Claim, Design
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, shown

EXPERIMENT = "experiment"
"""Column of the case that a run belongs to."""


def check_claim(claim: Claim, path: Path, design: Design, report: Report) -> None:
    """Note every error of a claim: an unmeasured measure, runs that do not exist, nothing to compare."""
    # What could not be read has been reported; checking its default values would add misleading messages.
    if report.wrong(path):
        return
    if claim.measure not in design.measures:
        right = did_you_mean(claim.measure, design.measures) or "expected one of the design's measures"
        report.add((*path, "measure"), claim.measure, f"{shown(claim.measure)} is not a measure of the design", right)
    for key in ("case", "against"):
        _check_runs(claim, key, path, design, report)
    # Runs are paired by all columns that are not named, and these must be the same on both sides.
    if set(claim.case) != set(claim.against):
        report.add((*path, "against"), None, "names other columns than case", "expected the same columns in both")
    elif claim.case == claim.against:
        report.add((*path, "against"), None, "the same runs as case", "expected other values than in case")
    if (claim.direction == "no_change") != (claim.within is not None):
        wrong = "no_change without within" if claim.within is None else f"within is not allowed with {claim.direction}"
        report.add((*path, "within"), None, wrong, "expected within with no_change, and only there")


def _check_runs(claim: Claim, key: str, path: Path, design: Design, report: Report) -> None:
    """Note columns and values that no run has."""
    # Only lists: a value that is drawn from a range cannot be named exactly, so it cannot select runs.
    known = {factor.column: factor.values for factor in design.factors if factor.values}
    known[EXPERIMENT] = tuple(case.name for case in design.cases)
    selected = claim.case if key == "case" else claim.against
    if not selected:
        report.add((*path, key), None, "selects no runs", 'expected a table such as { experiment = "as it is" }')
    for column, value in selected.items():
        if column not in known:
            right = did_you_mean(column, known) or "expected experiment, or a factor with a list of values"
            report.add((*path, key, column), None, "not a column with a list of values", right)
        elif value not in known[column]:
            among = ", ".join(shown(each) for each in known[column])
            report.add(
                (*path, key, column), value, f"{shown(value)} is not one of its values", f"expected one of {among}"
            )
