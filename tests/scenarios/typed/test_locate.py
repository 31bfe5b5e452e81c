"""The locator: the line of every key, table and list item of any TOML text."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.scenarios.typed import locate

LINES = """\
a = 1                    # 1
"b c".d = '''
[x]
y = 1'''
[t]
u = [
  "]", # 7
  { v = 1, w.x = [ 2,
      3 ] },
]
[[l]]
m = \"\"\"\"\"quotes\\\"\"\"\"\"\"
[l.n]
o = 1979-05-27 07:32:00 # x
[[l]]
[l.n]
o = { p = 1 }
"""


def test_the_line_of_every_key_is_found() -> None:
    assert tomllib.loads(LINES)
    found = locate.lines(LINES)
    assert found["a",] == 1
    assert found["b c", "d"] == 2
    assert found["t", "u"] == 6
    assert found["t", "u", 0] == 7
    assert found["t", "u", 1, "v"] == 8
    assert found["t", "u", 1, "w", "x", 1] == 9
    assert found["l", 0, "m"] == 12
    assert found["l", 0, "n", "o"] == 14
    assert found["l", 1] == 15
    assert found["l", 1, "n", "o", "p"] == 17


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The paths of everything in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path}.union(*(paths(each, (*path, key)) for key, each in inner))


PIECES = [
    *LINES,
    *LINES.splitlines(keepends=True),
    *"[]{}\"'=,.#\n\\",
    '"""',
    "'''",
    "\n[",
    "]\n",
    " = ",
    "{ a = 1 }\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_the_locator_finds_every_path_of_a_text_that_is_toml_and_never_fails(text: str) -> None:
    try:
        found = set(locate.lines(text))
    except locate.TooDeepError:
        return
    try:
        values = tomllib.loads(text)
    except ValueError:
        return
    assert paths(values) <= found
