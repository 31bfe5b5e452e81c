"""A user's own rules: found beside the scenario that names them, and tried before anything runs."""

from collections.abc import Callable
from pathlib import Path as File
from typing import Any

from paradiplomacy.scenarios.format.check import OPEN_TO_OWN_RULES, OWN_RULE
from paradiplomacy.scenarios.format.problem import Path, one_problem
from paradiplomacy.scenarios.format.scenario import Scenario


def find(raw: dict[str, Any], folder: File) -> None:
    """Name an own rule by its full path where its file stands in the folder of the scenario."""
    rules = raw.get("rules")
    for question in OPEN_TO_OWN_RULES:
        name = rules.get(question) if isinstance(rules, dict) else None
        if not isinstance(name, str) or not OWN_RULE.fullmatch(name):
            continue
        path, _, function = name.rpartition(":")
        if "\0" not in path and (folder / path).is_file():
            raw["rules"][question] = f"{(folder / path).resolve()}:{function}"


def try_out(scenario: Scenario, place: Callable[[Path], str] = lambda _: "") -> None:
    """Load the own rules of a scenario and try them on a few cases.

    Raises:
        ScenarioError: A rule cannot be loaded, or does not answer as it should.
    """
    for question in OPEN_TO_OWN_RULES:
        name = getattr(scenario.rules, question)
        if not OWN_RULE.fullmatch(name):
            continue
        from paradiplomacy.model.rules.own import OwnRuleError, own_rule

        try:
            own_rule(name)
        except OwnRuleError as error:
            where = place(("rules", question))
            raise one_problem(where, error.wrong, error.right, path=f"rules.{question}", value=name) from error
