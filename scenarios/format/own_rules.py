"""A user's own rules: found next to the scenario that names them, and tried before anything runs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path as File

from paradiplomacy.model import own_files
from paradiplomacy.scenarios.format.check import OPEN_TO_OWN_RULES
from paradiplomacy.scenarios.format.location import readable
from paradiplomacy.scenarios.format.problem import Path, one_problem
from paradiplomacy.scenarios.format.scenario import Scenario

ASSIGNED = "rules."


def find(raw: Mapping[str, object], folder: File) -> None:
    """Replace the names of own rules in a scenario by full paths; files are relative to the folder of the scenario."""
    rules, expectations = raw.get("rules"), raw.get("expectations")
    if isinstance(rules, dict):
        # A full path, because the run may be in another process and in another folder. Never the working folder: a
        # file there that happens to have the same name would be used without notice.
        rules |= {question: _placed(rules[question], folder) for question in OPEN_TO_OWN_RULES if question in rules}
    for entry in expectations if isinstance(expectations, list) else ():
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if isinstance(changes, list):
            changes[:] = [_assigned(text, folder) for text in changes]


def _placed(value: object, folder: File) -> object:
    return readable(own_files.placed(value, folder)) if own_files.is_own(value) else value


def _assigned(text: object, folder: File) -> object:
    """Return an assignment of a rule, such as ``rules.reply=mine.py:f``, with a full path."""
    if not isinstance(text, str) or not text.startswith(ASSIGNED):
        return text
    path, _, value = text.partition("=")
    # The value may be in quotes, as in TOML.
    name = value.strip().strip("\"'")
    return f"{path}={_placed(name, folder)}" if own_files.is_own(name) else text


def changes_placed(changes: Mapping[str, object], folder: File) -> dict[str, object]:
    """Return changes of a scenario with full paths of own rules; files are relative to the folder that names them."""
    return {path: _placed(value, folder) if path.startswith(ASSIGNED) else value for path, value in changes.items()}


def names(scenario: Scenario) -> dict[str, str]:
    """Return the own rules of a scenario, as ``file.py:name`` by question."""
    found = {question: str(getattr(scenario.rules, question)) for question in OPEN_TO_OWN_RULES}
    return {question: name for question, name in found.items() if own_files.is_own(name)}


def moved(scenario: Scenario, home: Callable[[str], str]) -> Scenario:
    """Return the scenario with its own rules in other files, as where they are saved with results.

    Args:
        scenario: The scenario.
        home: Returns the new name for ``file.py:name``.
    """
    return replace(
        scenario, rules=scenario.rules._replace(**{key: home(name) for key, name in names(scenario).items()})
    )


def try_out(scenario: Scenario, place: Callable[[Path], str] = lambda _: "") -> None:
    """Load the own rules of a scenario and try them on a few cases.

    Raises:
        ScenarioError: A rule cannot be loaded, or does not answer its question.
    """
    for question, name in names(scenario).items():
        # Imported only where a scenario has own rules, because it loads the compiler.
        from paradiplomacy.model.rules.own import OwnRuleError, own_rule, renew

        renew(name)
        try:
            own_rule(question, name)
        except OwnRuleError as error:
            where = place(("rules", question))
            raise one_problem(where, error.wrong, error.right, path=f"rules.{question}", value=name) from error
