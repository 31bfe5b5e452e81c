"""What differs between two scenarios, in words: values with their units, and what is added, removed or changed."""

import textwrap
from collections.abc import Iterator
from typing import Any

from paradiplomacy.scenarios.describe.words import club_words, event_words, last_month, value_text
from paradiplomacy.scenarios.format.scenario import Club, Happening, Scenario
from paradiplomacy.scenarios.format.schema import LABELS, SchemaField, fields, groups, lists

WIDTH = 100
NO_DIFFERENCE = "no difference"
LISTS = {
    "issues": "Issues",
    "parties": "Parties",
    "actors": "What is known better than the facts",
    "clubs": "Clubs and treaties",
    "events": "Events",
    "comparisons": "Sizes compared",
    "expectations": "What is expected",
}


def difference(one: Scenario, other: Scenario) -> str:
    """What the second scenario says otherwise than the first; their names do not count.

    Args:
        one: The scenario that is compared with.
        other: The scenario that is compared.
    """
    sections = [
        ("Title and time", list(_head(one, other))),
        *((_title(key), list(_group(one, other, key))) for key in groups()),
        *((title, list(_list(one, other, key))) for key, title in LISTS.items()),
    ]
    told = [_section(title, lines) for title, lines in sections if lines]
    if not told:
        return f"{one.name} and {other.name}: {NO_DIFFERENCE}\n"
    return "\n\n".join([f"From {one.name} to {other.name}", *told]) + "\n"


def _section(title: str, lines: list[str]) -> str:
    wrapped = [textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="      ") for line in lines]
    return "\n".join([title, "-" * len(title), *wrapped])


def _title(key: str) -> str:
    about = (groups()[key].__doc__ or "").partition("\n")[0].rstrip(".")
    return f"[{key}] {about}"


def _head(one: Scenario, other: Scenario) -> Iterator[str]:
    """Title, question, start and months; and what was added to the sources or left out."""
    for name, field in fields(Scenario).items():
        if name not in ("name", "extends", "sources"):
            yield from _change(name, field, getattr(one, name), getattr(other, name))
    if last_month(one) != last_month(other):
        yield f"last month: {last_month(one)} -> {last_month(other)}"
    yield from (f"source added: {source}" for source in other.sources if source not in one.sources)
    yield from (f"source removed: {source}" for source in one.sources if source not in other.sources)
    if one.sources != other.sources and set(one.sources) == set(other.sources):
        yield "sources: the same in another order or number"


def _group(one: Scenario, other: Scenario, key: str) -> Iterator[str]:
    for name, field in fields(groups()[key]).items():
        yield from _change(name, field, getattr(getattr(one, key), name), getattr(getattr(other, key), name))


def _change(name: str, field: SchemaField, before: Any, after: Any) -> Iterator[str]:
    """A value that differs: both values, the unit, and what it is about."""
    if before != after:
        yield f"{name}: {_between(field, before, after)} ({field.about.about})"


def _between(field: SchemaField, before: Any, after: Any) -> str:
    """Both values with their unit; of a table only what differs."""
    if field.kind is dict and isinstance(before, dict) and isinstance(after, dict):
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        return "; ".join(f"{key} {value_text(before.get(key))} -> {value_text(after.get(key))}" for key in keys)
    unit = field.about.unit if field.about.unit not in ("1", "word", "text", "share", "who", "YYYY-MM") else ""
    return f"{_value(before)} -> {_value(after)} {unit}".rstrip()


def _value(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) and " " in value else value_text(value) or '""'


def _list(one: Scenario, other: Scenario, key: str) -> Iterator[str]:
    """Entries that are in one of the scenarios only, and what changed about those in both."""
    before, after = (_named(getattr(scenario, key), key) for scenario in (one, other))
    yield from (f"removed: {_entry(entry)}" for name, entry in before.items() if name not in after)
    yield from (f"added: {_entry(entry)}" for name, entry in after.items() if name not in before)
    owned = fields(lists()[key])
    for name, entry in after.items():
        old = before.get(name)
        if old is not None and old != entry:
            changed = [
                f"{each} {_between(field, getattr(old, each), getattr(entry, each))}"
                for each, field in owned.items()
                if getattr(old, each) != getattr(entry, each)
            ]
            yield f"changed: {_called(name)}: {'; '.join(changed)}"
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield "in another order"


def _named(entries: Any, key: str) -> dict[tuple[str, int], Any]:
    """Entries by their label, and by how many with this label came before."""
    found: dict[tuple[str, int], Any] = {}
    for entry in entries:
        label, number = getattr(entry, LABELS[key]), 0
        while (label, number) in found:
            number += 1
        found[label, number] = entry
    return found


def _called(name: tuple[str, int]) -> str:
    return name[0] + (f" ({name[1] + 1})" if name[1] else "")


def _entry(entry: Any) -> str:
    """An entry in words: an event as a sentence, anything else by what it says beyond its label."""
    if isinstance(entry, Happening):
        return f"{entry.name} in {entry.date} ({entry.kind}): {event_words(entry)}"
    if isinstance(entry, Club):
        return f"{entry.name} ({entry.kind}), founded {entry.founded}: {club_words(entry)}"
    label, *rest = entry._fields
    says = [f"{name} {value_text(getattr(entry, name))}" for name in rest if getattr(entry, name) not in (None, {})]
    return f"{getattr(entry, label)}: {', '.join(says)}"
