"""Names: those that a scenario gives, each once, and those that it uses, each of something that exists.

The unit of a field says what it names: ``issues``, ``party``, ``club``, ``who`` (cities, nations and groups) or
``actor`` (one city or nation). A new field, of a new kind of event for example, is therefore checked without a line here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from paradiplomacy.scenarios.format.consistency.entries import entries, labels
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, shown
from paradiplomacy.scenarios.format.scenario import Override, Scenario
from paradiplomacy.scenarios.names import directory
from paradiplomacy.scenarios.names.directory import Directory
from paradiplomacy.scenarios.own_data.names import directory_of
from paradiplomacy.scenarios.typed.schema import SchemaField, fields_of, lists

NAME = re.compile(r"[\w-]{1,40}")
LIST_OF_UNIT = MappingProxyType({"issues": "issues", "party": "parties", "club": "clubs", "event": "events"})
WORD_OF_UNIT = MappingProxyType({"issues": "issue", "party": "party", "club": "club", "event": "event"})


class Use(NamedTuple):
    """A name that a field uses: where, which name, and the unit and level that say what it has to be."""

    path: Path
    text: str
    unit: str
    level: str


def check_names(scenario: Scenario, report: Report) -> None:
    """Note names given twice or in a wrong form, and names of what does not exist."""
    for key in ("issues", "parties"):
        _given(scenario, key, report)
    _regions(scenario, report)
    facts = names_in(scenario, report)
    known = {unit: labels(scenario, key, report) for unit, key in LIST_OF_UNIT.items()}
    for key in lists(Scenario):
        for path, entry in entries(getattr(scenario, key), key, report):
            seen: set[tuple[Path, str]] = set()
            for use in _uses(entry, path):
                if not report.wrong(use.path):
                    _exists(use, scenario, known, facts, report)
                    _twice(use, seen, facts, report)
    _once(scenario, facts, report)
    for path, actor in entries(scenario.actors, "actors", report):
        _override(actor, path, report)


def _given(scenario: Scenario, key: str, report: Report) -> None:
    """Check the names of the entries of a list."""
    label, listed = lists(Scenario)[key].about.label, getattr(scenario, key)
    if not listed and not report.wrong((key,)):
        report.add((key,), None, f"no {key}", f'expected at least one [[{key}]]; extends = "baseline" provides some')
    seen: Counter[str] = Counter()
    for path, entry in entries(listed, key, report):
        name, where = getattr(entry, label), (*path, label)
        if report.wrong(where):
            continue
        seen[name] += 1
        if seen[name] > 1:
            report.add(where, name, f"duplicate name {shown(name)}", f"expected each of the {key} once")
        elif not NAME.fullmatch(name):
            wrong, right = f"{shown(name)} is not a valid name", "expected at most 40 letters, digits, _ or -"
            report.add(where, name, wrong, right)


def _regions(scenario: Scenario, report: Report) -> None:
    if scenario.world.kind != "facts" or report.wrong(("world", "kind"), ("world", "regions")):
        return
    regions = directory.directory().regions
    for index, region in enumerate(scenario.world.regions):
        if region not in regions:
            right = did_you_mean(region, sorted(regions), names=True)
            report.add(("world", "regions", index), region, f"unknown region {shown(region)}", right)


def _uses(entry: object, path: Path) -> Iterator[Use]:
    """Yield every name that an entry uses."""
    for name, field in fields_of(entry).items():
        value = getattr(entry, name)
        for key, text in _texts(value, field):
            unit = "issues" if field.kind is dict else field.about.unit
            yield Use((*path, name, *key), text, unit, field.about.level)


def _texts(value: object, field: SchemaField) -> list[tuple[Path, str]]:
    """Return the names in a value, each with its path inside the value: the keys of a table by issue, items of a list."""
    if isinstance(value, str):
        return [((), value)]
    if isinstance(value, dict):
        return [((name,), name) for name in value]
    if isinstance(value, tuple) and field.item is str:
        return [((index,), text) for index, text in enumerate(value)]
    return []


def names_in(scenario: Scenario, report: Report) -> Directory:
    """Return the names of the actors of a scenario; those of the facts where its own tables are wrong."""
    return directory.directory() if report.wrong(("world",)) else directory_of(scenario.world)


def _exists(
    use: Use, scenario: Scenario, known: Mapping[str, list[str] | None], facts: Directory, report: Report
) -> None:
    if use.unit in ("who", "actor"):
        _selects(use, scenario, facts, report)
    elif use.unit in LIST_OF_UNIT:
        key, names = LIST_OF_UNIT[use.unit], known[use.unit]
        if names is None and (getattr(scenario, key) or report.wrong((key,))):
            return  # something is wrong with that list: it is not known which names exist
        if use.text not in (names or ()):
            right = did_you_mean(use.text, names) if names else f"the scenario has no [[{key}]]"
            report.add(use.path, use.text, f"unknown {WORD_OF_UNIT[use.unit]} {shown(use.text)}", right)


def _twice(use: Use, seen: set[tuple[Path, str]], known: Directory, report: Report) -> None:
    """Refuse a name that a list gives twice: one of the two was meant to be another."""
    name = directory.identity(use.text, known) if use.unit in ("who", "actor") else use.text
    within = (use.path[:-1], name)
    if within in seen and isinstance(use.path[-1], int) and not report.wrong(use.path):
        report.add(use.path, use.text, f"{shown(use.text)} is given twice", "expected each name once")
    seen.add(within)


def _selects(use: Use, scenario: Scenario, facts: Directory, report: Report) -> None:
    """Check that a selector means actors of this world."""
    # Who is in a user's own tables is not known before those are right.
    if report.wrong(("world", "kind"), ("world", "cities"), ("world", "nations")):
        return
    regions = directory.directory().regions if report.wrong(("world", "regions")) else scenario.world.regions
    fault = directory.fault(
        use.text,
        drawn=scenario.world.kind == "synthetic",
        nations_only=use.level == "nation",
        one=use.unit == "actor",
        regions=regions,
        known=facts,
    )
    if fault is not None:
        report.add(use.path, use.text, f"{shown(use.text)}: {fault[0]}", fault[1])


def _once(scenario: Scenario, facts: Directory, report: Report) -> None:
    """Check that each actor or group has one entry: of two, the later would silently replace values of the earlier."""
    seen: dict[str, str] = {}
    for path, actor in entries(scenario.actors, "actors", report):
        where = (*path, "who")
        if report.wrong(where):
            continue
        # A city may be named in one entry, and given by its id in the other.
        key = directory.identity(actor.who, facts)
        if key in seen:
            also = f", which is {shown(seen[key])}" if seen[key] != actor.who else ""
            wrong = f"second entry for {shown(actor.who)}{also}"
            report.add(where, actor.who, wrong, "expected one entry for each actor or group")
        seen.setdefault(key, actor.who)


def _override(actor: Override, path: Path, report: Report) -> None:
    """Check that an override has a value, and none of an attribute that its actors do not have."""
    given = [field for name, field in fields_of(actor).items() if name != "who" and getattr(actor, name) is not None]
    if not given and not report.wrong(path):
        report.add(path, None, "an entry without values", "expected a value such as trust = 0.6")
    level = directory.level_of(actor.who)
    if report.wrong((*path, "who")) or level == "both":
        return
    for field in given:
        if field.about.level not in ("both", level):
            right = f"only {'cities' if field.about.level == 'city' else 'nations'} have {field.name}"
            report.add((*path, field.name), actor.who, f"{shown(actor.who)} has no {field.name}", right)
