"""One value of a file against the field that it is for: type, range, choices."""

import math
import re
from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Final

from paradiplomacy.agents.fields import Field
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, shown
from paradiplomacy.scenarios.typed.schema import REQUIRED, SchemaField

# Four digits and two: months of this form sort as text, so that checks compare them without a calendar.
MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")
KINDS = MappingProxyType({bool: "a yes or no", int: "a whole number", float: "a number", str: "text"})
BY_UNIT = MappingProxyType(
    {
        "who": 'a list of cities, nations or groups, such as ["FRA"]',
        "issues": 'a list of issues, such as ["climate"]',
        "path=value": 'a table such as { "response.tolerance" = 0.2 }',
        "column=value": 'a table such as { experiment = "as it is" }',
        "values": "a list of values, such as [0.1, 0.2]",
    }
)
"""Lists and tables that are described by what they hold, not by their type."""


# A type for failure, because None is a valid value of optional fields.
class Wrong:
    """The result of a check that failed; the report says why."""


WRONG: Final = Wrong()


def check_value(value: object, field: SchemaField, path: Path, report: Report) -> object:
    """Return the value in the type of its field, or ``WRONG`` after a note in the report."""
    # An empty table says nothing: it is what remains when its last key is removed.
    if field.optional and (value is None or value == {}):
        return None
    if field.kind is tuple:
        return _list(value, field, path, report)
    if field.kind is dict:
        return _table(value, field, path, report)
    return _single(value, field, path, report)


def placeholder(field: SchemaField) -> object:
    """Return what takes the place of a value that is missing or wrong: the default, or an empty value."""
    return field.kind() if field.default is REQUIRED else field.default


def missing(field: SchemaField, path: Path, report: Report, where: str = "") -> None:
    """Note that a value is needed and not there.

    Args:
        field: The field.
        path: Path of the table that lacks it.
        report: Where the problem goes.
        where: ``in a shock``, where the table is of one of several kinds.
    """
    report.add((*path, field.name), None, f"missing {where}".strip(), f"expected {allowed(field)}")


def allowed(field: SchemaField) -> str:
    """Describe the values that a field may have."""
    if field.kind in (tuple, dict) and field.about.unit in BY_UNIT:
        return BY_UNIT[field.about.unit]
    each = allowed_item(field.item, field.about)
    if field.kind is tuple:
        return 'a list of text, such as ["one", "two"]'
    if field.kind is dict:
        return f"a table with {each} for each issue, such as {{ climate = {_example(field)} }}"
    return each


def allowed_item(kind: type, about: Field) -> str:
    """Describe the single values that a field may have."""
    if about.choices:
        return "one of " + ", ".join(about.choices)
    if about.unit == "YYYY-MM":
        return 'a month as "2015-12", from 1900 to 2199'
    if about.unit == "club":
        return "the name of one of the [[clubs]]"
    if kind is str:
        return "text in quotes"
    if kind is bool:
        return "true or false without quotes"
    return f"{KINDS[kind]}{about.words()}"


def kind_of(value: object) -> str:
    """Name the type of a value for a reader."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, (date, time)):
        return "a date or time"
    # From Python anything may come, such as the function itself in place of its name.
    other = "a function" if callable(value) else f"of type {type(value).__name__}"
    return next((words for kind, words in KINDS.items() if isinstance(value, kind)), other)


def _list(value: object, field: SchemaField, path: Path, report: Report) -> tuple[object, ...] | Wrong:
    if not isinstance(value, (list, tuple)):
        return _wrong_kind(value, allowed(field), path, report)
    items = [_single(each, field, (*path, index), report) for index, each in enumerate(value)]
    return WRONG if WRONG in items else tuple(items)


def _table(value: object, field: SchemaField, path: Path, report: Report) -> dict[str, object] | Wrong:
    if not isinstance(value, Mapping):
        return _wrong_kind(value, allowed(field), path, report)
    items = {str(key): _single(each, field, (*path, str(key)), report) for key, each in value.items()}
    return WRONG if WRONG in items.values() else items


def _single(value: object, field: SchemaField, path: Path, report: Report) -> object:
    kind, about = field.item, field.about
    if kind is object:
        return value
    if not _fits(value, kind):
        return _wrong_kind(value, allowed_item(kind, about), path, report)
    wrong = _text_fault(value, field) if isinstance(value, str) else _number_fault(value, about)
    if wrong is not None:
        near = did_you_mean(str(value), about.choices) if about.choices else ""
        report.add(path, value, wrong, near or f"expected {allowed_item(kind, about)}")
        return WRONG
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # + 0.0 turns -0.0 into 0.0, so that scenarios that compare equal are written, and hashed, alike
        return float(value) + 0.0 if kind is float else int(value)
    return value


def _fits(value: object, kind: type) -> bool:
    """Return whether a value is of a kind; a bool is not a number, and a whole number will do for a number."""
    # In Python a bool is an int, so that ``true`` would pass for the number 1.
    if kind is bool or isinstance(value, bool):
        return kind is bool and isinstance(value, bool)
    return isinstance(value, (int, float) if kind is float else kind)


def _number_fault(value: object, about: Field) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return f"{value} is not a finite number"
    # Fields without bounds still refuse numbers near the largest double, on which later arithmetic would overflow.
    if value < max(about.low, -1e300):
        return f"{shown(value)} is too small"
    if value > min(about.high, 1e300):
        return f"{shown(value)} is too large"
    return None


def _text_fault(value: str, field: SchemaField) -> str | None:
    about = field.about
    # Some white space breaks lines without being "\n": in names it would spoil tables, messages and terminals.
    if any(not (c.isprintable() or c in "\n\t" or c.isspace()) or c in "\r\v\f\x1c\x1d\x1e\x1f\x85" for c in value):
        return f"{shown(value)} contains control characters"
    if about.choices and value not in about.choices:
        return f"unknown value {shown(value)}"
    if about.unit == "YYYY-MM" and not MONTH.fullmatch(value):
        return f"{shown(value)} is not a month"
    if field.default is REQUIRED and not value.strip():
        return "empty text"
    return None


def _wrong_kind(value: object, right: str, path: Path, report: Report) -> Wrong:
    tag = kind_of(value)
    name = getattr(value, "__name__", value) if callable(value) else value
    found = tag if isinstance(value, (dict, list, tuple)) or value is None else f"{shown(name)} is {tag}"
    report.add(path, value, found, f"expected {right}")
    return WRONG


def _example(field: SchemaField) -> str:
    if field.about.choices:
        return f'"{field.about.choices[0]}"'
    return '"text"' if field.item is str else "0.2"
