"""Saved worlds: every column in a file, so that a restored run continues exactly as an uninterrupted one.

The file is a line that names the format, the SHA-256 of all that follows, and a zip of arrays (NumPy's ``npz``) with a
description in JSON. It contains no code, and nothing is unpacked before the checksum agrees. Restoring builds the world of
the scenario and then replaces every column.
"""

import hashlib
import io
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.model.hooks import NAME
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format.location import LocationError, location

# To be raised whenever the saved columns or their meaning change: no other format is read.
FORMAT = 5
MAGIC = b"paradiplomacy world\n"
SUM_LENGTH = hashlib.sha256().digest_size
META = "meta"
Arrays = dict[str, NDArray[Any]]


class SavedWorldError(ValueError):
    """A file that is not a world saved by this version, or is damaged."""


@dataclass(frozen=True)
class Origin:
    """The origin of a world: the resolved scenario as text, its name, the seed and the replicate.

    Attributes:
        hash: Hash of the scenario with the facts and the files of own rules.
    """

    scenario: str
    name: str
    seed: int
    replicate: int
    hash: str = ""


def arrays_of(state: State) -> Arrays:
    """Return every column of the state, by name."""
    found: Arrays = {f"actors/{name}": column for name, column in state.actors._asdict().items()}
    found |= {f"challenges/{name}": column for name, column in state.challenges._asdict().items()}
    for part, table in state.tables().items():
        found |= {f"{part}/{name}": column for name, column in table.rows._asdict().items()}
    found["book/live"] = state.book.live()
    recorder = state.recorder
    found["recorder/months"] = np.array(recorder.months, dtype=np.int64)
    for name, months in recorder.actors.items():
        found[f"recorder/{name}"] = np.array(months)
    return found


def put_back(state: State, arrays: Arrays, meta: dict[str, Any]) -> None:
    """Replace the columns of a newly built state with saved ones.

    Raises:
        SavedWorldError: The columns do not belong to this state.
    """
    # Everything is checked before anything is replaced, so that a refusal leaves the state as it was.
    _fit(state, arrays)
    for name, column in state.actors._asdict().items():
        # In place, because cities and nations are views of these arrays and would go on reading the old ones.
        column[:] = arrays[f"actors/{name}"]
    for name, column in state.challenges._asdict().items():
        column[:] = arrays[f"challenges/{name}"]
    for part, table in state.tables().items():
        table.refill({name: arrays[f"{part}/{name}"] for name in table.rows._fields})
    state.book.remember(arrays["book/live"])
    state.month = int(meta["month"])
    recorder = state.recorder
    recorder.months = arrays["recorder/months"].tolist()
    for name in recorder.actors:
        recorder.actors[name] = list(arrays[f"recorder/{name}"])
    # JSON is exact here: Python writes a float with all the digits that identify it.
    recorder.totals, recorder.own = meta["totals"], meta["own"]


def _fit(state: State, arrays: Arrays) -> None:
    """Refuse columns that do not match the actors and issues of a state."""
    own = arrays_of(state)
    for name in own.keys() | arrays.keys():
        if name not in own or name not in arrays:
            raise SavedWorldError(f"the saved world does not match its scenario: only one of them has {name}")
        mine, found = own[name], arrays[name]
        whole = name.startswith(("actors/", "challenges/"))
        # The scenario fixes the number of actors and challenges. Other tables have grown, so that only the width of
        # their rows has to agree.
        same = mine.shape == found.shape if whole else mine.shape[1:] == found.shape[1:] or not len(mine)
        if not same or (mine.dtype != found.dtype and len(mine) and len(found)):
            raise SavedWorldError(f"the saved world does not match its scenario: {name} has another shape or type")


def refuse_other(origin: Origin, now: str) -> None:
    """Refuse to restore a world whose facts or own rules have changed; ``now`` is the hash of its scenario.

    Raises:
        SavedWorldError: They have changed.
    """
    # The columns come from the file, but the rules and constants of the months to come do not.
    if origin.hash not in ("", now):
        raise SavedWorldError("the facts, or the file of an own rule, have changed since it was saved")


