"""Limits on size and typing, so that the code stays as easy to read as it was made.

The limits are those of docs/contributing.md. They are counted over the source folders; tests and benchmarks are free.
"""

import ast
import io
import re
import statistics
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ROOMS = ("agents", "model", "scenarios", "experiments", "visualisation", "interface")
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_PARAMETERS, MOST_ANY = 400, 40, 7, 60
MEDIAN_LINES, LONG_SHARE, COMMENT_SHARE = 5, 0.01, 0.03
KERNELS = {"compiled", "inner"}
DECLARATIONS = {"vue"}  # the parameters of a component are the properties that its template reads
DIRECTIVES = ("# type:", "# noqa", "# fmt:", "# pragma")
ANY = re.compile(r"\bAny\b")


class Function(NamedTuple):
    """A function of the source.

    Attributes:
        where: File and name.
        lines: Lines of its body, without signature and docstring.
        whole: Lines from ``def`` to its end.
        parameters: Number of parameters, ``self`` and ``cls`` not counted.
        is_kernel: True of a compiled function, which takes no keywords, and of a declaration of a Vue component.
    """

    where: str
    lines: int
    whole: int
    parameters: int
    is_kernel: bool


@cache
def sources() -> dict[str, str]:
    """Text of every source file, by its path."""
    files = (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def functions() -> Iterator[Function]:
    for path, text in sources().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield measured(path, node)


def measured(path: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    has_docstring = ast.get_docstring(node) is not None
    body = node.body[has_docstring:] or node.body
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    parameters = len(names) + len(node.args.kwonlyargs) - (names[:1] in (["self"], ["cls"]))
    decorators = {ast.unparse(each).partition("(")[0] for each in node.decorator_list}
    end = node.end_lineno or node.lineno
    return Function(
        f"{path}:{node.name}",
        end - body[0].lineno + 1,
        end - node.lineno + 1,
        parameters,
        bool((KERNELS | DECLARATIONS) & decorators),
    )


def comments(text: str) -> int:
    """Lines with a comment that speaks to a reader, not to a tool."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return sum(each.type == tokenize.COMMENT and not each.string.startswith(DIRECTIVES) for each in tokens)


def test_no_module_is_too_long() -> None:
    long = {path: text.count("\n") for path, text in sources().items() if text.count("\n") > MOST_LINES}
    assert not long


def test_functions_are_short() -> None:
    found = list(functions())
    long = sorted(each.where for each in found if each.whole > MOST_LINES_OF_A_FUNCTION)
    assert statistics.median(each.lines for each in found) <= MEDIAN_LINES
    assert len(long) <= LONG_SHARE * len(found), long


def test_only_kernels_and_components_take_many_parameters() -> None:
    many = {
        each.where: each.parameters for each in functions() if each.parameters > MOST_PARAMETERS and not each.is_kernel
    }
    assert not many


def test_types_are_known() -> None:
    loose = {path: sum(map(has_any, text.splitlines())) for path, text in sources().items()}
    assert sum(loose.values()) <= MOST_ANY, {path: count for path, count in loose.items() if count}


def has_any(line: str) -> bool:
    return ANY.search(line) is not None and "import" not in line


def test_comments_say_why() -> None:
    lines = sum(text.count("\n") for text in sources().values())
    assert sum(comments(text) for text in sources().values()) >= COMMENT_SHARE * lines


def test_the_limits_catch_what_breaks_them() -> None:
    parameters = ", ".join(f"p{k}" for k in range(MOST_PARAMETERS + 1))
    body = "\n".join("    x = 1" for _ in range(MOST_LINES_OF_A_FUNCTION))
    (node,) = ast.parse(f"def f({parameters}):\n{body}\n").body
    assert isinstance(node, ast.FunctionDef)
    found = measured("a.py", node)
    assert found.parameters > MOST_PARAMETERS and found.whole > MOST_LINES_OF_A_FUNCTION and not found.is_kernel
    assert comments("x = 1  # because\n# noqa: F401\n") == 1
    assert has_any("x: Any = 1") and not has_any("from typing import Any") and not has_any("Anyone")
