"""A world in a file: every column as it stands, so that a run goes on as if it had never stopped.

The file is a zip of arrays (NumPy's ``npz``) with a description in JSON; it holds no code and nothing that could
run. Restoring builds the world of the scenario afresh and puts every column in its place.
"""

import hashlib
import io
import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.model.state import State
from paradiplomacy.model.table import Table

FORMAT = 1
META, SUM = "meta", "sum"
Arrays = dict[str, NDArray[Any]]


class SavedWorldError(ValueError):
    """A file is not a world that this version saved, or is damaged."""


@dataclass(frozen=True)
class Origin:
    """Where a world came from: the resolved scenario as text, its name, the seed and the replicate."""

    scenario: str
    name: str
    seed: int
    replicate: int


def _tables(state: State) -> dict[str, Table[Any]]:
    ledger = state.ledger.tables()
    return {"book": state.book.table, "disputes": state.disputes, **ledger}


def arrays_of(state: State) -> Arrays:
    """Every column of the state, by name."""
    found: Arrays = {f"actors/{name}": column for name, column in state.actors._asdict().items()}
    for part, table in _tables(state).items():
        found |= {f"{part}/{name}": column for name, column in table.rows._asdict().items()}
    found["book/live"] = state.book.live()
    recorder = state.recorder
    found["recorder/months"] = np.array(recorder.months, dtype=np.int64)
    for name, months in recorder.actors.items():
        found[f"recorder/{name}"] = np.array(months)
    return found


def put_back(state: State, arrays: Arrays, meta: dict[str, Any]) -> None:
    """Put saved columns in the place of those of a state that was built afresh."""
    for name, column in state.actors._asdict().items():
        column[:] = arrays[f"actors/{name}"]
    for part, table in _tables(state).items():
        table.refill({name: arrays[f"{part}/{name}"] for name in table.rows._fields})
    state.book.remember(arrays["book/live"])
    state.month = int(meta["month"])
    recorder = state.recorder
    recorder.months = arrays["recorder/months"].tolist()
    for name in recorder.actors:
        recorder.actors[name] = list(arrays[f"recorder/{name}"])
    recorder.totals = meta["totals"]


def _checksum(arrays: Arrays) -> str:
    total = hashlib.sha256()
    for name in sorted(arrays):
        column = np.ascontiguousarray(arrays[name])
        total.update(f"{name}{column.dtype.str}{column.shape}".encode())
        total.update(column.tobytes())
    return total.hexdigest()


def write(path: str | Path, state: State, origin: Origin, version: str) -> Path:
    """Write a world to a file, all of it or nothing.

    Args:
        path: The file; one that is there is replaced when the new one is whole.
        state: The state.
        origin: Where it came from.
        version: Version of the program.
    """
    target = Path(path)
    arrays = arrays_of(state)
    meta = {
        "format": FORMAT,
        "version": version,
        "scenario": origin.scenario,
        "name": origin.name,
        "seed": origin.seed,
        "replicate": origin.replicate,
        "month": state.month,
        "totals": state.recorder.totals,
    }
    arrays[META] = np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8)
    arrays[SUM] = np.frombuffer(_checksum(arrays).encode(), dtype=np.uint8)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return target


def read(path: str | Path, version: str) -> tuple[Arrays, dict[str, Any], Origin]:
    """Read a world from a file.

    Raises:
        SavedWorldError: No such file, not a saved world, damaged, or saved by another version.
    """
    place = Path(path)
    try:
        with np.load(io.BytesIO(place.read_bytes()), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        total = arrays.pop(SUM).tobytes().decode()
        whole = _checksum(arrays) == total
        meta = json.loads(arrays.pop(META).tobytes())
    except OSError as error:
        raise SavedWorldError(f"{place}: cannot be read ({error.strerror or error})") from None
    except (ValueError, KeyError, EOFError, AttributeError, TypeError, zipfile.BadZipFile, NotImplementedError):
        raise SavedWorldError(f"{place}: not a world saved by paradiplomacy, or damaged") from None
    if not whole:
        raise SavedWorldError(f"{place}: damaged: its checksum does not fit what it holds")
    if meta["format"] != FORMAT or meta["version"] != version:
        raise SavedWorldError(
            f"{place}: saved by paradiplomacy {meta['version']} (format {meta['format']}); this is {version} (format {FORMAT})"
        )
    return arrays, meta, Origin(meta["scenario"], meta["name"], int(meta["seed"]), int(meta["replicate"]))
