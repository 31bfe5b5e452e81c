"""The ODD description of the model (Grimm et al. 2020): hand-written prose, and tables generated from schema and code."""

import inspect
import math
import re
from collections.abc import Callable, Container, Iterable, Mapping
from functools import partial
from importlib import import_module
from importlib.resources import files

from paradiplomacy.agents.columns import Actors, declared, described
from paradiplomacy.agents.fields import Field
from paradiplomacy.agents.issues import Issue
from paradiplomacy.experiments.evidence.libraries.catalogue import Pattern, patterns
from paradiplomacy.model import documented
from paradiplomacy.model.agreements.book import TRANSITIONS, Agreements, Parties
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.relations import Changes
from paradiplomacy.model.rules import CATALOGUE
from paradiplomacy.model.statutes.disputes import Disputes
from paradiplomacy.model.statutes.statutes import Statutes
from paradiplomacy.model.vocabulary import Pressure, Reply
from paradiplomacy.model.world import PHASES
from paradiplomacy.scenarios.describe.words import value_text
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import SchemaField, fields, groups, lists

# Tables replace whole lines of the text; lists of words may also be inside a sentence.
PLACE = re.compile(r"^\{(?P<block>[a-z ]+)\}$|\{(?P<inline>events|purposes|responses|replies)\}", re.MULTILINE)
SHAPES = {"one": "", "pair": "(2)", "xyz": "(3)", "words": "(2)", "issue": "(K)"}


def odd() -> str:
    """Return the whole description, as Markdown.

    Raises:
        KeyError: The text refers to an unknown table.
    """
    # Read as data of the package, so that an installed copy can print the description too.
    text = files("paradiplomacy").joinpath("odd.md").read_text(encoding="utf-8")
    return PLACE.sub(lambda found: TABLES[found["block"] or found["inline"]](), text)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def between(low: float, high: float) -> str:
    """Return a range; empty where there is none."""
    if math.isfinite(low) and math.isfinite(high):
        return f"{value_text(float(low))} to {value_text(float(high))}"
    if math.isfinite(low):
        return f"from {value_text(float(low))}"
    return f"to {value_text(float(high))}" if math.isfinite(high) else ""


def actors() -> str:
    """Return the table of the columns of actors."""
    head = ("attribute", "meaning", "unit", "range", "of")
    known = ((name, described(name)) for name in Actors._fields)
    return table(
        head,
        (
            (
                f"`{name}` {SHAPES[column.shape]}".strip(),
                column.about,
                column.unit,
                between(column.low, column.high),
                column.level,
            )
            for name, column in known
        ),
    )


GROWING = {
    "agreements": Agreements,
    "parties": Parties,
    "disputes": Disputes,
    "statutes": Statutes,
    "changes of relations": Changes,
}
"""Tables that grow during a run, whose rows are never deleted."""


def growing(owner: type) -> str:
    """Return the table of the columns of a growing table."""
    rows = []
    for name, (_, column) in declared(owner).items():
        shape = f"`{name}` {SHAPES[column.shape]}".strip()
        rows.append((shape, column.about, column.unit, between(column.low, column.high)))
    return table(("column", "meaning", "unit", "range"), rows)


def entries(owner: type, leave_out: Container[str] = ()) -> str:
    """Return the table of the fields of an entry of a scenario, such as an issue."""
    return table(
        ("field", "meaning", "unit", "range", "default"),
        (
            (f"`{name}`", field.about.about, field.about.unit, allowed(field.about), default_of(field.default))
            for name, field in fields(owner).items()
            if name not in leave_out
        ),
    )


def dated_events() -> str:
    """Return the fields that all dated events share, then the own fields of each kind."""
    listed = lists(Scenario)["events"]
    parts = [f"Every event has these fields:\n\n{entries(listed.entry)}"]
    for name, kind in listed.types().items():
        about = first_lines(kind).replace("\n", " ")
        parts.append(f"**{name.rpartition('.')[2]}.** {about}\n\n{entries(kind, leave_out=fields(listed.entry))}")
    return "\n\n".join(parts)


def allowed(about: Field) -> str:
    """Return the allowed values of a parameter."""
    return ", ".join(about.choices) or between(about.low, about.high)


def default_of(value: object) -> str:
    """Return a default; empty where there is none."""
    return value_text(value) if isinstance(value, (bool, int, float, str)) else ""


