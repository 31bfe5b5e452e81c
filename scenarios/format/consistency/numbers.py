"""Numbers that have to be in order, or sum to at most 1."""

from paradiplomacy.scenarios.format.consistency.entries import entries
from paradiplomacy.scenarios.format.problem import Path, Report, shown
from paradiplomacy.scenarios.format.scenario import Scenario

IN_ORDER = (
    ("response", "grant_low", "grant_high"),
    ("response", "court_low", "court_high"),
    ("world", "least", "largest"),
)
ROUNDING = 1e-9  # shares typed as decimals may sum to a little more than 1


def check_numbers(scenario: Scenario, report: Report) -> None:
    """Note bounds in the wrong order, shares above 1, and a synthetic world without cities or nations."""
    for group, low, high in IN_ORDER:
        _order(scenario, (group, low), (group, high), report)
    form = scenario.form
    _sum((form.declaration, form.plan), (("form", "declaration"), ("form", "plan")), "", report)
    for path, issue in entries(scenario.issues, "issues", report):
        paths = ((*path, "local"), (*path, "national"))
        _sum((issue.local, issue.national), paths, "; the rest is joint", report)
    if scenario.world.kind == "synthetic" and not report.wrong(("world", "kind")):
        _synthetic(scenario, report)


def _order(scenario: Scenario, low: Path, high: Path, report: Report) -> None:
    group = getattr(scenario, str(low[0]))
    least, largest = getattr(group, str(low[1])), getattr(group, str(high[1]))
    if least > largest and not report.wrong(low, high):
        wrong = f"{shown(least)} is above {high[1]}, {shown(largest)}"
        report.add(low, least, wrong, f"expected {low[1]} <= {high[1]}")


def _sum(shares: tuple[float, float], paths: tuple[Path, Path], rest: str, report: Report) -> None:
    if sum(shares) > 1 + ROUNDING and not report.wrong(*paths):
        wrong = f"{paths[0][-1]} and {paths[1][-1]} sum to {sum(shares):.10g}"
        report.add(paths[0], shares[0], wrong, f"expected a sum of at most 1{rest}")


def _synthetic(scenario: Scenario, report: Report) -> None:
    for key in ("cities", "nations"):
        if getattr(scenario.world, key) == 0 and not report.wrong(("world", key)):
            report.add(("world", key), 0, f"0 {key} in a synthetic world", "expected at least 1")
    regions = scenario.world.regions
    if regions and not report.wrong(("world", "regions")):
        report.add(("world", "regions"), regions, "regions in a synthetic world", "expected none")
