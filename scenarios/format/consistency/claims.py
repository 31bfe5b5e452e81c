"""Comparisons and expectations: complete, and with bounds in order."""

from paradiplomacy.scenarios.format.consistency.entries import entries
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, shown
from paradiplomacy.scenarios.format.scenario import Comparison, Expectation, Scenario
from paradiplomacy.scenarios.names import directory

COMPARED = ("against", "changes", "without")
OWNER_OF_KEY = (("within", "no_change"), ("low", "between"), ("high", "between"))


def check_claims(scenario: Scenario, report: Report) -> None:
    """Note comparisons without figures, and expectations that no run could falsify."""
    for path, compared in entries(scenario.comparisons, "comparisons", report):
        _comparison(compared, path, report)
    for path, expected in entries(scenario.expectations, "expectations", report):
        if not report.wrong((*path, "direction")):
            _counterpart(expected, path, report)
            _bounds(expected, path, report)


def _comparison(compared: Comparison, path: Path, report: Report) -> None:
    """Check that there are annual figures of everything that is compared."""
    if not compared.others and not report.wrong((*path, "others")):
        report.add((*path, "others"), None, "compared with nothing", 'expected others = ["ESP"] or other nations')
    asked = [(compared.one, (*path, "one"))]
    asked += [(who, (*path, "others", index)) for index, who in enumerate(compared.others)]
    # Annual figures exist for regions and nations, not for single cities.
    facts = directory.directory()
    for who, where in asked:
        if who not in facts.regions and who not in facts.nations and not report.wrong(where):
            near = did_you_mean(who, (*sorted(facts.regions), *sorted(facts.nations)), names=True)
            report.add(where, who, f"no annual figures of {shown(who)}", near)


def _counterpart(expected: Expectation, path: Path, report: Report) -> None:
    """Check that there is a counterpart, except for ``between``, which needs none."""
    direction, where = expected.direction, (*path, "direction")
    wrong = report.wrong(*((*path, key) for key in COMPARED))
    compared = any(getattr(expected, key) for key in COMPARED)
    if direction == "between" and compared:
        report.add(where, direction, "between has no counterpart", f"leave out {', '.join(COMPARED)}")
    if direction != "between" and not compared and not wrong:
        report.add(where, direction, "compared with nothing", f"expected one of {', '.join(COMPARED)}")


def _bounds(expected: Expectation, path: Path, report: Report) -> None:
    """Check that the numbers are those that the direction needs."""
    for key, owner in OWNER_OF_KEY:
        number, where = getattr(expected, key), (*path, key)
        if report.wrong(where):
            continue
        if expected.direction == owner and number is None:
            report.add(where, None, f"missing in {owner}", "expected a number")
        if expected.direction != owner and number is not None:
            report.add(where, number, f"out of place in {expected.direction}", f"only {owner} has {key}")
    low, high = expected.low, expected.high
    if low is not None and high is not None and low > high:
        report.add((*path, "low"), low, f"{shown(low)} is above high, {shown(high)}", "expected low <= high")
