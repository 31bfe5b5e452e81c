"""A new scenario file: it extends another scenario, and lists everything that it can change as comments."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path as File

from paradiplomacy.model.events import KINDS
from paradiplomacy.scenarios.describe.words import value_text
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.location import readable
from paradiplomacy.scenarios.format.problem import one_problem, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.schema import FILE as SCHEMA
from paradiplomacy.scenarios.format.schema import scenario_schema
from paradiplomacy.scenarios.own_data import templates
from paradiplomacy.scenarios.typed.schema import SchemaField, fields, fields_of, groups
from paradiplomacy.scenarios.typed.toml import value_toml

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
NUMBERS = (int, float)

EXAMPLES = """\
# Issues, parties and clubs of an existing name are changed, others are added; actors and events are always added.
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
#                                    # (in a synthetic world: N001, N001:c00001, cities:N001, cities, nations)
# position = { climate = 0.4 }
# trust = 0.5
#
# [[clubs]]
# name = "Name of the club"
# kind = "mixed club"                # or city club, or nation treaty
# founded = "2018-01"
# invited = ["cities", "nations"]
# issues = ["climate"]
# good = 0.01
# source = "Where the club is documented"
"""


def begin(name: str, base: str, folder: File, *, with_data: bool = False) -> File:
    """Write a new scenario that extends another one; return its file.

    Args:
        name: Name of the new scenario.
        base: The scenario that it extends: a name in the library or a file.
        folder: Folder of the file; it is created where it is missing.
        with_data: Whether to write small tables of cities, nations and ties as well, of which its world is made.

    Raises:
        ScenarioError: The name is not valid, the other scenario is wrong, or a file exists.
    """
    if not NAME.fullmatch(name):
        right = (
            "expected lower-case letters, digits and hyphens, such as my-case, at most 60; --out DIR sets the folder"
        )
        raise one_problem("", f"{shown(name)} is not a valid name", right)
    # A name in the library always means the library, so a file of the same name could not be named without its path.
    if name in read.names():
        raise one_problem("", f"{shown(name)} is a scenario of the library", "expected another name")
    scenario = read.read(base)
    # Relative to the new file, so that a folder of scenarios can be moved as a whole.
    extends = (
        base if base in read.names() else readable(os.path.relpath(read.located(base).resolve(), folder.resolve()))
    )
    text = first_lines(name, extends, scenario, templates.section(name) if with_data else "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise one_problem(str(folder), f"cannot be created: {error.strerror}", "expected a folder") from error
    file = folder / f"{name}.toml"
    if with_data and not file.exists():
        _new(file, lambda: templates.write(name, folder))
    # Read before it is written, so that a file that the program would refuse is never created.
    read.read_text(text, name=name, folder=folder)
    made = _written(text, file)
    # Written again by every new scenario: the schema is that of this version, and nobody edits it.
    (folder / SCHEMA).write_text(json.dumps(scenario_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return made


def _written(text: str, file: File) -> File:
    """Write the text to a new file."""

    def write() -> None:
        # Exclusive: an existing file is not overwritten, even one that appears at this moment.
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)

    _new(file, write)
    return file


def _new(file: File, write: Callable[[], object]) -> None:
    """Write new files, of which this is one; refuse to replace any.

    Raises:
        ScenarioError: One exists, or cannot be written.
    """
    try:
        write()
    except FileExistsError as error:
        there = str(error.filename or file)
        raise one_problem(there, "already exists", "expected another name, or another folder with --out") from error
    except OSError as error:
        raise one_problem(str(file), f"cannot be written: {error.strerror}", "expected a writable folder") from error


def first_lines(name: str, extends: str, base: Scenario, data: str = "") -> str:
    """Return the text of a scenario that equals another one, with its own title.

    Args:
        name: Name of the new scenario.
        extends: The scenario that it extends, as its file names it.
        base: That scenario.
        data: The part that names tables; empty where there is none.
    """
    own = {
        "extends": extends,
        "title": f"{name}: the case in a few words",
        "question": "Which question does the case answer?",
        "sources": ["Document, data or paper on which the case is based"],
    }
    top = fields(Scenario)
    parts = [
        f"#:schema {SCHEMA}\n",
        "".join(f"{key} = {value_toml(value)}\n" for key, value in own.items()),
        f"# Values of {base.name}. To change one, remove the # of its line and of the [group] above it.\n",
        "".join(_commented(top[key], getattr(base, key)) for key in ("start", "months")),
        # After the keys that belong to no table.
        *([data] if data else []),
        *(f"# [{key}]\n{_group(base, key)}" for key in groups(Scenario) if not (data and key == "world")),
        EXAMPLES,
        "# Dated events, one example of each kind.\n",
        *(_event(kind) for kind in KINDS),
    ]
    return "\n".join(parts)


def _event(kind: str) -> str:
    """Return the example of a kind of event as comments."""
    head = {"date": "2019-06", "kind": kind, "name": f"Name of the {kind}"}
    values = "".join(f"{key} = {value_toml(value)}\n" for key, value in head.items())
    text = f'[[events]]\n{values}{KINDS[kind].example}source = "Where the event is documented"\n'
    return "".join(f"# {line}\n" for line in text.splitlines())


def _group(base: Scenario, key: str) -> str:
    group = getattr(base, key)
    return "".join(_commented(field, getattr(group, name)) for name, field in fields_of(group).items())


def _commented(field: SchemaField, value: object) -> str:
    """Return a value as a comment, followed by its description."""
    line = f"# {field.name} = {value_toml(value)}"
    # A column of descriptions, which starts later only where the value itself is longer.
    return f"{line:36} # {field.about.about}{_allowed(field)}\n"


def _allowed(field: SchemaField) -> str:
    about = field.about
    if about.choices:
        return f": {', '.join(about.choices)}"
    unit = "" if about.unit in ("1", "share", "word", "text") else f" {about.unit}"
    if field.item in NUMBERS:
        return f"; {value_text(float(about.low))} to {value_text(float(about.high))}{unit}"
    return f";{unit}" if unit else ""
