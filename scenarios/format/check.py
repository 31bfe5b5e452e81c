"""A raw table, as it was read or changed, to a checked scenario, or every problem of it together."""

from collections.abc import Callable, Mapping

from paradiplomacy.model import own_files
from paradiplomacy.scenarios.format.consistency import check_consistency
from paradiplomacy.scenarios.format.problem import Path, Report, ScenarioError, did_you_mean, path_text, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.reader import read_typed
from paradiplomacy.scenarios.typed.schema import fields_of, lists

OPEN_TO_OWN_RULES = ("protocol", "ratification", "response", "reply", "delivery", "charter", "membership")

type Rules = Mapping[str, Mapping[str, object]]


def known_rules() -> Rules:
    """Return the names of the rules that can answer each question, from the model's catalogue."""
    from paradiplomacy.model.rules import CATALOGUE

    return CATALOGUE


def check(
    raw: Mapping[str, object], *, place: Callable[[Path], str] = lambda _: "", rules: Rules | None = None
) -> Scenario:
    """Return the scenario that a raw table describes.

    Args:
        raw: Tables, lists and values as ``tomllib`` returns them; ``extends`` is not followed.
        place: Returns file and line of a path.
        rules: Known rules by question; the model's catalogue unless given.

    Raises:
        ScenarioError: With every problem.
    """
    report = Report(place, lambda path: label_of(raw, path))
    # Single values first, then rules, then what has to fit together. Wrong values have become placeholders by then, so
    # that one run of the checks finds every problem.
    scenario = read_typed(raw, Scenario, report)
    _rules(scenario, known_rules() if rules is None else rules, report)
    check_consistency(scenario, report)
    if report.problems:
        raise ScenarioError(report.problems)
    return scenario


def checked(scenario: Scenario) -> Scenario:
    """Return the same scenario, checked, with every value in the type of its field.

    Raises:
        ScenarioError: With every problem.
    """
    return check(as_data(scenario))


def _rules(scenario: Scenario, known: Rules, report: Report) -> None:
    for question in fields_of(scenario.rules):
        name, path = getattr(scenario.rules, question), ("rules", question)
        names = known.get(question, {})
        # An own rule is recognised by its form alone: its file is opened later (own_rules.py).
        own = question in OPEN_TO_OWN_RULES and own_files.is_own(name)
        if name not in names and not own and not report.wrong(path):
            report.add(path, name, f"unknown rule {shown(name)}", did_you_mean(name, names))


def label_of(raw: Mapping[str, object], path: Path) -> str:
    """Return a path as ``--set`` takes it, with entries by their names: ``events."Summit".date``."""
    parts: list[str | int] = list(path)
    listed = lists(Scenario).get(str(path[0])) if len(path) > 1 else None
    if listed is not None and isinstance(path[1], int):
        entries = raw.get(listed.name)
        entry = entries[path[1]] if isinstance(entries, (list, tuple)) and path[1] < len(entries) else None
        name = entry.get(listed.about.label) if isinstance(entry, dict) else None
        if isinstance(name, str) and name.strip():
            parts[1] = name
    return path_text(parts)
