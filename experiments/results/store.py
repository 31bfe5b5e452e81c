"""Results of a run: tables in memory, and the folder that keeps them.

A folder holds ``events``, ``agreements``, ``disputes``, ``clubs``, ``memberships``, ``deliveries``, ``monthly``, ``cities`` and
``nations`` (Parquet or CSV; ``explanations`` where some decisions were explained), the resolved ``scenario.toml``, and ``manifest.json`` with a checksum of each. It is written beside its place and renamed when all
of it is on the disk, so a folder under its own name is whole.

Every file says which run it is from: Parquet in its schema metadata (key ``paradiplomacy``), CSV in its first line.
Read such a CSV elsewhere with ``pandas.read_csv(file, skiprows=1, keep_default_na=False, na_values=[""])``: an empty
cell is a missing value, and ``NA`` is text.
"""

import csv
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TextIO, get_args

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError, refuse_unless_free
from paradiplomacy.experiments.results.provenance import FORMAT, FileRecord, Manifest, manifest_from_json

TABLES = ("events", "agreements", "disputes", "clubs", "memberships", "deliveries", "monthly", "cities", "nations")
SCENARIO = "scenario.toml"

TableFormat = Literal["parquet", "csv"]


@dataclass(frozen=True, eq=False)
class Run:
    """One scenario with one seed, run to its horizon.

    Attributes:
        manifest: What it was: scenario, changes, seed, code, versions.
        scenario: The resolved scenario as the text of a scenario file.
        tables: The tables by name (``TABLES``); those of a loaded run are read when first asked for.
    """

    manifest: Manifest
    scenario: str
    tables: Mapping[str, pd.DataFrame]

    @property
    def events(self) -> pd.DataFrame:
        """Every decision and legal change, one row each, in order."""
        return self.tables["events"]

    @property
    def agreements(self) -> pd.DataFrame:
        """Every agreement and negotiation, one row each, as the run left it."""
        return self.tables["agreements"]

    @property
    def disputes(self) -> pd.DataFrame:
        """Every dispute between a nation and its city, one row each, as the run left it."""
        return self.tables["disputes"]

    @property
    def clubs(self) -> pd.DataFrame:
        """Every club and treaty, one row each, as the run left it."""
        return self.tables["clubs"]

    @property
    def memberships(self) -> pd.DataFrame:
        """Who is, was or may be a member of what, one row for each actor and club, as the run left it."""
        return self.tables["memberships"]

    @property
    def deliveries(self) -> pd.DataFrame:
        """Delivered share by party and year, one row for each yearly review."""
        return self.tables["deliveries"]

    @property
    def monthly(self) -> pd.DataFrame:
        """The world as a whole, one row a month."""
        return self.tables["monthly"]

    @property
    def cities(self) -> pd.DataFrame:
        """Every city in every month."""
        return self.tables["cities"]

    @property
    def nations(self) -> pd.DataFrame:
        """Every nation in every month."""
        return self.tables["nations"]

    def save(self, folder: str | Path, *, format: TableFormat = "parquet") -> Path:  # noqa: A002 - the word users know
        """Write the results folder.

        Args:
            folder: Where; must not exist, or be empty.
            format: ``parquet`` or ``csv``.

        Returns:
            The folder.

        Raises:
            ResultsError: The folder holds something already, or the format is unknown.
            OSError: The disk refused; nothing stands under the folder's name then.
        """
        target = Path(folder)
        if format not in get_args(TableFormat):
            raise ResultsError(f"format {format!r}: must be parquet or csv")
        refuse_unless_free(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.parent / f".{target.name}.unfinished-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            self._write_all(draft, format)
            if target.exists():
                target.rmdir()
            draft.rename(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        _to_disk(target.parent)
        return target

    def _write_all(self, folder: Path, table_format: TableFormat) -> None:
        stamp = self.manifest.stamp()
        records = {}
        for name in dict.fromkeys((*TABLES, *self.tables)):
            table = self.tables[name]
            path = folder / f"{name}.{table_format}"
            _WRITE[table_format](table, path, stamp)
            columns = {str(column): str(kind) for column, kind in table.dtypes.items()}
            records[path.name] = FileRecord(sha256=_checksum(path), rows=len(table), columns=columns)
        scenario = folder / SCENARIO
        scenario.write_text(f"# {stamp}\n{self.scenario}", encoding="utf-8")
        records[SCENARIO] = FileRecord(sha256=_checksum(scenario))
        manifest = folder / MANIFEST
        manifest.write_text(replace(self.manifest, files=records).to_json(), encoding="utf-8")
        for path in (*folder.iterdir(), folder):
            _to_disk(path)


class TablesOnDisk(Mapping[str, pd.DataFrame]):
    """The tables of a results folder, each read when it is first asked for."""

    def __init__(self, folder: Path, files: Mapping[str, FileRecord]) -> None:
        self._paths = {Path(name).stem: folder / name for name, record in files.items() if record.rows is not None}
        self._records = {Path(name).stem: record for name, record in files.items()}
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
    """The run that a results folder holds.

    Raises:
        ResultsError: No such folder, no whole manifest, or a file that is missing or not what was written.
    """
    place = Path(folder)
    if not place.is_dir():
        raise ResultsError(f"{place}: no such folder")
    try:
        manifest = manifest_from_json((place / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ResultsError(f"{place}: no {MANIFEST}; this is no results folder, or it was not written whole") from None
    except ValueError as error:
        raise ResultsError(f"{place / MANIFEST}: not a whole manifest ({error})") from error
    if manifest.format != FORMAT:
        raise ResultsError(f"{place / MANIFEST}: format {manifest.format}; this version reads format {FORMAT}")
    _refuse_altered(place, manifest)
    scenario = (place / SCENARIO).read_text(encoding="utf-8").partition("\n")[2]
    return Run(manifest, scenario, TablesOnDisk(place, manifest.files))


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it comes back from a folder: plain row numbers, text as text, no empty text beside missing."""
    kept = table.reset_index(drop=True)
    for column in kept.columns[[not _is_plain(kind) for kind in kept.dtypes]]:
        kept[column] = kept[column].astype("str").replace("", None)
    return kept


def _is_plain(kind: object) -> bool:
    """Whether a column of this type is numbers or truth values."""
    return pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind)  # type: ignore[arg-type]


def _refuse_altered(folder: Path, manifest: Manifest) -> None:
    """Make sure that the folder's files are those that were written."""
    missing = {*TABLES, Path(SCENARIO).stem} - {Path(name).stem for name in manifest.files}
    if missing:
        raise ResultsError(f"{folder / MANIFEST}: says nothing about {', '.join(sorted(missing))}")
    for name, record in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise ResultsError(f"{path}: is missing from the results")
        if _checksum(path) != record.sha256:
            raise ResultsError(f"{path}: is not what the run wrote (its checksum differs from {MANIFEST})")


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
    """Write a table as CSV under a first line, after ``#``, that says what made it."""
    file.write(f"# {stamp}\n")
    table.to_csv(file, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")


def _read_csv(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
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
    """Wait until a file or a folder's list of files is on the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
