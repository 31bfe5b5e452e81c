"""Results of runs: measures, tables with their units, and the kinds of ledger event."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

from paradiplomacy.experiments.measures import families
from paradiplomacy.experiments.measures.measure import ALL, PHRASES, Measure
from paradiplomacy.model.documented import TABLES
from paradiplomacy.model.ledger.declaration import Coded, Measured
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.odd import table

WORDS = {"actors": "of actors", "among": "among actors", "issues": "on issues", "months": "since, until"}


def measures() -> str:
    """Return a section for each family of measures."""
    parts = []
    for module in sorted(iter_modules(families.__path__), key=lambda each: each.name):
        family = import_module(f"{families.__name__}.{module.name}")
        rows = [(f"`{name}`", each.about, each.unit, scopes(each)) for name, each in family.FAMILY.measures.items()]
        first = inspect.cleandoc(family.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
        title = module.name.capitalize()
        parts.append(f"## {title}\n\n{first}\n\n" + table(("measure", "meaning", "unit", "restricted by"), rows))
    return "\n\n".join(parts)


def scopes(measure: Measure) -> str:
    """Return by what a measure can be restricted."""
    if measure.by == ALL:
        return "all four"
    return "; ".join(WORDS[part] for part in PHRASES if part in measure.by) or "nothing"


def tables() -> str:
    """Return a section for each table of a run, with its columns, their units and their words."""
    head = ("column", "meaning", "unit", "words")
    parts = []
    for name, columns in TABLES.items():
        rows = ((f"`{each.name}`", each.about, each.unit, ", ".join(map(quoted, each.words))) for each in columns())
        parts.append(f"## {name}\n\n{table(head, rows)}")
    return "\n\n".join(parts)


def ledger() -> str:
    """Return the table of the kinds of ledger event: what each means, and what its columns hold."""
    rows = ((quoted(each.word), each.sentence, held(each)) for each in Event)
    return table(("kind", "meaning", "columns"), rows)


def held(event: Event) -> str:
    """Return the columns that a kind of event uses, each with its meaning."""
    parts = [
        (name, getattr(event.fields, name))
        for name in ("agreement", "actor", "other", "issue", "detail", "value", "terms")
    ]
    return "; ".join(f"`{column(name, of)}`: {meaning(of)}" for name, of in parts if of)


def column(name: str, of: object) -> str:
    """Return the column of the public table that shows a part of an event."""
    if name == "terms":
        return "terms_ISSUE"
    return of.column or name if isinstance(of, Coded) else name


def meaning(of: object) -> str:
    """Return what a column holds."""
    if isinstance(of, Measured):
        return of.about if of.unit == "1" else f"{of.about} ({of.unit})"
    return of.about if isinstance(of, Coded) else str(of)


def quoted(word: str) -> str:
    """Return a word as code."""
    return f"`{word}`"