def transitions() -> str:
    """Return the table of status transitions."""
    return table(
        ("status", "may become"),
        (
            (one.word, ", ".join(other.word for other in sorted(after)) or "none (final)")
            for one, after in TRANSITIONS.items()
        ),
    )


def first_lines(thing: object) -> str:
    """Return the docstring of a module, as paragraphs."""
    return inspect.cleandoc(thing.__doc__ or "")


def phase_modules() -> list[tuple[str, object]]:
    """Return the phases of a month with their modules, in order."""
    return [(name, inspect.getmodule(act)) for name, act in PHASES]


def process() -> str:
    """Return the list of the phases of a month, in order."""
    lines = []
    for number, (name, module) in enumerate(phase_modules(), start=1):
        first = first_lines(module).partition("\n\n")[0].replace("\n", " ")
        lines.append(f"{number}. **{name.capitalize()}.** {first}")
    return "\n".join(lines)


def submodels() -> str:
    """Return the docstrings of all phases and of all rules of the catalogue."""
    parts = [f"### {name.capitalize()}\n\n{plain(first_lines(module))}" for name, module in phase_modules()]
    for question, rules in CATALOGUE.items():
        # The question is the docstring of the package to which all rules of an entry belong.
        asked = first_lines(import_module(next(iter(rules.values())).rpartition(".")[0])).removeprefix("The question: ")
        parts.append(f"### Rules: {question}\n\nThe question: {asked}")
        parts += [f"**`{name}`** {plain(first_lines(import_module(path)))}" for name, path in rules.items()]
    return "\n\n".join(parts)


def plain(text: str) -> str:
    """A docstring as Markdown: double back-quotes become single ones, references to the design paper go."""
    return re.sub(r" \(MODEL [0-9.]+\)", "", text.replace("``", "`"))


def scenarios() -> str:
    """Return the table of the scenarios of the library."""
    rows = []
    for name in read.names():
        scenario = read.read(name)
        rows.append((f"`{name}`", scenario.title, scenario.question, f"{scenario.start}, {scenario.months} months"))
    return table(("scenario", "title", "question", "from, for"), rows)


def parameters() -> str:
    """Return the tables of all parameters, group by group."""
    head = ("parameter", "meaning", "default", "range", "unit", "clock", "level", "source")
    return "\n\n".join(
        f"**{group}**\n\n" + table(head, (parameter(group, field) for field in fields(owner).values()))
        for group, owner in groups(Scenario).items()
    )


def parameter(group: str, field: SchemaField) -> tuple[str, ...]:
    """Return one row of the table of parameters."""
    about = field.about
    name, default = f"`{group}.{field.name}`", default_of(field.default)
    meaning = f"{about.about}; used with `{about.applies}`" if about.applies else about.about
    return name, meaning, default, allowed(about), about.unit, about.clock, about.level, about.source


def patterns_table() -> str:
    """Return the table of the patterns that the model is tested against."""
    return table(
        ("pattern", "kind", "observation", "band", "null models"),
        ((each.name, each.kind, each.about, bands(each), ", ".join(each.nulls)) for each in patterns()),
    )


def bands(pattern: Pattern) -> str:
    """Return the bands of the numbers of a pattern."""
    return "; ".join(between(each.low, each.high) for each in pattern.statistics)


def tables() -> str:
    """Return the columns of every table of a run; the words of each vocabulary once, below them."""
    parts = []
    for name, columns in documented.TABLES.items():
        rows = (
            (f"`{each.name}`", each.about, each.unit, ", ".join(f"`{word}`" for word in each.words))
            for each in columns()
        )
        parts.append(f"**{name}**\n\n" + table(("column", "meaning", "unit", "words"), rows))
    return "\n\n".join(parts)


TABLES: Mapping[str, Callable[[], str]] = {
    "actors": actors,
    **{name: partial(growing, owner) for name, owner in GROWING.items()},
    "events": lambda: ", ".join(f"`{event.word}`" for event in Event),
    "happenings": dated_events,
    "issues": lambda: entries(Issue),
    "parameters": parameters,
    "patterns": patterns_table,
    "process": process,
    "purposes": lambda: ", ".join(purpose.name.lower().replace("_", " ") for purpose in Purpose),
    "scenarios": scenarios,
    "submodels": submodels,
    "tables": tables,
    "responses": lambda: ", ".join(f"`{option.word}`" for option in Pressure),
    "replies": lambda: ", ".join(f"`{option.word}`" for option in Reply),
    "transitions": transitions,
}
