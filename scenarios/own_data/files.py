"""The files of a user's own tables: where a scenario names them, and their checksums."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path as File

from paradiplomacy.scenarios.format.location import LocationError, location, readable
from paradiplomacy.scenarios.format.scenario import DRAWN, NO_TABLE, Place, Scenario
from paradiplomacy.scenarios.typed.draft import Draft

HOMES = {"cities": "own_cities", "nations": "own_nations"}
"""Keys of ``[world]`` that may name a table in place of a number, and the fields that hold its path."""
TABLES = (*HOMES.values(), "ties")
KINDS_OF_TABLE = ("nations", "cities")
"""Ids of cities have a colon, those of nations have none."""

type Stamps = tuple[tuple[str, int, int], ...]


def find(draft: Draft, folder: File) -> None:
    """Replace the names of tables in a draft by full paths; they are relative to the folder of the scenario."""
    world = draft.raw.get("world")
    if not isinstance(world, dict):
        return
    for key, home in HOMES.items():
        if _is_file(world.get(key)):
            world[home] = world[key]
            # All of the table; a number from a scenario that this one extends was about other cities.
            world[key] = 0
            draft.places["world", home] = draft.place(("world", key))
    for key in TABLES:
        if _is_table(world.get(key)):
            world[key] = _placed(world[key], folder)


def changes_placed(changes: Mapping[str, object], folder: File) -> dict[str, object]:
    """Return changes of a scenario with full paths of tables, which are relative to a folder."""
    found: dict[str, object] = {}
    for path, value in changes.items():
        key = path.removeprefix("world.")
        if key in HOMES and path != key and _is_file(value):
            found |= {f"world.{HOMES[key]}": _placed(value, folder), path: 0}
        elif key in TABLES and path != key and _is_table(value):
            found[path] = _placed(value, folder)
        else:
            found[path] = value
    return found


def names_table(path: str) -> bool:
    """Return whether a path, however it is written, is that of a field that names a table."""
    # A key may be in quotes, with white space around it.
    return "".join(path.replace('"', "").split()) in {f"world.{key}" for key in TABLES}


def _is_file(value: object) -> bool:
    # A word without an ending is a number that went wrong.
    return isinstance(value, str) and "." in value


def _is_table(value: object) -> bool:
    return isinstance(value, str) and value not in (DRAWN, NO_TABLE)


def _placed(value: object, folder: File) -> object:
    try:
        # A full path, because the run may be in another process and in another folder.
        return readable(str((folder / location(value)).absolute()))
    except LocationError:
        return value  # reported when the table is read


def tables(place: Place) -> dict[str, File]:
    """Return the tables that a world is made of, by the field that names them."""
    named = {key: getattr(place, key) for key in TABLES}
    return {key: File(name) for key, name in named.items() if _is_table(name)}


def moved(scenario: Scenario, home: Callable[[str], str]) -> Scenario:
    """Return the scenario with its own tables in other files, as where they are saved with results."""
    world = scenario.world
    for key, file in tables(world).items():
        world = _with(world, key, home(str(file)))
    return replace(scenario, world=world)


def _with(place: Place, key: str, name: str) -> Place:
    if key == "ties":
        return place._replace(ties=name)
    return place._replace(own_cities=name) if key == "own_cities" else place._replace(own_nations=name)


def checksums(place: Place) -> dict[str, str]:
    """Return the SHA-256 of each table of a world, by the field that names it."""
    return {key: checksum(file) for key, file in tables(place).items()}


def checksum(file: File) -> str:
    """Return the SHA-256 of a table; empty where there is none."""
    return _checksum(file, stamp_of(file))


def by_name(place: Place) -> dict[str, str]:
    """Return the SHA-256 of each table of a world, by the name of its file, for the record of a run."""
    sums = checksums(place)
    return {f"{key}: {file.name}": sums[key] for key, file in tables(place).items()}


def stamps(place: Place) -> Stamps:
    """Return what changes when a table of a world does, so that what is read from them can be remembered."""
    return tuple((str(file), *stamp_of(file)) for file in tables(place).values())


def stamp_of(file: File) -> tuple[int, int]:
    """Return time and size of a file; zeros where there is none."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _checksum(file: File, _stamp: tuple[int, int]) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
