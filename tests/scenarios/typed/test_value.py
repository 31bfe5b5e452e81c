"""A value against its field: type, range, choices, text."""

import math
from datetime import date

import pytest

from paradiplomacy.agents.fields import Field
from paradiplomacy.scenarios.format.problem import Report, path_text
from paradiplomacy.scenarios.typed.schema import REQUIRED, SchemaField
from paradiplomacy.scenarios.typed.value import WRONG, allowed, check_value, placeholder


def field(kind: type, about: Field, item: type | None = None, default: object = REQUIRED) -> SchemaField:
    return SchemaField("x", kind, item or kind, optional=False, default=default, about=about)


NUMBER = field(float, Field("number", low=-1, high=1))
WHOLE = field(int, Field("number", low=0, high=10))
MONTH = field(str, Field("month", "YYYY-MM"))


def checked(value: object, of: SchemaField) -> tuple[object, int]:
    report = Report(lambda _: "", path_text)
    return check_value(value, of, ("x",), report), len(report.problems)


@pytest.mark.parametrize(
    ("value", "of", "expected"),
    [
        (1, NUMBER, 1.0),
        (-0.0, NUMBER, 0.0),
        (3, WHOLE, 3),
        ("2015-12", MONTH, "2015-12"),
        (["a", "b"], field(tuple, Field("texts"), str), ("a", "b")),
        ({"a": 1}, field(dict, Field("numbers", low=0, high=1), float), {"a": 1.0}),
        ({"a": object}, field(dict, Field("free"), object), {"a": object}),
    ],
)
def test_a_right_value_takes_the_type_of_its_field(value: object, of: SchemaField, expected: object) -> None:
    found, problems = checked(value, of)
    assert (found, type(found), problems) == (expected, type(expected), 0)
    if isinstance(found, float):
        assert math.copysign(1, found) == math.copysign(1, expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "of"),
    [
        (1.5, NUMBER), (-1.5, NUMBER), (math.nan, NUMBER), (math.inf, NUMBER), (True, NUMBER), ("1", NUMBER), (None, NUMBER),
        (1.0, WHOLE), (11, WHOLE), (True, WHOLE),
        ("2015-13", MONTH), ("15-12", MONTH), ("2015-1", MONTH), (2015, MONTH), ("", MONTH),
        ("", field(str, Field("text"))), ("\x1b[31m", field(str, Field("text"))),
        ("a", field(tuple, Field("texts"), str)), (["a", 1], field(tuple, Field("texts"), str)),
        ([1], field(dict, Field("numbers"), float)), ({"a": "b"}, field(dict, Field("numbers"), float)),
    ],
)  # fmt: skip
def test_a_wrong_value_is_noted(value: object, of: SchemaField) -> None:
    found, problems = checked(value, of)
    assert found is WRONG
    assert problems >= 1


def test_an_optional_value_may_be_nothing() -> None:
    optional = NUMBER._replace(optional=True)
    assert checked(None, optional) == (None, 0)
    assert checked({}, optional) == (None, 0)


@pytest.mark.parametrize("kind", [str, int, float, bool, tuple, dict])
def test_a_placeholder_is_the_default_or_empty(kind: type) -> None:
    assert placeholder(field(kind, Field("x"))) == kind()
    assert placeholder(field(kind, Field("x"), default="given")) == "given"


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (NUMBER, "a number from -1 to 1"),
        (field(float, Field("x", "km")), "a number (km)"),
        (field(str, Field("x", choices=("a", "b"))), "one of a, b"),
        (field(tuple, Field("x", "who"), str), 'a list of cities, nations or groups, such as ["FRA"]'),
        (field(dict, Field("x", "share", 0, 1), float), "a table with a number from 0 to 1 (share) for each issue"),
    ],
)
def test_allowed_values_are_described(of: SchemaField, words: str) -> None:
    assert allowed(of).startswith(words)


def test_a_huge_number_is_too_large() -> None:
    assert checked(10**400, NUMBER)[0] is WRONG


def test_what_only_python_can_give_is_named(tmp_path: object) -> None:
    def mine(world: object) -> float:
        return float(bool(world))

    messages = []
    for value in (mine, tmp_path, date(2015, 12, 1)):
        report = Report(lambda _: "", path_text)
        check_value(value, MONTH, ("x",), report)
        messages.append(report.problems[0].wrong)
    assert messages[0] == '"mine" is a function'
    assert messages[1].endswith(f"is of type {type(tmp_path).__name__}")
    assert messages[2] == "2015-12-01 is a date or time"
