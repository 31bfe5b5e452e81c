"""Results of a run: tables in memory, and the folder that stores them.

A folder holds ``events``, ``agreements``, ``disputes``, ``clubs``, ``memberships``, ``deliveries``, ``monthly``, ``cities``
and ``nations`` (Parquet or CSV; ``explanations`` where some decisions were explained), the resolved ``scenario.toml``, and
``manifest.json`` with a checksum of each. Rules from the user's own files are in the folder ``own``, from which the scenario
names them. It is written under a temporary name and renamed when all of it is on the disk,
so that a folder under its final name is complete.

Every file names the run it is from: Parquet in its schema metadata (key ``paradiplomacy``), CSV in its first line.
Read such a CSV with ``pandas.read_csv(file, skiprows=1, keep_default_na=False, na_values=[""])``: an empty
cell is a missing value, and ``NA`` is text.
"""

import csv
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TextIO, get_args

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from paradiplomacy.experiments.results.copies import OWN, Copies
from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError, holds, refuse_unless_free
from paradiplomacy.experiments.results.provenance import FORMAT, FileRecord, Manifest, manifest_from_json

TABLES = ("events", "agreements", "disputes", "clubs", "memberships", "deliveries", "monthly", "cities", "nations")
SCENARIO = "scenario.toml"

TableFormat = Literal["parquet", "csv"]


