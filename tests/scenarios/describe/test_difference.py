"""The difference of two scenarios: every difference is reported, and nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from paradiplomacy.scenarios.describe import difference
from paradiplomacy.scenarios.describe.words import value_text
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import SchemaField, fields, groups, lists

BASE = read.read("c40-paris")
EVERY = [(group, field) for group, owner in groups(Scenario).items() for field in fields(owner).values()]


def between(one: Scenario, other: Scenario) -> str:
    """The difference, in one line."""
    return " ".join(difference.difference(one, other).split())


def another(field: SchemaField, value: Any) -> Any:
    """Another value of a field."""
    if field.kind is bool:
        return not value
    if field.about.choices:
        return next(choice for choice in (*field.about.choices, "other") if choice != value)
    if field.kind in (int, float):
        return value + 1 if field.kind is int else value + 0.125
    return (*value, "FRA:corse") if field.kind is tuple else f"{value}-other"


@pytest.mark.parametrize("name", read.names())
def test_a_scenario_does_not_differ_from_itself_whatever_it_is_called(name: str) -> None:
    scenario = read.read(name)
    assert between(scenario, scenario) == f"{name} and {name}: no difference"
    assert between(scenario, replace(scenario, name="other", extends="x")).endswith("no difference")


def test_there_are_parameters_to_change() -> None:
    assert len(EVERY) > 100


@pytest.mark.parametrize(("group", "field"), EVERY, ids=[f"{group}.{field.name}" for group, field in EVERY])
def test_a_changed_parameter_is_reported_with_both_values_unit_and_description(group: str, field: SchemaField) -> None:
    before = getattr(getattr(BASE, group), field.name)
    after = another(field, before)
    text = between(BASE, replace(BASE, **{group: getattr(BASE, group)._replace(**{field.name: after})}))
    unit = "" if field.about.unit in ("1", "word", "share") else f" {field.about.unit}"
    assert f"{field.name}: {value_text(before)} -> {value_text(after)}{unit} ({field.about.about})" in text
    assert text.count("->") == 1
    assert f"[{group}] " in text


@pytest.mark.parametrize("key", ["title", "question", "start", "months"])
def test_changes_of_title_question_and_time_are_reported(key: str) -> None:
    other = {"title": "Other", "question": "Why?", "start": "2016-01", "months": 71}[key]
    text = between(BASE, replace(BASE, **{key: other}))
    assert f"{key}: " in text
    assert f"-> {other}" in text
    assert ("last month: 2020-12 -> " in text) == (key in ("start", "months"))


@pytest.mark.parametrize("key", list(lists(Scenario)))
def test_entries_added_removed_or_moved_are_reported(key: str) -> None:
    base = read.read_text(
        'extends = "c40-paris"\ntitle = "a"\n[[actors]]\nwho = "FRA"\ntrust = 0.5\n[[actors]]\nwho = "NOR"\ntrust = 0.6\n'
        '[[comparisons]]\nname = "b"\none = "ESP"\nothers = ["FRA"]\n'
        '[[comparisons]]\nname = "a"\none = "FRA"\nothers = ["ESP", "PRT"]\n'
        '[[expectations]]\nname = "b"\nmeasure = "signed"\nchanges = ["months=3"]\n'
        '[[expectations]]\nname = "a"\nmeasure = "statutes"\nagainst = "baseline"\n'
        '[[stops]]\nname = "b"\ndate = "2016-01"\nsays = "{signed} sign."\nnumber = "signed"\n'
        '[[stops]]\nname = "a"\ndate = "2016-01"\nsays = "{signed} sign."\nnumber = "signed"\n'
    )
    entries = getattr(base, key)
    assert len(entries) >= 2
    less = replace(base, **{key: entries[:-1]})
    label = getattr(entries[-1], lists(Scenario)[key].about.label)
    assert f"removed: {label}" in between(base, less)
    assert f"added: {label}" in between(less, base)
    assert between(base, less).count(": ") >= 1
    assert "in another order" in between(base, replace(base, **{key: entries[::-1]}))


EDITS = {
    'issues.climate.need=0.6': "changed: climate: need 0.55 -> 0.6",
    'parties.centre.position.climate=0.2': "changed: centre: position climate 0.05 -> 0.2",
    'events[0].meetings=9': "changed: Climate Summit for Local Leaders: meetings 4 -> 9 negotiations",
    'events[0].issues=["trade", "climate"]': "issues climate -> trade, climate",
    'actors.FRA.position.climate=0.4': "added: FRA: position climate 0.4",
    'world.primacy=3': "primacy: 2.2 -> 3 (ratio of first to second city of a synthetic nation)",
    'rules.protocol="ultimatum"': "protocol: nash -> ultimatum",
    'sources=["x"]': "source added: x source removed: C40 Cities",
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_is_described_in_plain_english(edit: str) -> None:
    other = change.apply(BASE, dict([change.parse_assignment(edit)]))
    assert EDITS[edit] in between(BASE, other)
    assert between(other, BASE) != between(BASE, other)


def test_two_events_of_the_same_name_are_distinguished() -> None:
    events = (*BASE.events, replace(BASE.events[0], date="2016-12"))
    text = between(BASE, replace(BASE, events=events))
    assert (
        "added: Climate Summit for Local Leaders in 2016-12 (summit): Participants: c40 (host: Paris) on climate"
        in text
    )
    assert "removed" not in text
    assert "Climate Summit for Local Leaders (2): meetings 4 -> 5" in between(
        replace(BASE, events=events),
        replace(BASE, events=(*events[:-1], replace(events[-1], meetings=5))),
    )


def test_the_lines_fit_a_screen(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extends = "c40-paris"\ntitle = "a"\nquestion = "' + "very long " * 40 + '?"\n')
    text = difference.difference(read.read("synthetic"), read.read(tmp_path / "a.toml"))
    assert max(map(len, text.splitlines())) <= 100
