"""The difference between two scenarios: changed values with their units, and entries added, removed or changed."""

import textwrap
from collections.abc import Iterator, Sequence

from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.scenarios.describe.words import club_words, last_month, value_text
from paradiplomacy.scenarios.format.scenario import Club, Scenario
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.schema import SchemaField, fields, fields_of, groups, lists

WIDTH = 100
NO_DIFFERENCE = "no difference"
WITHOUT_UNIT = ("1", "word", "text", "share", "who", "actor", "party", "club", "YYYY-MM")
LISTS = {
    "issues": "Issues",
    "parties": "Parties",
    "actors": "Attributes of actors",
    "clubs": "Clubs and treaties",
    "events": "Events",
    "comparisons": "Comparisons of GDP",
    "expectations": "Expectations",
    "stops": "Stops of the story",
}


def difference(one: Scenario, other: Scenario) -> str:
    """Describe how the second scenario differs from the first; their names are ignored.

    Args:
        one: The first scenario.
        other: The second scenario.
    """
    sections = [
        ("Title and time", list(_head(one, other))),
        *((_title(key), list(_group(one, other, key))) for key in groups(Scenario)),
        *((title, list(_list(one, other, key))) for key, title in LISTS.items()),
    ]
    parts = [_section(title, lines) for title, lines in sections if lines]
    if not parts:
        return f"{one.name} and {other.name}: {NO_DIFFERENCE}\n"
    return "\n\n".join([f"From {one.name} to {other.name}", *parts]) + "\n"


def _section(title: str, lines: list[str]) -> str:
    wrapped = [textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="      ") for line in lines]
    return "\n".join([title, "-" * len(title), *wrapped])


def _title(key: str) -> str:
    about = (groups(Scenario)[key].__doc__ or "").partition("\n")[0].rstrip(".")
    return f"[{key}] {about}"


def _head(one: Scenario, other: Scenario) -> Iterator[str]:
    """Yield changes of title, question, start and months, and sources added or removed."""
    for name, field in fields(Scenario).items():
        # Where a scenario comes from says nothing about its content: one written out in full equals one that extends.
        if name not in ("name", "extends", "sources"):
            yield from _change(name, field, getattr(one, name), getattr(other, name))
    if last_month(one) != last_month(other):
        yield f"last month: {last_month(one)} -> {last_month(other)}"
    yield from (f"source added: {source}" for source in other.sources if source not in one.sources)
    yield from (f"source removed: {source}" for source in one.sources if source not in other.sources)
    if one.sources != other.sources and set(one.sources) == set(other.sources):
        yield "sources: in another order or number"


def _group(one: Scenario, other: Scenario, key: str) -> Iterator[str]:
    for name, field in fields(groups(Scenario)[key]).items():
        yield from _change(name, field, getattr(getattr(one, key), name), getattr(getattr(other, key), name))


def _change(name: str, field: SchemaField, before: object, after: object) -> Iterator[str]:
    """Yield a value that differs: both values, the unit, and the description."""
    if before != after:
        yield f"{name}: {_between(field, before, after)} ({field.about.about})"


def _between(field: SchemaField, before: object, after: object) -> str:
    """Return both values with their unit; of a table only the keys that differ."""
    if field.kind is dict and isinstance(before, dict) and isinstance(after, dict):
        # Merged dicts instead of a set of keys, because they preserve the order of the file.
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        return "; ".join(f"{key} {value_text(before.get(key))} -> {value_text(after.get(key))}" for key in keys)
    unit = "" if field.about.unit in WITHOUT_UNIT else field.about.unit
    return f"{_value(before)} -> {_value(after)} {unit}".rstrip()


def _value(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) and " " in value else value_text(value) or '""'


def _list(one: Scenario, other: Scenario, key: str) -> Iterator[str]:
    """Yield entries that only one of the scenarios has, and changes of those that both have."""
    before, after = (_named(getattr(scenario, key), key) for scenario in (one, other))
    yield from (f"removed: {_entry(entry, key)}" for name, entry in before.items() if name not in after)
    yield from (f"added: {_entry(entry, key)}" for name, entry in after.items() if name not in before)
    for name, entry in after.items():
        if name in before and before[name] != entry:
            yield f"changed: {_called(name)}: {_changed(before[name], entry, key)}"
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield "in another order"


def _changed(before: object, after: object, key: str) -> str:
    """Describe what changed about an entry; an entry of another kind is described as a whole."""
    if type(before) is not type(after):
        return f"now {_entry(after, key)}"
    changes = [
        f"{name} {_between(field, getattr(before, name), getattr(after, name))}"
        for name, field in fields_of(after).items()
        if getattr(before, name) != getattr(after, name)
    ]
    return "; ".join(changes)


def _named(entries: Sequence[object], key: str) -> dict[tuple[str, int], object]:
    """Return entries by their label and the number of earlier entries with that label."""
    found: dict[tuple[str, int], object] = {}
    for entry in entries:
        label, number = getattr(entry, lists(Scenario)[key].about.label), 0
        while (label, number) in found:
            number += 1
        # Actors and events may share a label; counted, the second Paris is compared with the second Paris.
        found[label, number] = entry
    return found


def _called(name: tuple[str, int]) -> str:
    return name[0] + (f" ({name[1] + 1})" if name[1] else "")


def _entry(entry: object, key: str) -> str:
    """Describe an entry: events and clubs in their words, any other by its values."""
    if isinstance(entry, DatedEvent):
        return f"{entry.name} in {entry.date} ({entry.kind}): {entry.words()}"
    if isinstance(entry, Club):
        return f"{entry.name} ({entry.kind}), founded {entry.founded}: {club_words(entry)}"
    label = lists(Scenario)[key].about.label
    values = [f"{name} {value_text(value)}" for name, value in as_data(entry).items() if name != label and value != {}]
    return f"{getattr(entry, label)}: {', '.join(values)}"
