"""The line of each key of a TOML text, found by a scanner that knows just enough of TOML.

``tomllib`` returns values without lines. This scanner goes over the same text first, in time linear in its length,
notes the line of every key, table and list item, and refuses text that nests deeper than any scenario, on which
``tomllib`` would recurse deeply or take quadratic time. It assumes that the text is TOML; where it is not, it stops,
and ``tomllib`` reports the error.
"""

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress

from paradiplomacy.scenarios.format.problem import Path

DEEPEST = 16
# Possessive quantifiers (``*+``) never give back what they matched: no text, however odd, makes a pattern backtrack.
SPACE = re.compile(r"[ \t\r]*+")
BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
PART = re.compile(r'[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|\'[^\'\n]*+\'')
STRINGS = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
OTHER = re.compile(r"[^,\]}#\n]++")


class TooDeepError(Exception):
    """The text nests deeper than ``DEEPEST``, on line ``line``."""

    def __init__(self, line: int) -> None:
        """Store the line."""
        super().__init__(line)
        self.line = line


def lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table, key and list item of a TOML text, by path.

    Raises:
        TooDeepError: Tables and lists are nested deeper than ``DEEPEST``.
    """
    scanner = _Scanner(text)
    with suppress(_NotTomlError):
        scanner.statements()
    return scanner.found


class _NotTomlError(Exception):
    """The text is not TOML from here on."""


class _Scanner:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {(): 1}
        # Number of the last entry of each list of tables, to which the keys that follow a header belong.
        self._last: dict[Path, int] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def statements(self) -> None:
        """Scan headers and assignments to the end of the text."""
        table: Path = ()
        while self._skip(BLANK) < len(self.text):
            start = self.at
            if self.text.startswith("[", start):
                table = self._header()
            else:
                self._assignment(table)
            # Text that no rule consumes would be scanned for ever.
            if self.at == start:
                raise _NotTomlError

    def _header(self) -> Path:
        """Scan ``[table]`` or ``[[table]]``; return the path of the keys that follow."""
        line = self._line()
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        parts = self._key()
        if not self.text.startswith("]" * brackets, self.at):
            raise _NotTomlError
        self.at += brackets
        path: Path = ()
        for part in parts[:-1]:
            path = self._inside((*path, part))
            # The first line of a table is its place; later headers only add to it.
            self.found.setdefault(path, line)
        path = (*path, parts[-1])
        if brackets == 2:
            self._last[path] = self._last.get(path, -1) + 1
            self.found.setdefault(path, line)
        path = self._inside(path)
        self.found.setdefault(path, line)
        return path

    def _inside(self, path: Path) -> Path:
        """Return the path itself, or its last entry where it is a list of tables."""
        return (*path, self._last[path]) if path in self._last else path

    def _assignment(self, table: Path) -> None:
        """Scan ``key = value`` in a table."""
        line = self._line()
        path = table
        for part in self._key():
            path = (*path, part)
            self.found.setdefault(path, line)
        self._expect("=")
        self._skip(SPACE)
        self._value(path, 0)

    def _key(self) -> list[str]:
        """Scan a dotted key; return its parts."""
        parts = []
        while True:
            self._skip(SPACE)
            match = PART.match(self.text, self.at)
            if match is None:
                raise _NotTomlError
            self.at = match.end()
            parts.append(_unquoted(match.group()))
            # Dotted keys nest as brackets do, and would otherwise be a way around the limit.
            if len(parts) > DEEPEST:
                raise TooDeepError(self._line())
            self._skip(SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _value(self, path: Path, depth: int) -> None:
        """Scan a value and note the lines of its parts."""
        if depth > DEEPEST:
            raise TooDeepError(self._line())
        first = self.text[self.at : self.at + 1]
        if first == "[":
            self._list(path, depth)
        elif first == "{":
            self._inline_table(path, depth)
        else:
            match = (STRINGS if first in ("'", '"') else OTHER).match(self.text, self.at)
            if match is None:
                raise _NotTomlError
            self.at = match.end()

    def _list(self, path: Path, depth: int) -> None:
        """Scan a list in square brackets, over any number of lines."""
        self.at += 1
        index = 0
        while self._skip(BLANK) < len(self.text) and self.text[self.at] != "]":
            self.found[*path, index] = self._line()
            self._value((*path, index), depth + 1)
            self._skip(BLANK)
            if not self.text.startswith("]", self.at):
                self._expect(",")
            index += 1
        self._expect("]")

    def _inline_table(self, path: Path, depth: int) -> None:
        """Scan a table in curly brackets."""
        self.at += 1
        while self._skip(BLANK) < len(self.text) and self.text[self.at] != "}":
            inner = path
            line = self._line()
            for part in self._key():
                inner = (*inner, part)
                self.found.setdefault(inner, line)
            self._expect("=")
            self._skip(BLANK)
            self._value(inner, depth + 1)
            self._skip(BLANK)
            if not self.text.startswith("}", self.at):
                self._expect(",")
        self._expect("}")

    def _skip(self, pattern: re.Pattern[str]) -> int:
        """Skip what the pattern matches; return the new position."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise _NotTomlError
        self.at += len(mark)

    def _line(self) -> int:
        return bisect_right(self._breaks, self.at - 1) + 1


def _unquoted(part: str) -> str:
    """Return a part of a key without its quotes."""
    # Escapes are rare in keys; where there are some, the real parser reads them.
    if part[0] == '"' and "\\" in part:
        try:
            return str(tomllib.loads(f"key = {part}")["key"])
        except ValueError as error:
            raise _NotTomlError from error
    return part[1:-1] if part[0] in "\"'" else part
