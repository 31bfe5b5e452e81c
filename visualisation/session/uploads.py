"""Tables that visitors upload: written to a folder of the server, where only the scenario uploaded with them finds them."""

import shutil
import tempfile
import weakref
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from paradiplomacy.scenarios.format.problem import ScenarioError, one_problem
from paradiplomacy.scenarios.typed.toml import value_toml

MOST_TABLES, LARGEST_TABLE = 3, 2_000_000
MOST_KEPT = 100
"""Uploads that a server keeps: with the two limits above, less than a gigabyte."""
OWN = """\
extends = "baseline"
title = {title}
question = "What follows from tables of one's own?"
months = 120
[world]
kind = "own"
{tables}
"""


class Uploads:
    """The uploaded tables of a server, each upload in a folder with an unpredictable name; the oldest are deleted."""

    def __init__(self) -> None:
        """Start without a folder: most servers never need one."""
        self._home: Path | None = None
        self._kept: deque[Path] = deque()

    def store(self, tables: Mapping[str, str]) -> dict[str, Path]:
        """Write tables to a new folder, and return their files by the visitor's names.

        Raises:
            ScenarioError: They are too many, or one is too large.
        """
        if len(tables) > MOST_TABLES:
            raise one_problem("", f"{len(tables)} tables", f"expected at most {MOST_TABLES}: cities, nations and ties")
        for name, text in tables.items():
            if len(text.encode()) > LARGEST_TABLE:
                raise one_problem(_plain(name), "too large", f"expected at most {LARGEST_TABLE // 1_000_000} MB")
        if self._home is None:
            self._home = Path(tempfile.mkdtemp(prefix="paradiplomacy-uploads-"))
            # Deleted with the server.
            weakref.finalize(self, shutil.rmtree, self._home, ignore_errors=True)
        # Its names are random: nobody can name another visitor's tables.
        folder = Path(tempfile.mkdtemp(dir=self._home))
        self._kept.append(folder)
        while len(self._kept) > MOST_KEPT:
            shutil.rmtree(self._kept.popleft(), ignore_errors=True)
        # Numbered, because two names may have the same letters that are left.
        files = {name: folder / f"{at}-{_plain(name)}" for at, name in enumerate(tables)}
        for name, file in files.items():
            file.write_text(tables[name], encoding="utf-8", newline="")
        return files

    def holds(self, file: Path) -> bool:
        """Return whether a file is one of the uploaded tables."""
        return file.parent in self._kept


UPLOADS = Uploads()
"""One collection for the whole server, because its limit applies to all visitors together."""


def scenario_of(tables: Mapping[str, str]) -> str:
    """Return the text of a scenario for tables that were uploaded without one; each is recognised by its header."""
    keys = {_key(text.lstrip("\ufeff").partition("\n")[0]): name for name, text in tables.items()}
    title = value_toml(f"Tables of one's own: {', '.join(map(_plain, tables))}"[:200])
    return OWN.format(title=title, tables="\n".join(f"{key} = {value_toml(name)}" for key, name in keys.items()))


def _key(header: str) -> str:
    columns = {name.strip().strip('"').lower() for name in header.split(",")}
    return "ties" if "city_a" in columns or "city_b" in columns else "nations" if "iso3" in columns else "cities"


def _plain(name: str) -> str:
    """Return the letters of a visitor's name for a file that cannot be a path."""
    stem = "".join(
        c for c in name.rpartition("/")[2].removesuffix(".csv") if c.isascii() and (c.isalnum() or c in "-_")
    )
    return f"{stem[:60] or 'table'}.csv"


def without_folder(error: ScenarioError, files: Mapping[str, Path]) -> ScenarioError:
    """Return an error with the visitor's names of tables in place of files of the server."""
    problems = []
    for problem in error.problems:
        texts = [str(each) for each in problem]
        for name, file in files.items():
            texts = [text.replace(str(file), _plain(name)) for text in texts]
        problems.append(type(problem)(*texts))
    return ScenarioError(problems)
