"""A user's own rules: found next to the scenario that names them, and tried before anything runs."""

from collections.abc import Callable, Mapping
from pathlib import Path as File

from paradiplomacy.scenarios.format.check import OPEN_TO_OWN_RULES, OWN_RULE
from paradiplomacy.scenarios.format.location import LocationError, location, readable
from paradiplomacy.scenarios.format.problem import Path, one_problem
from paradiplomacy.scenarios.format.scenario import Scenario


def find(raw: Mapping[str, object], folder: File) -> None:
    """Replace the name of an own rule by its full path where its file is in the folder of the scenario."""
    rules = raw.get("rules")
    if not isinstance(rules, dict):
        return
    for question in OPEN_TO_OWN_RULES:
        name = rules.get(question)
        if not isinstance(name, str) or not OWN_RULE.fullmatch(name):
            continue
        path, _, function = name.rpartition(":")
        try:
            file = folder / location(path)
        except LocationError:  # loading the rule reports it
            continue
        if file.is_file():
            # A full path, because the run may be in another process and in another folder.
            rules[question] = f"{readable(str(file.resolve()))}:{function}"


def try_out(scenario: Scenario, place: Callable[[Path], str] = lambda _: "") -> None:
    """Load the own rules of a scenario and try them on a few cases.

    Raises:
        ScenarioError: A rule cannot be loaded, or does not answer its question.
    """
    for question in OPEN_TO_OWN_RULES:
        name = getattr(scenario.rules, question)
        if not OWN_RULE.fullmatch(name):
            continue
        # Imported only where a scenario has own rules, because it loads the compiler.
        from paradiplomacy.model.rules.own import OwnRuleError, own_rule

        try:
            own_rule(question, name)
        except OwnRuleError as error:
            where = place(("rules", question))
            raise one_problem(where, error.wrong, error.right, path=f"rules.{question}", value=name) from error
