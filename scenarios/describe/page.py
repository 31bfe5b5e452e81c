"""A scenario as a page of text, as the program understands it, and the table of all parameters."""

import math
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from paradiplomacy.agents.issues import Issue
from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.scenarios.describe.words import club_words, expectation_words, last_month, value_text
from paradiplomacy.scenarios.format.read import names, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.schema import REQUIRED, SchemaField, all_types, fields, groups
from paradiplomacy.scenarios.world.sizes import measured

WIDTH = 100

KINDS_OF_WORLD = {
    "facts": "real cities and nations (scenarios/facts)",
    "synthetic": "synthetic cities and nations",
    "own": "cities and nations of your own tables",
}


class Row(NamedTuple):
    """One line of the table of parameters; a missing range or default is empty."""

    group: str
    name: str
    default: str
    low: str
    high: str
    unit: str
    clock: str
    level: str
    source: str
    about: str


def parameter_table() -> list[Row]:
    """Return every field of the schema: the scenario's own, then those of each group and each type of entry."""
    owners = {"scenario": Scenario, **all_types(Scenario)}
    return [_row(group, field) for group, owner in owners.items() for field in fields(owner).values()]


def listing() -> str:
    """Return name, title and question of each scenario of the library."""
    scenarios = [read(name) for name in names()]
    wide = max(len(scenario.name) for scenario in scenarios)
    return "\n".join(
        f"{scenario.name:{wide}}  {scenario.title}\n{_wrapped(scenario.question, wide + 2)}" for scenario in scenarios
    )


def describe(scenario: Scenario) -> str:
    """Describe a whole scenario, with units, ranges and sources; ``*`` marks values that differ from the default."""
    parts = [
        _head(scenario),
        _section("Rules", list(_rules(scenario))),
        *(_section(_title(key), list(_group(scenario, key))) for key in groups(Scenario) if key != "rules"),
        _section("Issues", _table(list(_issue_rows(scenario)))),
        _section("Parties, by position relative to the nation's public", list(_parties(scenario))),
        _section("Attributes of actors that replace facts or defaults", list(_actors(scenario))),
        _section("Clubs and treaties", list(_clubs(scenario))),
        _section("Dated events", list(_events(scenario))),
        _section("Comparisons of GDP: US$ billion at market rates of the year", list(_sizes(scenario))),
        _section("Expectations that runs can falsify", list(_expectations(scenario))),
        _section("Stops of the story", list(_stops(scenario))),
        _section("Sources", [f"  - {source}" for source in scenario.sources]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(group: str, field: SchemaField) -> Row:
    about = field.about
    default = "" if field.default is REQUIRED or field.default is None else value_text(field.default)
    low, high = (value_text(float(bound)) if math.isfinite(bound) else "" for bound in (about.low, about.high))
    return Row(group, field.name, default, low, high, about.unit, about.clock, about.level, about.source, about.about)


def _head(scenario: Scenario) -> str:
    world = scenario.world
    count = ", ".join(f"{getattr(world, key) or 'all'} {key}" for key in ("cities", "nations"))
    lines = [
        f"{scenario.title} ({scenario.name})",
        _wrapped(scenario.question, 0),
        "",
        _wrapped(_time(scenario), 0),
        f"World: {KINDS_OF_WORLD[world.kind]}; {count}.",
        f"Extends: {scenario.extends}." if scenario.extends else "",
        "A star marks values that differ from the program's default.",
    ]
    # The empty third line is layout; any other empty line is a value that is missing.
    return "\n".join(line for index, line in enumerate(lines) if line or index == 2)


def _time(scenario: Scenario) -> str:
    span = f"From {scenario.start} to {last_month(scenario)}, {scenario.months} months"
    return f"{span}, after a burn-in of {scenario.search.burn_in} months."


def _title(key: str) -> str:
    """Return the name of a group and its description."""
    about = (groups(Scenario)[key].__doc__ or "").partition("\n")[0].rstrip(".")
    return f"[{key}] {about}"


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title, "-" * len(title), *lines]) if lines else ""


def _wrapped(text: str, indent: int) -> str:
    space = " " * indent
    return textwrap.fill(text, WIDTH, initial_indent=space, subsequent_indent=space)


