"""Checks of the search and the targets of a design."""

from paradiplomacy.experiments.design.design import Design, Search, Target
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, shown


def check_search(design: Design, report: Report) -> None:
    """Require that objectives and targets are measures of the design and consistent."""
    # A value that could not be read is a placeholder, about which nothing can be said.
    if report.wrong(("search",), ("targets",), ("measures",)):
        return
    search = design.search
    for key in ("minimise", "maximise"):
        for at, name in enumerate(getattr(search, key)):
            _known(name, ("search", key, at), design, report)
    for name in set(search.minimise) & set(search.maximise):
        report.add(("search", "maximise"), name, f"{shown(name)} is to be minimised as well", "expected one of them")
    for at, target in enumerate(design.targets):
        _check_target(target, ("targets", at), design, report)
    if not asks(design):
        _refuse_idle(search, report)
        return
    if not design.levers:
        report.add(("search",), None, "nothing to search over", "expected [[levers]]")
    # Which of two cases a setting should be best in would be undefined.
    if design.experiments:
        report.add(("experiments",), None, "a search has one case", "expected no [[experiments]]")


def asks(design: Design) -> bool:
    """Return whether there is anything to optimise."""
    return bool(
        design.search.minimise or design.search.maximise or any(each.value is not None for each in design.targets)
    )


def _refuse_idle(search: Search, report: Report) -> None:
    """Note settings of a search that searches for nothing."""
    for key, default in Search._field_defaults.items():
        if getattr(search, key) != default:
            right = "expected minimise or maximise, or [[targets]] with a value"
            report.add(("search", key), getattr(search, key), "nothing is searched for", right)


def _known(name: str, path: Path, design: Design, report: Report) -> None:
    if name not in design.measures:
        report.add(path, name, f"{shown(name)} is not among the measures", did_you_mean(name, design.measures))


def _check_target(target: Target, path: Path, design: Design, report: Report) -> None:
    _known(target.measure, (*path, "measure"), design, report)
    if (target.value is None) != (target.tolerance is None):
        report.add(path, None, "value or tolerance alone", "expected both")
    if target.value is None and target.at_least is None and target.at_most is None:
        report.add(path, None, "no target", "expected value and tolerance, at_least, or at_most")
    low, high = target.at_least, target.at_most
    if low is not None and high is not None and low > high:
        report.add(
            (*path, "at_least"), low, f"{low:g} is above at_most, {high:g}", "expected at_least at or below at_most"
        )
