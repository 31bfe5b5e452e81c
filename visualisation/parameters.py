"""The parameters that a visitor can change, read off the schema of scenarios: groups, units, ranges, descriptions."""

from collections.abc import Iterable
from functools import cache
from typing import TypedDict

from paradiplomacy.agents.issues import Issue
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import SchemaField, fields, groups
from paradiplomacy.scenarios.typed.toml import value_toml

SIMPLE = (int, float, bool, str)
BY_ISSUE = ("identity_charge", "local", "national", "need", "salience", "position", "divergence", "consent")
UNITS_NOT_SHOWN = ("1", "word", "share", "yes or no")
INFINITE = 1e300
"""Bounds of this size stand for no bound in the schema."""

type Row = tuple[str, SchemaField, object, object]
"""Path, field, value, value without the visitor's changes."""


class Control(TypedDict):
    """One parameter as data for the page."""

    path: str
    name: str
    kind: str
    value: object
    before: object
    low: float | None
    high: float | None
    unit: str
    clock: str
    choices: list[str]
    about: str
    source: str


class Group(TypedDict):
    """A group of parameters as data for the page."""

    name: str
    about: str
    fields: list[Control]


class Choice(TypedDict):
    """A scenario of the library as data for the page."""

    name: str
    title: str
    question: str
    sources: list[str]
    start: str
    months: int


def controls_of(scenario: Scenario, plain: Scenario) -> list[Group]:
    """Return the parameters by group.

    Args:
        scenario: The scenario that is played.
        plain: The same without the visitor's changes.

    Returns:
        The groups in the order of the schema, then one for each issue.
    """
    # The horizon is not a group of the schema, but visitors change it more often than anything else.
    found = [_group("time", "Duration", [("months", fields(Scenario)["months"], scenario.months, plain.months)])]
    for key, owner in groups(Scenario).items():
        now, before = getattr(scenario, key), getattr(plain, key)
        rows = (
            (f"{key}.{name}", each, getattr(now, name), getattr(before, name)) for name, each in fields(owner).items()
        )
        found.append(_group(key, _about(owner), rows))
    of_issue = fields(Issue)
    for issue, before in zip(scenario.issues, plain.issues, strict=True):
        rows = (
            (f"issues.{issue.name}.{name}", of_issue[name], getattr(issue, name), getattr(before, name))
            for name in BY_ISSUE
        )
        found.append(_group(f"issue: {issue.name}", f"Parameters of {issue.name}", rows))
    return found


def paths_of(scenario: Scenario) -> list[dict[str, str]]:
    """Return the path, description and value of each parameter; the value as a line of changes writes it."""
    return [
        {"path": each["path"], "about": each["about"], "value": value_toml(each["value"])}
        for group in controls_of(scenario, scenario)
        for each in group["fields"]
    ]


@cache
def scenarios_of_library() -> list[Choice]:
    """Return the scenarios of the library with their questions and sources."""
    return [
        Choice(
            name=each.name,
            title=each.title,
            question=each.question,
            sources=list(each.sources),
            start=each.start,
            months=each.months,
        )
        for each in map(read.read, read.names())
    ]


def _about(owner: type) -> str:
    return (owner.__doc__ or "").partition("\n")[0].rstrip(".")


def _group(name: str, about: str, rows: Iterable[Row]) -> Group:
    return Group(name=name, about=about, fields=[_control(row) for row in rows if _adjustable(row[1])])


def _adjustable(field: SchemaField) -> bool:
    """Return whether the page has a control for a field: numbers, switches, and words from a list."""
    return field.kind in SIMPLE and (field.kind is not str or bool(field.about.choices))


def _control(row: Row) -> Control:
    path, field, now, before = row
    about = field.about
    return Control(
        path=path,
        name=field.name.replace("_", " "),
        kind=field.kind.__name__,
        value=now,
        before=before,
        low=about.low if abs(about.low) < INFINITE else None,
        high=about.high if abs(about.high) < INFINITE else None,
        unit="" if about.unit in UNITS_NOT_SHOWN else about.unit,
        clock={"constant": "", "start": "at the start"}.get(about.clock, f"per {about.clock}"),
        choices=list(about.choices),
        about=about.about,
        source=about.source,
    )
