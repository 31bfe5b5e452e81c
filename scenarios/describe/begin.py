"""The first lines of a new scenario: a file that adds nothing yet, with what it can change as comments."""

import os
import re
from pathlib import Path as File

from paradiplomacy.scenarios.describe.words import value_text
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import one_problem, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.schema import SchemaField, fields, groups
from paradiplomacy.scenarios.format.write import value_toml

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
NUMBERS = (int, float)

EXAMPLES = """\
# Issues, parties and clubs with a known name are changed, others are added; actors and events are always added.
#
# [[issues]]
# name = "climate"
# need = 0.6
#
# [[parties]]
# label = "centre"
# position = { climate = 0.1 }
#
# [[actors]]
# who = "FRA"                        # a city, an ISO3 code, or a group such as c40, eu, cities:USA
# position = { climate = 0.4 }
# trust = 0.5
#
# [[clubs]]
# name = "What it is called"
# kind = "city club"                 # or nation treaty, or mixed club
# founded = "2018-01"
# invited = ["cities"]
# issues = ["climate"]
# good = 0.01
# source = "Where it is documented"
#
# [[events]]
# date = "2019-06"
# kind = "shock"                     # summit, shock, withdrawal, exit, join, law, election or refusal
# name = "What it is called"
# who = ["FRA"]
# column = "public"
# issues = ["climate"]
# add = 0.2
# source = "Where it is recorded"
"""


def begin(name: str, base: str, folder: File) -> File:
    """Write a new scenario that adds to another one; returns its file.

    Args:
        name: Name of the new scenario.
        base: The scenario that it adds to: a name in the library or a file.
        folder: Where the file goes; it is made where it is missing.

    Raises:
        ScenarioError: The name will not do, the other scenario is wrong, or the file is there already.
    """
    if not NAME.fullmatch(name):
        right = "want small letters, digits and hyphens, such as my-case, at most 60"
        raise one_problem("", f"{shown(name)} is no name for a scenario", right)
    if name in read.names():
        raise one_problem("", f"{shown(name)} is a scenario of the library", "want another name")
    file = folder / f"{name}.toml"
    scenario = read.read(base)
    extends = base if base in read.names() else os.path.relpath(File(base).resolve(), folder.resolve())
    text = first_lines(name, extends, scenario)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise one_problem(str(folder), f"cannot be made: {error.strerror}", "want a folder") from error
    read.read_text(text, name=name, folder=folder)
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise one_problem(str(file), "is there already", "want another name, or another folder with --out") from error
    except OSError as error:
        raise one_problem(str(file), f"cannot be written: {error.strerror}", "want a folder to write in") from error
    return file


def first_lines(name: str, extends: str, base: Scenario) -> str:
    """The text of a scenario that says what the other one says, under a title of its own.

    Args:
        name: Name of the new scenario.
        extends: What it extends, as a file in its folder says it.
        base: The scenario that this means.
    """
    own = {
        "extends": extends,
        "title": f"{name}: say in a few words what the case is",
        "question": "What is the case there to answer?",
        "sources": ["Name the document, the data or the paper that the case rests on"],
    }
    top = fields(Scenario)
    parts = [
        "".join(f"{key} = {value_toml(value)}\n" for key, value in own.items()),
        f"# What can be changed, with what {base.name} says: take away the # of a line and of the [group] above it.\n",
        "".join(_commented(top[key], getattr(base, key)) for key in ("start", "months")),
        *(f"# [{key}]\n{_group(base, key)}" for key in groups()),
        EXAMPLES,
    ]
    return "\n".join(parts)


def _group(base: Scenario, key: str) -> str:
    return "".join(
        _commented(field, getattr(getattr(base, key), name)) for name, field in fields(groups()[key]).items()
    )


def _commented(field: SchemaField, value: object) -> str:
    """A line that is a comment, with what it means as a comment of its own."""
    said = f"# {field.name} = {value_toml(list(value) if isinstance(value, tuple) else value)}"
    return f"{said:36} # {field.about.about}{_allowed(field)}\n"


def _allowed(field: SchemaField) -> str:
    about = field.about
    if about.choices:
        return f": {', '.join(about.choices)}"
    unit = "" if about.unit in ("1", "share", "word", "text") else f" {about.unit}"
    if field.item in NUMBERS and field.item is not bool:
        return f"; {value_text(float(about.low))} to {value_text(float(about.high))}{unit}"
    return f";{unit}" if unit else ""
