"""The cells of a table against the columns that they are in: type, range and choices."""

import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from paradiplomacy.agents.nearest import nearest
from paradiplomacy.scenarios.format.problem import did_you_mean, shown
from paradiplomacy.scenarios.own_data.columns import BY_ISSUE
from paradiplomacy.scenarios.own_data.fault import Fault
from paradiplomacy.scenarios.own_data.sheet import Row, Sheet
from paradiplomacy.scenarios.typed.schema import REQUIRED, SchemaField, fields

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
YES_NO = MappingProxyType({"1": "1", "0": "0", "yes": "1", "no": "0", "true": "1", "false": "0"})
MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")
YEAR_OR_MONTH = re.compile(r"(?:1[0-9]|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
LONGEST_TEXT = 200
NOTES = ("_source", "_kind", "_note", "_year", "_name")
BLANK = "expected {}, or an empty cell, which is estimated"


class Words(NamedTuple):
    """The words of a scenario that cells may use; None where they are not checked."""

    issues: tuple[str, ...] | None = None
    parties: tuple[str, ...] | None = None


class Checked(NamedTuple):
    """A table whose cells are checked.

    Attributes:
        rows: Its rows, with the cells that are known and valid; empty cells are left out.
        faults: Everything that is wrong with columns and cells.
        unused: Columns that mean nothing to the program.
        complete: Whether every column that is needed is there.
    """

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    unused: tuple[str, ...]
    complete: bool


def check_cells(sheet: Sheet, owner: type, words: Words, needed: frozenset[str] | None = None) -> Checked:
    """Return the rows of a sheet with their valid cells, and what is wrong with the others.

    Args:
        sheet: The table.
        owner: The record that describes its columns.
        words: Words of the scenario.
        needed: Columns that the header must have; those without a default unless given.
    """
    known = fields(owner)
    required = _needed(known) if needed is None else needed
    homes = {name: _column(name, known) for name in sheet.columns}
    faults = [*sheet.faults, *_faults_of_header(known, homes, words, required)]
    rows = tuple(Row(row.line, _cells(row, homes, known, words, faults)) for row in sheet.rows)
    unused = tuple(name for name, home in homes.items() if home is None and name and not _is_note(name))
    return Checked(rows, tuple(faults), unused, required <= {home for home in homes.values() if home})


def _needed(known: Mapping[str, SchemaField]) -> frozenset[str]:
    return frozenset(name for name, field in known.items() if field.default is REQUIRED)


def _column(name: str, known: Mapping[str, SchemaField]) -> str | None:
    """Return the column that a name in a header means; None where it means none."""
    plain = name.lower().replace(" ", "_")
    if plain in known:
        return plain
    # The rest of the name is an issue, and issues may have capital letters.
    return name if any(name.startswith(start) and "name" in known for start in BY_ISSUE) else None


def _faults_of_header(
    known: Mapping[str, SchemaField], homes: Mapping[str, str | None], words: Words, required: frozenset[str]
) -> Iterator[Fault]:
    found = set(homes.values())
    meant: set[str] = set()
    for name, home in homes.items():
        start = next((each for each in BY_ISSUE if home == name and name.startswith(each)), "")
        issue = name.removeprefix(start)
        if start and words.issues is not None and issue not in words.issues:
            yield Fault(1, name, "", f"unknown issue {shown(issue)}", did_you_mean(issue, words.issues))
        near = _near(name, [each for each in known if each not in found]) if home is None else None
        if near is not None:
            # Otherwise a misspelt column would be left out, and its figures estimated, without notice.
            meant.add(near)
            yield Fault(1, name, "", f"unknown column {shown(name)}", f"did you mean {near}?")
    for name in known:
        if name in required and name not in found and name not in meant:
            yield Fault(1, name, "", f"no column {name}", f"expected the columns {', '.join(sorted(required))}")


def _near(name: str, known: list[str]) -> str | None:
    # Identifiers of other data end in the two letters of ours.
    return None if _is_note(name) or name.lower().endswith("id") else nearest(name.lower(), known)


def _is_note(name: str) -> bool:
    """Return whether a column is for the reader: sources and notes, of a row or, with its name in front, of a column."""
    return name.lower() in ("source", "sources", "note", "notes") or name.lower().endswith(NOTES)


def _cells(
    row: Row,
    homes: Mapping[str, str | None],
    known: Mapping[str, SchemaField],
    words: Words,
    faults: list[Fault],
) -> dict[str, str]:
    """Return the valid cells of a row by column; note what is wrong with the others."""
    cells: dict[str, str] = {}
    for name, text in row.cells.items():
        home = homes[name]
        if home is None:
            continue
        field = known.get(home) or _of_issue(home)
        if not text:
            if field.default is REQUIRED and not _may_be_blank(row, known):
                faults.append(Fault(row.line, home, "", "empty", f"expected {field.about.about}"))
            continue
        wrong = _fault(text, field, words)
        if wrong is None:
            cells[home] = _plain(text, field)
        else:
            faults.append(Fault(row.line, home, text, *wrong))
    return cells


def _may_be_blank(row: Row, known: Mapping[str, SchemaField]) -> bool:
    # A row of a nation of the shipped facts has the rest there; whether it is one is known later (``nations.py``).
    return "iso3" in known and bool(row.cells.get("iso3"))


def _of_issue(column: str) -> SchemaField:
    about = next(about for start, about in BY_ISSUE.items() if column.startswith(start))
    return SchemaField(column, float, float, optional=True, default=None, about=about)


def _plain(text: str, field: SchemaField) -> str:
    """Return a valid cell as the shipped tables write it."""
    if field.item is bool:
        return YES_NO[text.lower()]
    return str(int(float(text))) if field.item is int else text


def _fault(text: str, field: SchemaField, words: Words) -> tuple[str, str] | None:
    """Return what is wrong with a cell, and what is expected; None where it is valid."""
    if field.item is bool:
        return None if text.lower() in YES_NO else (f"{shown(text)} is not yes or no", _right(field, "yes or no"))
    if field.item in (int, float):
        return _fault_of_number(text, field)
    return _fault_of_text(text, field, words)


def _right(field: SchemaField, what: str) -> str:
    return f"expected {what}" if field.default is REQUIRED else BLANK.format(what)


def _fault_of_number(text: str, field: SchemaField) -> tuple[str, str] | None:
    kind = "a whole number" if field.item is int else "a number"
    right = _right(field, f"{kind}{field.about.words()}")
    if not NUMBER.fullmatch(text):
        return f"{shown(text)} is not a number{_hint(text)}", right
    value = float(text)
    if not math.isfinite(value):
        return f"{shown(text)} is not a finite number", right
    if value < 0 <= field.about.low:
        return f"{shown(text)} is negative", right
    if not field.about.low <= value <= field.about.high:
        return f"{shown(text)} is too {'small' if value < field.about.low else 'large'}", right
    return (f"{shown(text)} is not whole", right) if field.item is int and value % 1 else None


def _hint(text: str) -> str:
    """Say what a text that is no number looks like."""
    if re.fullmatch(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?", text):
        return ": it has commas between thousands"
    if re.fullmatch(r"[+-]?[0-9]{1,3}(?:[ .'\u00a0\u202f][0-9]{3}){2,}", text):
        return ": it has marks between thousands"
    return ": it has a decimal comma" if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text) else ""


def _fault_of_text(text: str, field: SchemaField, words: Words) -> tuple[str, str] | None:
    unit = field.about.unit
    if len(text) > LONGEST_TEXT or not text.isprintable():
        return "too long, or with a line break or control characters", f"expected at most {LONGEST_TEXT} letters"
    if unit == "YYYY-MM" and not MONTH.fullmatch(text):
        return f"{shown(text)} is not a month", _right(field, "a month such as 2015-12")
    if unit == "YYYY or YYYY-MM" and not YEAR_OR_MONTH.fullmatch(text):
        return f"{shown(text)} is not a year or month", _right(field, "a year or month such as 1985 or 1985-06")
    choices = {"party": words.parties, "issue": words.issues}.get(unit, field.about.choices or None)
    if choices is not None and text not in choices:
        return f"unknown {unit if unit != 'word' else 'value'} {shown(text)}", did_you_mean(text, choices)
    return None
