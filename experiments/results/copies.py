"""Copies of the user's own files in results, from which they are reproduced wherever the originals are."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.model import own_files

OWN = "own"
"""Folder of the copies, with a numbered folder for each folder that the originals are in."""


class Copies(NamedTuple):
    """The user's own files, with everything that they need.

    Attributes:
        names: Name relative to the results, by ``file.py:name`` or table with the full path of the original.
        contents: Content of each file, by its path relative to the results, with slashes.
    """

    names: Mapping[str, str]
    contents: Mapping[str, bytes]

    def write(self, results: Path) -> None:
        """Write the copies into a results folder."""
        for name, content in self.contents.items():
            path = results / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def copies(names: Iterable[str], tables: Iterable[Path] = ()) -> Copies:
    """Return copies of the files of ``file.py:name`` and of tables (with full paths), as they are now."""
    asked, data = list(dict.fromkeys(names)), list(dict.fromkeys(tables))
    # Numbered, because two folders may have different files of the same name.
    parents = dict.fromkeys([*(own_files.file_of(name).parent for name in asked), *(table.parent for table in data)])
    folders = {folder: at for at, folder in enumerate(parents)}
    of_tables = {table: f"{OWN}/{folders[table.parent]}/{table.name}" for table in data}
    homes = {name: f"{OWN}/{folders[own_files.file_of(name).parent]}" for name in asked}
    return Copies(
        {name: f"{home}/{own_files.file_of(name).name}:{name.rpartition(':')[2]}" for name, home in homes.items()}
        | {str(table): name for table, name in of_tables.items()},
        {
            f"{home}/{relative}": path.read_bytes()
            for name, home in homes.items()
            for relative, path in own_files.files(own_files.file_of(name)).items()
        }
        | {name: table.read_bytes() for table, name in of_tables.items()},
    )
