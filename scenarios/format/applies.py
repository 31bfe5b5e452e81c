"""Conditions on a scenario for a parameter to have an effect (``Field.applies``).

A condition is ``PATH`` (a number other than 0, a yes, a list that is not empty) or ``PATH = word, word``, with ``and`` and
``or`` between conditions (``and`` binds first). A path into a list holds if it does so for one of its entries; a path that
begins with a dot starts at the entry that has the parameter. A rule from a user's own file may read every parameter, so it
meets any condition on its question.
"""

from collections.abc import Sequence

from paradiplomacy.model import own_files
from paradiplomacy.scenarios.format.problem import shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import lists

UNSET = "unset"


def unmet(applies: str, scenarios: Sequence[Scenario], entry: object = None) -> tuple[str, str] | None:
    """Return why a parameter has no effect, and what it needs; None where it has an effect.

    Args:
        applies: The condition.
        scenarios: Scenarios of which one has to meet each condition, such as the points of a design.
        entry: The entry that has the parameter, where one has.
    """
    if not applies:
        return None
    missing = [_missing(each, scenarios, entry) for each in applies.split(" or ")]
    # Each alternative lacks something; the first is the usual one.
    return missing[0] if all(missing) else None


def _missing(conditions: str, scenarios: Sequence[Scenario], entry: object) -> tuple[str, str] | None:
    """Return what the first condition that no scenario meets finds, and expects."""
    for condition in conditions.split(" and "):
        path, _, words = condition.partition(" = ")
        choices = tuple(words.split(", ")) if words else ()
        if not any(_meets(value, choices) for each in scenarios for value in _values(each, path, entry)):
            return _found(scenarios[0], path, entry), _expected(path, choices)
    return None


def _meets(value: object, choices: tuple[str, ...]) -> bool:
    if not choices:
        return bool(value)
    text = UNSET if value is None else str(value)
    return text in choices or own_files.is_own(text)


def _values(scenario: Scenario, path: str, entry: object) -> list[object]:
    """Return the values at a path: of every entry, where it leads into a list."""
    head, _, rest = path.partition(".")
    if not head:
        return [getattr(entry, rest)]
    holder = getattr(scenario, head)
    if not rest:
        return [holder]
    if head not in lists(Scenario):
        return [getattr(holder, rest)]
    # Entries of another kind lack the key.
    return [getattr(each, rest, None) for each in holder]


def _found(scenario: Scenario, path: str, entry: object) -> str:
    """Describe what a scenario has at the path of a condition that it does not meet."""
    head, _, rest = path.partition(".")
    if head not in lists(Scenario):
        name = path if head else f"its {rest}"
        return f"{name} is {shown(_values(scenario, path, entry)[0])}"
    return f"the scenario has no such {head}" if rest else f"the scenario has no {head}"


def _expected(path: str, choices: tuple[str, ...]) -> str:
    """Describe what a scenario has to have at a path."""
    head, _, rest = path.partition(".")
    key = f"{rest} in one of [[{head}]]" if head in lists(Scenario) and rest else path.removeprefix(".")
    if not rest:
        return f"expected [[{head}]] too"
    return f"expected {key} = {' or '.join(choices)} too" if choices else f"expected {key} too"
