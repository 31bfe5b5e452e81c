"""A scenario with some values changed: the same for ``--set``, designs and the window."""

import re
import tomllib
from collections.abc import Mapping
from types import NoneType

from paradiplomacy.scenarios.format.check import check
from paradiplomacy.scenarios.format.problem import (
    Problem,
    ScenarioError,
    did_you_mean,
    one_problem,
    path_text,
    shown,
)
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.data import as_data, native
from paradiplomacy.scenarios.typed.schema import fields, groups, keys, lists

PART = re.compile(r'(?:"(?P<quoted>[^"]*)"|\[(?P<index>[0-9]{1,6})\]|(?P<bare>[^."\[\]]+))(?P<dot>\.(?=.)|$|(?=\[))')
ASSIGNMENT = re.compile(r'(?P<path>(?:[^"=]|"[^"]*")+)=(?P<value>.*)', re.DOTALL)
LONGEST_VALUE, MOST_MARKS = 10_000, 100  # ``tomllib`` takes quadratic time on values with very many brackets or dots

type Part = str | int
type Table = dict[str, object]


class _LostError(Exception):
    """A path that leads nowhere: what is wrong, and what is expected."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong, right)
        self.wrong, self.right = wrong, right


def change(scenario: Scenario, path: str, value: object) -> Scenario:
    """Return the scenario with one value changed; the given scenario is not modified.

    Args:
        scenario: The scenario to start from.
        path: ``months``, ``politics.election_interval``, ``issues.climate.need``,
            ``parties.centre.position.climate``, ``actors.Paris.trust``, ``events."Name of it".date`` or
            ``events[0].date``. ``events."Name of it"`` with a table of keys adds an event, or replaces the one of that
            name; with an empty table it removes that event. Changing an actor that the scenario does not mention adds
            an entry; an entry without values is removed.
        value: The new value; None removes an optional value.

    Raises:
        ScenarioError: The path leads nowhere, or the result is wrong.
    """
    return apply(scenario, {path: value})


def apply(scenario: Scenario, changes: Mapping[str, object]) -> Scenario:
    """Return the scenario with several values changed, in order, checked once at the end.

    Raises:
        ScenarioError: With every path that leads nowhere, or else with every problem of the result.
    """
    # Changed as plain data and checked once at the end: two changes may fit only together, and the path of a change is
    # the path of the problem that it causes.
    raw = as_data(scenario)
    problems = []
    for path, value in changes.items():
        try:
            _set(raw, _parts(path), native(value))
        except _LostError as error:
            problems.append(Problem("", path, shown(value), error.wrong, error.right))
    if problems:
        raise ScenarioError(problems)
    # An entry without values is an error in a file; here it is what remains after the last value has been removed.
    raw["actors"] = [actor for actor in _tables(raw, "actors") if _has_values(actor)]
    # The story goes without what is about an event that has been removed: it would be untrue.
    happen = {None, *(event["name"] for event in _tables(raw, "events"))}
    raw["stops"] = [stop for stop in _tables(raw, "stops") if stop.get("event") in happen]
    return check(raw)


def _has_values(actor: Table) -> bool:
    return any(value not in (None, {}) for key, value in actor.items() if key != "who")


def value_at(scenario: Scenario, path: str) -> object:
    """Return the value at a path; None where the scenario does not have it.

    Raises:
        ScenarioError: The text is not a path.
    """
    parts = parts_of(path)
    holder: object = as_data(scenario)
    for at, part in enumerate(parts):
        if isinstance(holder, list):
            label = lists(Scenario)[str(parts[0])].about.label if at == 1 else ""
            holder = next((entry for index, entry in enumerate(holder) if part in (index, entry[label])), None)
        else:
            holder = holder.get(part) if isinstance(holder, dict) else None
    return holder


def parse_assignment(text: str) -> tuple[str, object]:
    """Return path and value of ``path=value``, where the value is TOML, and text where it is not TOML.

    Raises:
        ScenarioError: There is no ``=``, or nothing before it.
    """
    match = ASSIGNMENT.fullmatch(text)
    if match is None or not match["path"].strip():
        right = "expected path=value, such as response.attention=0.5"
        raise one_problem("", f"{shown(text)} is not an assignment", right)
    return match["path"].strip(), _value(match["value"].strip())


def _value(text: str) -> object:
    """Return the value of a TOML text, or the text itself."""
    if len(text) > LONGEST_VALUE or sum(map(text.count, "[{.")) > MOST_MARKS:
        return text
    try:
        # TOML first, text otherwise, so that a word needs no quotes inside those of the shell.
        found = tomllib.loads(f"value = {text}")
    except ValueError:
        return text
    # A value with a line break could add further keys; it is then taken as text.
    return found["value"] if list(found) == ["value"] else text


def parts_of(path: str) -> list[Part]:
    """Return the parts of a path.

    Raises:
        ScenarioError: The text is not a path.
    """
    try:
        return _parts(path)
    except _LostError as error:
        raise one_problem("", error.wrong, error.right, path=path) from error


def _parts(path: str) -> list[Part]:
    parts: list[Part] = []
    at = 0
    while at < len(path):
        match = PART.match(path, at)
        if match is None:
            right = 'expected names joined by dots, such as issues.climate.need or events."A name".date'
            raise _LostError("not a path", right)
        index, quoted = match["index"], match["quoted"]
        parts.append(int(index) if index else quoted if quoted is not None else match["bare"].strip())
        at = match.end()
    if not parts:
        raise _LostError("not a path", "expected a path such as response.attention")
    return parts


def _set(raw: Table, parts: list[Part], value: object) -> None:
    """Change a value in place; unknown keys of a table are left to the check."""
    key, *rest = parts
    # The scenario is whole at this point; what it once extended has been merged into it.
    if key == "extends":
        raise _LostError("cannot be changed", "only a file extends another one")
    if not isinstance(key, str) or key not in keys(Scenario):
        raise _LostError("unknown key", _suggestion(parts))
    if key == "events" and len(rest) == 1 and isinstance(rest[0], str) and isinstance(value, (Mapping, NoneType)):
        _put_event(raw, rest[0], value)
    elif key in lists(Scenario):
        if len(rest) < 2:
            raise _LostError("a list of tables", f"expected {_example(raw, key)}")
        _put(_entry(raw, key, rest[0]), rest[1:], value)
    elif key in groups(Scenario):
        if not rest:
            first = next(iter(fields(groups(Scenario)[key])))
            raise _LostError("a group", f"expected one of its keys, such as {key}.{first}")
        _put(_table(raw, key), rest, value)
    else:
        _put(raw, parts, value)


def _table(raw: Table, key: str) -> Table:
    found = raw[key]
    assert isinstance(found, dict)
    return found


def _tables(raw: Table, key: str) -> list[Table]:
    found = raw[key]
    assert isinstance(found, list)
    return found


def _suggestion(parts: list[Part]) -> str:
    """Suggest a path for an unknown first part: that of a key given without its group, or of a misspelt key."""
    first = str(parts[0])
    homes = [group for group, owner in groups(Scenario).items() if first in fields(owner)]
    if len(parts) == 1 and len(homes) == 1:
        return f"did you mean {homes[0]}.{first}?"
    return did_you_mean(first, keys(Scenario))


def _put_event(raw: Table, name: str, value: Mapping[str, object] | None) -> None:
    """Add an event, replace the event of its name, or remove it where the value is empty."""
    events = _tables(raw, "events")
    found = [at for at, event in enumerate(events) if event["name"] == name]
    if len(found) > 1:
        raise _LostError(f"{len(found)} events have this name", "expected its number, such as events[0].date")
    if not value:
        if not found:
            raise _LostError(f"unknown event {shown(name)}", "expected the name of an event to remove")
        del events[found[0]]
    elif found:
        events[found[0]] = {**value, "name": name}
    else:
        events.append({**value, "name": name})


def _entry(raw: Table, key: str, which: Part) -> Table:
    """Return the entry of a list of tables that a name or a number means; a new one for an actor not mentioned yet."""
    entries, label = _tables(raw, key), lists(Scenario)[key].about.label
    if isinstance(which, int):
        if which >= len(entries):
            raise _LostError(f"there are {len(entries)} {key}", f"expected {key}[0] and so on")
        return entries[which]
    found = [index for index, entry in enumerate(entries) if entry[label] == which]
    if len(found) > 1:
        numbers = ", ".join(path_text((key, index)) for index in found)
        raise _LostError(f"{len(found)} {key} have this name", f"expected one of {numbers}")
    # Every actor of the world exists without being mentioned; issues, clubs and events exist by their entry only.
    if not found and key == "actors":
        entries.append({label: which})
        return entries[-1]
    if not found:
        near = did_you_mean(which, [str(entry[label]) for entry in entries])
        raise _LostError(f"{shown(which)} is not one of the {key}", near or f"the scenario has no {key}")
    return entries[found[0]]


def _put(holder: Table, parts: list[Part], value: object) -> None:
    """Put a value under a key, or under a key of a table under a key."""
    names = [part for part in parts if isinstance(part, str)]
    if names != parts or len(names) > 2:
        raise _LostError("leads nowhere", "expected the key of a value")
    key, *rest = names
    if not rest:
        holder[key] = value
        return
    table = holder.get(key)
    if table is None:
        table = holder[key] = {}
    if not isinstance(table, dict):
        raise _LostError(f"{key} has no keys", f"expected a path that ends with {key}")
    if value is None:
        table.pop(rest[0], None)
    else:
        table[rest[0]] = value


def _example(raw: Table, key: str) -> str:
    listed = lists(Scenario)[key]
    name = next((str(entry[listed.about.label]) for entry in _tables(raw, key)), "NAME")
    value = next(field for field in fields(listed.entry) if field != listed.about.label)
    return path_text((key, name, value))