def _rules(scenario: Scenario) -> Iterator[str]:
    for name, field in fields(groups(Scenario)["rules"]).items():
        value = getattr(scenario.rules, name)
        yield f"{_mark(value, field)} {name}: {field.about.about}: {value}"


def _group(scenario: Scenario, key: str) -> Iterator[str]:
    """Yield two lines for each parameter: its value, then its meaning."""
    for name, field in fields(groups(Scenario)[key]).items():
        value = getattr(getattr(scenario, key), name)
        default = f" (default {value_text(field.default)})" if value != field.default else ""
        unit = "" if field.about.unit in ("1", "word", "share") else f" {field.about.unit}"
        yield f"{_mark(value, field)} {name} = {value_text(value)}{unit}{default}"
        yield _wrapped(f"{field.about.about}; {_bounds(field)}{_clock(field)}source: {field.about.source}", 6)


def _bounds(field: SchemaField) -> str:
    """Describe the values that are allowed."""
    about = field.about
    if about.choices:
        return f"one of {', '.join(about.choices)}; "
    # Parameters have both bounds or neither, so one is enough to ask.
    if math.isfinite(about.low):
        return f"{value_text(float(about.low))} to {value_text(float(about.high))}; "
    return ""


def _clock(field: SchemaField) -> str:
    clock = field.about.clock
    return {"constant": "", "start": "at the start; "}.get(clock, f"per {clock}; ")


def _mark(value: object, field: SchemaField) -> str:
    return " " if value == field.default else "*"


def _issue_rows(scenario: Scenario) -> Iterator[list[str]]:
    yield [name.replace("_", " ") for name in fields(Issue)]
    for issue in scenario.issues:
        yield [value_text(value) for value in issue]


def _table(rows: list[list[str]]) -> list[str]:
    """Return the transposed table, one line for each column, so that many columns remain readable."""
    turned = list(zip(*rows, strict=True))
    widths = [max(len(line[column]) for line in turned) for column in range(len(rows))]
    return [
        "  " + "  ".join(f"{cell:{wide}}" for cell, wide in zip(line, widths, strict=True)).rstrip() for line in turned
    ]


def _parties(scenario: Scenario) -> Iterator[str]:
    for party in scenario.parties:
        yield f"  {party.label}: {value_text(party.position)}"


def _actors(scenario: Scenario) -> Iterator[str]:
    for actor in scenario.actors:
        values = "; ".join(f"{key}: {value_text(value)}" for key, value in as_data(actor).items() if key != "who")
        yield f"  {actor.who}: {values}"


def _clubs(scenario: Scenario) -> Iterator[str]:
    for club in scenario.clubs:
        yield f"  {club.name} ({club.kind}), founded {club.founded}"
        yield _wrapped(club_words(club) + (f". Source: {club.source}" if club.source else ""), 11)


def _events(scenario: Scenario) -> Iterator[str]:
    # By date; sorting is stable, so events of one month remain in the order in which they happen.
    for event in sorted(scenario.events, key=lambda each: each.date):
        yield f"  {event.date}  {event.name} ({event.kind}){_beyond(event, scenario)}"
        yield _wrapped(event.words() + (f". Source: {event.source}" if event.source else ""), 11)


def _sizes(scenario: Scenario) -> Iterator[str]:
    for compared in scenario.comparisons:
        yield f"  {compared.name}"
        for year, one, others, verdict in (
            (each.year, each.one, each.others, each.verdict) for each in measured(compared)
        ):
            yield f"    {year}  {one:>8,.1f}  {others:>8,.1f}  {verdict}"


def _expectations(scenario: Scenario) -> Iterator[str]:
    for expected in scenario.expectations:
        yield _wrapped(f"{expected.name}: {expectation_words(expected)}", 2)
        if expected.essay:
            yield _wrapped(f"Claim: {expected.essay}", 6)
        finding = f"{expected.found or 'not tested yet'}. {expected.finding}".strip()
        yield _wrapped(f"Finding: {finding}", 6)


def _stops(scenario: Scenario) -> Iterator[str]:
    for stop in scenario.stops:
        yield f"  {stop.date}  {stop.name}"
        yield _wrapped(stop.says + (f" Source: {stop.source}" if stop.source else ""), 11)


def _beyond(event: DatedEvent, scenario: Scenario) -> str:
    return ", after the horizon" if event.date > last_month(scenario) else ""
