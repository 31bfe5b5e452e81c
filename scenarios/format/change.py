"""Scenario plus changed paths to scenario: the same for ``--set``, designs and the window."""

import re
import tomllib
from collections.abc import Mapping
from types import NoneType
from typing import Any

from paradiplomacy.scenarios.format.check import check
from paradiplomacy.scenarios.format.plain import plain
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError, did_you_mean, one_problem, path_text, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.schema import LABELS, fields, groups, lists

PART = re.compile(r'(?:"(?P<quoted>[^"]*)"|\[(?P<index>[0-9]{1,6})\]|(?P<bare>[^."\[\]]+))(?P<dot>\.(?=.)|$|(?=\[))')
ASSIGNMENT = re.compile(r'(?P<path>(?:[^"=]|"[^"]*")+)=(?P<value>.*)', re.DOTALL)


class _PathError(Exception):
    """A path that leads nowhere: what is wrong, and what would be right."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong, right)
        self.wrong, self.right = wrong, right


def change(scenario: Scenario, path: str, value: object) -> Scenario:
    """The scenario with one value changed; the given one stays as it is.

    Args:
        scenario: Where to start from.
        path: ``months``, ``politics.election_interval``, ``issues.climate.need``,
            ``parties.centre.position.climate``, ``actors.Paris.trust``, ``events."Name of it".date``,
            ``events[0].date``; ``events."Name of it"`` with a table of its keys, which adds the event or puts it in
            the place of the one of that name, and with an empty table takes it away. An actor that the scenario does not mention yet is added, and one about whom
            nothing is left to say is taken away.
        value: The new value; None takes away what may be left out.

    Raises:
        ScenarioError: The path leads nowhere, or the result is wrong.
    """
    return apply(scenario, {path: value})


def apply(scenario: Scenario, changes: Mapping[str, object]) -> Scenario:
    """The scenario with several values changed, in order, checked once at the end.

    Raises:
        ScenarioError: With every path that leads nowhere, or else with everything that is wrong with the result.
    """
    raw = plain(scenario)
    problems = []
    for path, value in changes.items():
        try:
            _set(raw, _parts(path), _native(value))
        except _PathError as error:
            problems.append(Problem("", path, shown(value), error.wrong, error.right))
    if problems:
        raise ScenarioError(problems)
    raw["actors"] = [
        actor for actor in raw["actors"] if any(actor[key] not in (None, {}) for key in actor.keys() - {"who"})
    ]
    return check(raw | {"extends": scenario.extends})


def value_at(scenario: Scenario, path: str) -> object:
    """The value that a path leads to; None where the scenario leaves it out.

    Raises:
        ScenarioError: The text is no path.
    """
    holder: Any = plain(scenario)
    try:
        parts = _parts(path)
    except _PathError as error:
        raise one_problem("", error.wrong, error.right, path=path) from error
    for at, part in enumerate(parts):
        if isinstance(holder, list):
            label = LABELS[str(parts[0])] if at == 1 else ""
            found = [entry for index, entry in enumerate(holder) if part in (index, entry[label])]
            holder = found[0] if found else None
        else:
            holder = holder.get(part) if isinstance(holder, dict) else None
    return holder


def parse_assignment(text: str) -> tuple[str, object]:
    """Path and value of ``path=value``, where the value is TOML, and text where it is not.

    Raises:
        ScenarioError: There is no ``=``, or nothing before it.
    """
    match = ASSIGNMENT.fullmatch(text)
    if match is None or not match["path"].strip():
        raise one_problem(
            "", f"{shown(text)} changes nothing", "want path=value, such as politics.election_interval=48"
        )
    return match["path"].strip(), _value(match["value"].strip())


def _value(text: str) -> object:
    """The value of a TOML text, or the text itself."""
    if len(text) > 10_000 or text.count("[") + text.count("{") + text.count(".") > 100:
        return text
    try:
        found = tomllib.loads(f"value = {text}")
    except ValueError:
        return text
    return found["value"] if list(found) == ["value"] else text


def _native(value: Any) -> Any:
    """The value itself, a number of NumPy's as a number of Python's."""
    return value.item() if type(value).__module__ == "numpy" and hasattr(value, "item") else value


def _parts(path: str) -> list[str | int]:
    """The parts of a path."""
    parts: list[str | int] = []
    at = 0
    while at < len(path):
        match = PART.match(path, at)
        if match is None:
            raise _PathError(
                "no path", 'want names with dots between, such as issues.climate.need or events."A name".date'
            )
        index, quoted = match["index"], match["quoted"]
        parts.append(int(index) if index else quoted if quoted is not None else match["bare"].strip())
        at = match.end()
    if not parts:
        raise _PathError("no path", "want one such as politics.election_interval")
    return parts


def _set(raw: dict[str, Any], parts: list[str | int], value: Any) -> None:
    """Change a value in place; keys that no field has are left to the check."""
    key, *rest = parts
    if key == "extends":
        raise _PathError("cannot be changed", "a file says what it extends")
    if not isinstance(key, str) or key not in (*fields(Scenario), *groups(), *lists()):
        raise _PathError("unknown key", _suggestion(parts))
    if key == "events" and len(rest) == 1 and isinstance(rest[0], str) and isinstance(value, (Mapping, NoneType)):
        _put_event(raw[key], rest[0], value)
    elif key in LABELS:
        if len(rest) < 2:
            raise _PathError("a list of tables", f"want {_example(raw, key)}")
        _put(_entry(raw[key], key, rest[0]), rest[1:], value)
    elif key in groups():
        if not rest:
            raise _PathError("a group", f"want one of its keys, such as {key}.{next(iter(fields(groups()[key])))}")
        _put(raw[key], rest, value)
    else:
        _put(raw, parts, value)


def _suggestion(parts: list[str | int]) -> str:
    """``did you mean`` for a first part that no key has: the key alone stands in a group, or is misspelt."""
    first = str(parts[0])
    homes = [group for group, owner in groups().items() if first in fields(owner)]
    if len(parts) == 1 and len(homes) == 1:
        return f"did you mean {homes[0]}.{first}?"
    return did_you_mean(first, (*fields(Scenario), *groups(), *lists()))


def _put_event(events: list[dict[str, Any]], name: str, value: Mapping[str, Any] | None) -> None:
    """Add an event, put it in the place of the one of its name, or take that one away."""
    found = [at for at, event in enumerate(events) if event["name"] == name]
    if len(found) > 1:
        raise _PathError(
            f"{len(found)} events have this name", "want one of them by its number, such as events[0].date"
        )
    if not value:
        if not found:
            raise _PathError(f"no events {shown(name)}", "want the name of one to take it away")
        del events[found[0]]
        return
    event = {**value, "name": name}
    if found:
        events[found[0]] = event
    else:
        events.append(event)


def _entry(entries: list[dict[str, Any]], key: str, which: str | int) -> dict[str, Any]:
    """The entry of a list of tables that a name or a number means."""
    label = LABELS[key]
    if isinstance(which, int):
        if which >= len(entries):
            raise _PathError(f"there are {len(entries)} {key}", f"want {key}[0] and so on")
        return entries[which]
    found = [entry for entry in entries if entry[label] == which]
    if len(found) > 1:
        numbers = [path_text((key, index)) for index, entry in enumerate(entries) if entry[label] == which]
        raise _PathError(f"{len(found)} {key} have this name", f"want one of {', '.join(numbers)}")
    if not found and key == "actors":
        entries.append({label: which})
        return entries[-1]
    if not found:
        near = did_you_mean(which, [entry[label] for entry in entries])
        raise _PathError(f"no {key} {shown(which)}", near or f"the scenario has no {key}")
    return found[0]


def _put(holder: dict[str, Any], parts: list[str | int], value: Any) -> None:
    """Put a value under a key, or under a key of a table under a key."""
    key = parts[0]
    if not isinstance(key, str) or len(parts) > 2 or not all(isinstance(part, str) for part in parts):
        raise _PathError("leads nowhere", "want the key of a value")
    if len(parts) == 1:
        holder[key] = value
        return
    table = holder.get(key)
    if table is None:
        table = holder[key] = {}
    if not isinstance(table, dict):
        raise _PathError(f"{key} holds no keys", f"want the path to end with {key}")
    if value is None:
        table.pop(parts[1], None)
    else:
        table[parts[1]] = value


def _example(raw: dict[str, Any], key: str) -> str:
    name = next((entry[LABELS[key]] for entry in raw[key]), "NAME")
    value = list(fields(lists()[key]))[1]
    return path_text((key, name, value))