def write(path: str | Path, state: State, origin: Origin, version: str, functions: Sequence[str] = ()) -> Path:
    """Write a world to a file, completely or not at all.

    Args:
        path: The file; an existing one is replaced once the new one is complete.
        state: The state.
        origin: Its origin.
        version: Version of the program.
        functions: Places and names of a script's own functions, which are not saved.

    Returns:
        The file.
    """
    target = location(path)
    arrays = arrays_of(state)
    meta = {
        "format": FORMAT,
        "version": version,
        "scenario": origin.scenario,
        "name": origin.name,
        "seed": origin.seed,
        "replicate": origin.replicate,
        "hash": origin.hash,
        "month": state.month,
        "totals": state.recorder.totals,
        "own": state.recorder.own,
        "functions": list(functions),
    }
    # As bytes, because the file holds arrays and nothing else.
    arrays[META] = np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8)
    packed = io.BytesIO()
    # Pickles run code when they are read; a saved world may come from a stranger.
    np.savez(packed, allow_pickle=False, **arrays)
    # Complete in memory first, because its checksum is written before it.
    content = packed.getvalue()
    # In the same folder, since a file cannot be renamed into another file system; under a random name, since two
    # processes may save at once.
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + hashlib.sha256(content).digest() + content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(target)  # atomic: the earlier file stays until the new one is complete
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return target


def columns_of(saved: Mapping[str, Sequence[float]], months: int) -> dict[str, list[float]]:
    """Return the recorded columns of a script.

    Raises:
        ValueError: They are not columns of numbers, one for each month.
    """
    own = {str(name): [float(value) for value in values] for name, values in dict(saved).items()}
    if not all(NAME.fullmatch(name) and len(values) == months for name, values in own.items()):
        raise ValueError("the columns of a script do not match the months")
    return own


def read(path: str | Path, version: str) -> tuple[Arrays, dict[str, Any], Origin]:
    """Read a world from a file.

    Args:
        path: The file.
        version: Version of the program; worlds of other versions are refused.

    Returns:
        The columns by name, the description, and the origin.

    Raises:
        SavedWorldError: The file does not exist, is not a saved world, is damaged, or is of another version.
    """
    try:
        place = location(path)
    except LocationError as error:
        raise SavedWorldError(f"cannot be read: {error}") from None
    try:
        whole = place.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SavedWorldError(f"{place}: cannot be read ({why})") from None
    if not whole.startswith(MAGIC):
        raise SavedWorldError(f"{place}: not a world saved by paradiplomacy, or damaged at its start")
    total, content = whole[len(MAGIC) :][:SUM_LENGTH], whole[len(MAGIC) + SUM_LENGTH :]
    # The checksum comes before unpacking: a damaged zip can make NumPy allocate any amount of memory.
    if hashlib.sha256(content).digest() != total:
        raise SavedWorldError(f"{place}: damaged: its checksum does not match its content")
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            meta = json.loads(file[META].tobytes())
            saved_by, format_ = str(meta["version"]), meta["format"]
            seed, replicate = int(meta["seed"]), int(meta["replicate"])
            origin = Origin(meta["scenario"], meta["name"], seed, replicate, str(meta.get("hash", "")))
            meta |= {"month": int(meta["month"]), "totals": list(meta["totals"])}
            meta |= {
                "own": columns_of(meta.get("own", {}), len(meta["totals"])),
                "functions": list(map(str, meta.get("functions", []))),
            }
            arrays = {name: file[name] for name in file.files if name != META}
    # The checksum shows that the file is undamaged, not that it holds a world: anybody can compute one.
    except (
        ValueError,
        KeyError,
        EOFError,
        AttributeError,
        TypeError,
        RuntimeError,
        OverflowError,
        zipfile.BadZipFile,
        zlib.error,
    ):
        raise SavedWorldError(f"{place}: not a world saved by paradiplomacy") from None
    # Another version may draw other random numbers: the run would continue, but as a different one.
    if (format_, saved_by) != (FORMAT, version):
        raise SavedWorldError(
            f"{place}: saved by paradiplomacy {saved_by} (format {format_}); this is {version} (format {FORMAT})"
        )
    return arrays, meta, origin
