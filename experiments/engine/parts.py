"""The folder of a batch: part files that are complete or absent, and the runs that are done.

``runs``, ``outcomes`` and the saved tables are folders of Parquet parts. A part is written as a draft and then renamed. The
part of ``runs`` is renamed last: a run without a part file in ``runs`` counts as not done, whatever else was written
before the process died. Only the process that holds the lock renames.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from paradiplomacy.experiments.engine.worker import Status
from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError, holds

FORMAT = 1
SETTINGS = "settings.parquet"
LOCK = ".lock"
DRAFTS = ".drafts"
BROKEN = "broken"
# 0 is left for runs that are not done.
CODES: dict[str, int] = {"complete": 1, "failed": 2, "timed out": 3, "died": 4}
# Whatever a truncated or foreign file may raise: none of it may stop a batch that can simply repeat the runs.
UNREADABLE = (OSError, ValueError, pa.ArrowException, KeyError)


class Parts:
    """The part files of one folder.

    Args:
        folder: The folder of the batch.
        tables: Tables besides ``runs``, in the order in which they are written.
    """

    def __init__(self, folder: Path, tables: Sequence[str]) -> None:
        self.folder = folder
        # ``runs`` is last in the order of writing: its part is the one that makes runs count as done.
        self.tables = (*tables, "outcomes", "runs")
        self.moved: list[str] = []

    @property
    def drafts(self) -> Path:
        """Folder of the drafts."""
        return self.folder / DRAFTS

    def clean(self) -> None:
        """Delete drafts of an earlier session, and make the folders."""
        shutil.rmtree(self.drafts, ignore_errors=True)
        self.drafts.mkdir(parents=True)
        for table in self.tables:
            (self.folder / table).mkdir(exist_ok=True)

    def commit(self, name: str, tables: Sequence[str]) -> None:
        """Turn drafts into parts, that of ``runs`` last."""
        for table in (each for each in self.tables if each in tables):
            (self.drafts / f"{name}.{table}").rename(self.part(table, name))

    def part(self, table: str, name: str) -> Path:
        """Return the file of a part."""
        return self.folder / table / f"{name}.parquet"

    def done(self, runs: int) -> NDArray[np.int8]:
        """Return the status of each run (0: not done), after quarantining corrupt parts and deleting leftovers."""
        found = np.zeros(runs, dtype=np.int8)
        # In the order of writing: if two parts hold the same run, the first counts and the other is quarantined.
        for path in sorted((self.folder / "runs").glob("*.parquet")):
            numbers = self._checked(path.stem, found)
            if numbers is None:
                self._move(path.stem)
            else:
                found[numbers[0]] = numbers[1]
        self._drop_leftovers()
        return found

    def counts(self, runs: int) -> dict[str, int]:
        """Return the number of runs of each status and of those ``not done``, without checking the parts again."""
        found = dict.fromkeys(CODES, 0)
        for path in (self.folder / "runs").glob("*.parquet"):
            for run, status in zip(*_read(path, ["run", "status"]).to_pydict().values(), strict=True):
                found[status] += run < runs
        return {"not done": runs - sum(found.values()), **found}

    def forget(self, statuses: Sequence[Status]) -> None:
        """Delete the rows of these statuses, so that their runs are repeated."""
        for path in sorted((self.folder / "runs").glob("*.parquet")):
            table = pq.read_table(path)
            keep = np.array([status not in statuses for status in table["status"].to_pylist()], dtype=bool)
            if keep.all():
                continue
            if not keep.any():
                path.unlink()
                continue
            # Replaced by renaming, as every part is made, so that a crash at this moment loses no row.
            draft = self.drafts / f"{path.stem}.runs"
            pq.write_table(table.filter(pa.array(keep)), draft, compression="zstd", write_page_checksum=True)
            draft.rename(path)

    def _checked(self, name: str, found: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int8]] | None:
        """Return numbers and statuses of the runs of a part; None where it is incomplete or foreign."""
        try:
            rows = _read(self.part("runs", name), ["run", "status"])
            numbers = rows["run"].to_numpy()
            codes = np.array([CODES[status] for status in rows["status"].to_pylist()], dtype=np.int8)
            if len(numbers) == 0 or numbers.min() < 0 or len(np.unique(numbers)) < len(numbers):
                return None
            inside = numbers < len(found)
            # A run in two parts would count twice in every mean; the later part is the leftover of a crash.
            if found[numbers[inside]].any():
                return None
            complete = numbers[codes == CODES["complete"]]
            # A part of failed runs alone has neither outcomes nor saved tables.
            for table in self.tables[:-1] if len(complete) else ():
                # Saved tables are read whole, because checksums are verified only of the columns that are read.
                kept = _read(self.part(table, name), ["run"] if table == "outcomes" else None)
                if table == "outcomes" and not np.array_equal(kept["run"].to_numpy(), complete):
                    return None
        except UNREADABLE:
            return None
        return numbers[inside], codes[inside]

    def _move(self, name: str) -> None:
        """Quarantine a part."""
        aside = self.folder / BROKEN
        aside.mkdir(exist_ok=True)
        self.moved.append(name)
        # The part of runs goes first: whatever happens next, its runs count as not done.
        for table in reversed(self.tables):
            path = self.part(table, name)
            if path.exists():
                path.rename(aside / f"{name}.{table}.parquet")

    def _drop_leftovers(self) -> None:
        """Delete parts without a part of ``runs``, which remain where the parent died between two renames."""
        whole = {path.stem for path in (self.folder / "runs").glob("*.parquet")}
        for table in self.tables[:-1]:
            for path in (self.folder / table).glob("*.parquet"):
                if path.stem not in whole:
                    path.unlink()


def _read(path: Path, columns: list[str] | None) -> pa.Table:
    with path.open("rb") as file:
        return pq.read_table(file, columns=columns, page_checksum_verification=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock the folder: only one process at a time may add to it.

    Raises:
        ResultsError: Another process has locked it.
    """
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    # A lock of the operating system ends with its process; a lock file would outlive a killed one.
    with (folder / LOCK).open("w") as file:
        try:
            # The file itself is never deleted: two processes could then lock two files of one name.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ResultsError(f"{folder}: another batch is writing to this folder") from None
        yield


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a batch; None where the folder has none.

    Raises:
        ResultsError: There is a manifest, but not of a batch that this version reads.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ResultsError(f"{folder}: not a results folder that can be read ({error.strerror})") from error
    except ValueError as error:
        raise ResultsError(f"{folder / MANIFEST}: incomplete manifest ({error})") from error
    # Tables that were exported as CSV have the manifest of their batch, and a new session would write among them.
    if not isinstance(found, dict) or found.get("kind") != "batch" or not (folder / SETTINGS).is_file():
        raise ResultsError(f"{folder}: is not a batch folder; it holds {holds(folder, found)}")
    if found.get("format") != FORMAT:
        raise ResultsError(f"{folder / MANIFEST}: unknown format {found.get('format')}; expected {FORMAT}")
    return found


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest, completely or not at all."""
    write_text(folder / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False, default=str) + "\n")


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a text file, completely or not at all."""
    # Readers see the old text or the new one, never half of it: renaming within a folder is atomic.
    draft = path.with_name(f".{path.name}.unfinished")
    with draft.open("w", encoding=encoding) as file:
        file.write(text)
        file.flush()
        # Otherwise a crash of the machine could leave a file that has been renamed but is empty.
        os.fsync(file.fileno())
    draft.rename(path)
