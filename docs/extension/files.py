"""The files that a user writes: scenarios and designs, field by field, read off their types."""

import inspect
import re
from importlib.resources import files

from paradiplomacy.agents.issues import Issue
from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.read import read
from paradiplomacy.odd import entries as rows_of
from paradiplomacy.odd import parameter, scenarios, table
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import fields, groups, lists

PARAMETERS = ("parameter", "meaning", "default", "range", "unit", "clock", "level", "source")


def parameters() -> str:
    """Return a section for each group of parameters."""
    return "\n\n".join(
        f"## {group}\n\n{about(owner)}\n\n"
        + table(PARAMETERS, (parameter(group, field) for field in fields(owner).values()))
        for group, owner in groups(Scenario).items()
    )


def scenario() -> str:
    """Return the table of the keys at the top of a scenario."""
    return rows_of(Scenario)


def entries() -> str:
    """Return a section for each list of tables of a scenario, but for issues and events, which have their own pages."""
    named = {name: each.entry for name, each in lists(Scenario).items() if name not in ("issues", "events")}
    return "\n\n".join(f"## `[[{name}]]`\n\n{about(owner)}\n\n{rows_of(owner)}" for name, owner in named.items())


def issues() -> str:
    """Return the table of the fields of an issue."""
    return rows_of(Issue)


def dated_events() -> str:
    """Return the fields that all dated events share, then a section for each kind, with its example."""
    listed = lists(Scenario)["events"]
    shared = fields(listed.entry)
    parts = [rows_of(listed.entry)]
    for name, kind in listed.types().items():
        word = name.rpartition(".")[2]
        example = f'```toml\n[[events]]\nkind = "{word}"\ndate = "2016-01"\nname = "..."\n{kind.example}```'
        parts.append(f"## {word}\n\n{about(kind)}\n\n{rows_of(kind, leave_out=shared)}\n\n{example}")
    return "\n\n".join(parts)


def designs() -> str:
    """Return the tables of the keys of a design: at its top, in its groups, and in its lists."""
    parts = [rows_of(Design)]
    parts += [f"### `[{name}]`\n\n{about(owner)}\n\n{rows_of(owner)}" for name, owner in groups(Design).items()]
    # Two lists may have entries of the same type: levers and uncertainties.
    owners: dict[type, list[str]] = {}
    for name, each in lists(Design).items():
        owners.setdefault(each.entry, []).append(f"`[[{name}]]`")
    parts += [f"### {' and '.join(names)}\n\n{about(owner)}\n\n{rows_of(owner)}" for owner, names in owners.items()]
    return "\n\n".join(parts)


def shipped_scenarios() -> str:
    """Return the table of the scenarios of the library."""
    return scenarios()


def shipped_designs() -> str:
    """Return the table of the designs that ship."""
    folder = files("paradiplomacy.experiments") / "designs"
    names = sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))
    found = [read(name).design for name in names]
    return table(
        ("design", "title", "question", "scenario"),
        ((f"`{each.name}`", each.title, each.question, f"`{each.scenario}`") for each in found),
    )


def about(owner: type) -> str:
    """Return the first paragraph of the docstring of a type."""
    text = inspect.cleandoc(owner.__doc__ or "").partition("\n\n")[0]
    # The heading of the section has the name of the tables already.
    return re.sub(r" \(tables ``\w+``\)", "", text).replace("``", "`")
