"""No code of the vocabulary is written as a number: not in Python, not in JavaScript.

A comparison such as ``status == 2`` is correct until somebody reads it. The names of the columns and variables that hold
codes are listed; a number that is compared with one of them, in any file of the project, is an error.
"""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("agents", "model", "scenarios", "experiments", "visualisation", "interface", "benchmarks", "examples", "tests")
HOLD_CODES = frozenset(
    [
        "status",
        "kind",
        "form",
        "diplomacy",
        "reason",
        "stage",
        "consent",
        "consent_rule",
        "reaction",
        "response",
        "reply",
        "tie",
        "party_status",
        "law_status",
        "ruling",
        "club_kind",
        "club_status",
    ]
)
"""Names that hold codes, also as the last part of a longer name (``arc_status``) or as a key (``arcs["status"]``)."""
SCRIPT = re.compile(
    r"\b(?:\w+_)?(?P<name>" + "|".join(sorted(HOLD_CODES, key=len, reverse=True)) + r")(?:\[[^\]]*\])?"
    r"\s*(?:===?|!==?|<=?|>=?)\s*-?\d"
    r"|(?<![\w.\"'])-?\d+\s*(?:===?|!==?|<=?|>=?)\s*(?:[\w.]+\.)?(?:\w+_)?(?P<other>"
    + "|".join(sorted(HOLD_CODES, key=len, reverse=True))
    + r")\b"
)


def holds_code(node: ast.expr) -> bool:
    """Return whether an expression is a variable, attribute, key or element with the name of a code."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return any(name == word or name.endswith(f"_{word}") for word in HOLD_CODES)
        case ast.Subscript(value=value):
            return holds_code(value)
        case ast.Call(func=ast.Name(id="int"), args=[inner]):
            return holds_code(inner)
    return False


def is_number(node: ast.expr) -> bool:
    """Return whether an expression is an integer literal, or a collection of them."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int) and not isinstance(value, bool)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return is_number(operand)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            return bool(elements) and all(is_number(each) for each in elements)
    return False


def compared_in_python(text: str) -> Iterator[int]:
    """Yield the lines of a Python text that compare a code with a number."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            pairs = list(pairwise(sides))
            if any((holds_code(a) and is_number(b)) or (is_number(a) and holds_code(b)) for a, b in pairs):
                yield node.lineno


def compared_in_script(text: str) -> Iterator[int]:
    """Yield the lines of a JavaScript or Vue text that compare a code with a number."""
    for number, line in enumerate(text.splitlines(), 1):
        if SCRIPT.search(line):
            yield number


def sources(ending: str) -> list[Path]:
    """Return all files of the project with an ending."""
    return [file for room in ROOMS for file in sorted((ROOT / room).rglob(f"*.{ending}")) if "build" not in file.parts]


def found(ending: str) -> list[str]:
    compared = compared_in_python if ending == "py" else compared_in_script
    return [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sources(ending)
        if file != Path(__file__)
        for line in compared(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("ending", ["py", "js", "vue"])
def test_no_code_is_compared_with_a_number(ending: str) -> None:
    assert sources(ending)
    assert found(ending) == []


@pytest.mark.parametrize(
    "text",
    [
        "status == 2", "book.status[live] == 2", 'table["status"] != 5', "6 == kind", "rows.party_status[0, 1] > 1",
        "(a.kind == 0) & b", "int(book.diplomacy[3, 0]) == 4", "stage in (1, 2)", "x < reason < 3", "tie == -1",
    ],
)  # fmt: skip
def test_the_check_sees_a_number_in_python(text: str) -> None:
    assert list(compared_in_python(text)) == [1]


@pytest.mark.parametrize(
    "text", ["status == IN_FORCE", 'kind == "law"', "count == 2", "status.sum() > 0", "status is None"]
)
def test_the_check_leaves_other_comparisons_in_python(text: str) -> None:
    assert not list(compared_in_python(text))


@pytest.mark.parametrize(
    "text",
    ["arc.status === 2", "if (status==0)", "kind[at] !== 1", "arc_tie > 4", "5 === arc.status", "each.reason != 3"],
)
def test_the_check_sees_a_number_in_a_script(text: str) -> None:
    assert list(compared_in_script(text)) == [1]


@pytest.mark.parametrize(
    "text", ["arc.status === IN_FORCE.code", "statuses.length > 2", "step + 1 < steps.length", "each.kind === 'bool'"]
)
def test_the_check_leaves_other_comparisons_in_a_script(text: str) -> None:
    assert not list(compared_in_script(text))