@dataclass(frozen=True, eq=False)
class Run:
    """The results of one scenario with one seed.

    Attributes:
        manifest: Scenario, changes, seed, code, versions.
        scenario: The resolved scenario as the text of a scenario file.
        tables: The tables by name (``TABLES``); those of a loaded run are read at first use.
        own: Content of the user's own files, by path relative to the folder of the scenario.
    """

    manifest: Manifest
    scenario: str
    tables: Mapping[str, pd.DataFrame]
    own: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def events(self) -> pd.DataFrame:
        """Decisions and legal changes, one row each, in order."""
        return self.tables["events"]

    @property
    def agreements(self) -> pd.DataFrame:
        """Agreements and negotiations, one row each, at the end of the run."""
        return self.tables["agreements"]

    @property
    def disputes(self) -> pd.DataFrame:
        """Disputes between a nation and its city, one row each, at the end of the run."""
        return self.tables["disputes"]

    @property
    def clubs(self) -> pd.DataFrame:
        """Clubs and treaties, one row each, at the end of the run."""
        return self.tables["clubs"]

    @property
    def memberships(self) -> pd.DataFrame:
        """Memberships and invitations, one row for each actor and club, at the end of the run."""
        return self.tables["memberships"]

    @property
    def deliveries(self) -> pd.DataFrame:
        """Delivered shares, one row for each party and yearly review."""
        return self.tables["deliveries"]

    @property
    def monthly(self) -> pd.DataFrame:
        """Monthly totals of the world, one row a month."""
        return self.tables["monthly"]

    @property
    def cities(self) -> pd.DataFrame:
        """Monthly time series of cities, one row for each month and city."""
        return self.tables["cities"]

    @property
    def nations(self) -> pd.DataFrame:
        """Monthly time series of nations, one row for each month and nation."""
        return self.tables["nations"]

    def save(self, folder: str | Path, *, format: TableFormat = "parquet") -> Path:  # noqa: A002 - the word users know
        """Write the results folder.

        Args:
            folder: The folder, new or empty.
            format: ``parquet`` or ``csv``.

        Returns:
            The folder.

        Raises:
            ResultsError: The folder is not empty, or the format is unknown.
            OSError: It cannot be written; then no folder of that name is left behind.
        """
        target = Path(folder)
        if format not in get_args(TableFormat):
            raise ResultsError(f"format {format!r}: must be parquet or csv")
        refuse_unless_free(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        # In the same folder, because a folder cannot be renamed into another file system; with the number of the
        # process, so that two writers do not share a draft.
        draft = target.parent / f".{target.name}.unfinished-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            self._write_all(draft, format)
            if target.exists():
                target.rmdir()
            draft.rename(target)
        # Ctrl-C included: no draft may remain.
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        # The new name is an entry of the parent folder, which has to be on the disk as well.
        _to_disk(target.parent)
        return target

    def _write_all(self, folder: Path, table_format: TableFormat) -> None:
        stamp = self.manifest.stamp()
        records = {}
        # First the tables of every run, then those that only some runs have, such as explanations.
        for name in dict.fromkeys((*TABLES, *self.tables)):
            table = self.tables[name]
            path = folder / f"{name}.{table_format}"
            _WRITE[table_format](table, path, stamp)
            columns = {str(column): str(kind) for column, kind in table.dtypes.items()}
            records[path.name] = FileRecord(sha256=_checksum(path), rows=len(table), columns=columns)
        scenario = folder / SCENARIO
        scenario.write_text(f"# {stamp}\n{self.scenario}", encoding="utf-8")
        Copies({}, self.own).write(folder)
        for name in (SCENARIO, *self.own):
            records[name] = FileRecord(sha256=_checksum(folder / name))
        manifest = folder / MANIFEST
        manifest.write_text(replace(self.manifest, files=records).to_json(), encoding="utf-8")
        for path in (*folder.rglob("*"), folder):
            _to_disk(path)


class TablesOnDisk(Mapping[str, pd.DataFrame]):
    """The tables of a results folder, each read at first use."""

    def __init__(self, folder: Path, files: Mapping[str, FileRecord]) -> None:
        tables = {name: record for name, record in files.items() if record.rows is not None}
        self._paths = {Path(name).stem: folder / name for name in tables}
        self._records = {Path(name).stem: record for name, record in tables.items()}
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            path = self._paths[name]
            self._read[name] = _READ[path.suffix](path, self._records[name].columns)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def load(folder: str | Path) -> Run:
    """Return the run in a results folder.

    Raises:
        ResultsError: No such folder, an incomplete manifest, or a missing or altered file.
    """
    place = Path(folder)
    if not place.is_dir():
        raise ResultsError(f"{place}: no such folder")
    try:
        manifest = manifest_from_json((place / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ResultsError(f"{place}: no {MANIFEST}; this is not a results folder: it holds {holds(place)}") from None
    except ValueError as error:
        raise ResultsError(f"{place / MANIFEST}: incomplete manifest ({error})") from error
    if manifest.format != FORMAT:
        raise ResultsError(f"{place / MANIFEST}: unknown format {manifest.format}; expected {FORMAT}")
    _refuse_altered(place, manifest)
    # The first line is the stamp of the run and not part of the scenario.
    scenario = (place / SCENARIO).read_text(encoding="utf-8").partition("\n")[2]
    own = {name: (place / name).read_bytes() for name in manifest.files if name.startswith(f"{OWN}/")}
    return Run(manifest, scenario, TablesOnDisk(place, manifest.files), own)


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as it is read back from a folder: row numbers from 0, text as text, empty text as missing."""
    kept = table.reset_index(drop=True)
    for column in kept.columns[[not _is_numeric(kind) for kind in kept.dtypes]]:
        # A CSV file cannot distinguish empty text from a missing value, so that a table in memory does not either.
        kept[column] = kept[column].astype("str").replace("", None)
    return kept


def _is_numeric(kind: object) -> bool:
    """Return whether a column of this type holds numbers or truth values."""
    return pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind)  # type: ignore[arg-type]


def _refuse_altered(folder: Path, manifest: Manifest) -> None:
    """Refuse a folder whose files are missing or altered."""
    missing = {*TABLES, Path(SCENARIO).stem} - {Path(name).stem for name in manifest.files}
    if missing:
        raise ResultsError(f"{folder / MANIFEST}: does not list {', '.join(sorted(missing))}")
    for name, record in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise ResultsError(f"{path}: missing from the results")
        if _checksum(path) != record.sha256:
            raise ResultsError(f"{path}: altered (its checksum differs from {MANIFEST})")


def _write_parquet(table: pd.DataFrame, path: Path, stamp: str) -> None:
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    marked = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), b"paradiplomacy": stamp.encode()})
    pq.write_table(marked, path)


def _read_parquet(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    table: pd.DataFrame = pq.read_table(path).to_pandas()
    return table.astype(dict(columns))


def _write_csv(table: pd.DataFrame, path: Path, stamp: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        stamped_csv(table, file, stamp)


def stamped_csv(table: pd.DataFrame, file: TextIO, stamp: str) -> None:
    """Write a table as CSV, with its provenance in the first line after ``#``."""
    file.write(f"# {stamp}\n")
    # The same line ends on every system, for the same bytes and the same checksum.
    table.to_csv(file, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")


def _read_csv(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    # Namibia has the code NA, which pandas would read as a missing value.
    return pd.read_csv(
        path,
        skiprows=1,
        dtype=dict(columns),
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )


_WRITE: dict[str, Callable[[pd.DataFrame, Path, str], None]] = {"parquet": _write_parquet, "csv": _write_csv}
_READ: dict[str, Callable[[Path, Mapping[str, str]], pd.DataFrame]] = {".parquet": _read_parquet, ".csv": _read_csv}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    """Return when a file, or the entries of a folder, are on the disk.

    Renaming alone survives a crash of the program but not of the machine.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
