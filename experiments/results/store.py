"""Results of a run: tables in memory, and the folder that stores them.

A folder holds ``events``, ``agreements``, ``parties``, ``disputes``, ``clubs``, ``memberships``, ``deliveries``, ``monthly``, ``cities``
and ``nations`` (Parquet or CSV; ``explanations`` where some decisions were explained,
``observed_ties`` where the scenario has ties on record,
``estimates`` where a user's own tables leave figures out), the resolved ``scenario.toml``, and
``manifest.json`` with a checksum of each. Rules from the user's own files are in the folder ``own``, from which the scenario
names them. The results are written under a temporary name and moved when all of them are on the disk, so that a folder with
a manifest is complete.

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
from typing import TYPE_CHECKING, Literal, TextIO, get_args

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from paradiplomacy.agents.card import card
from paradiplomacy.experiments.results.copies import OWN, Copies
from paradiplomacy.experiments.results.folder import (
    MANIFEST,
    ResultsError,
    folder_of,
    refuse_unless_folder,
    refuse_unless_free,
    without_manifest,
)
from paradiplomacy.experiments.results.provenance import FORMAT, FileRecord, Manifest, manifest_from_json
from paradiplomacy.experiments.results.tidy import tidy

if TYPE_CHECKING:
    import networkx as nx

TABLES = (
    "events", "agreements", "parties", "disputes", "statutes", "clubs", "memberships", "deliveries", "monthly", "cities",
    "nations",
)  # fmt: skip
SCENARIO = "scenario.toml"
SPREADSHEETS = "utf-8-sig"
"""Encoding of CSV files: UTF-8 after a mark without which Excel would show "SÃ£o Paulo"; other readers skip it."""

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
    scenario: str = field(repr=False)
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    own: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        """Return what was run, and the names of the tables."""
        return f"{self.manifest}\nTables: {', '.join(self.tables)}"

    def _repr_html_(self) -> str:
        """Return what was run as a table for a notebook, without its tables, which may be large."""
        of = self.manifest
        changed = ", ".join(f"{path} = {value}" for path, value in of.changes.items())
        rows = [
            ("scenario", of.scenario),
            ("seed", f"{of.seed}, replicate {of.replicate}"),
            ("months", f"{of.months} of {of.horizon} from {of.start}, {of.outcome}"),
            *([("changed", changed)] if changed else []),
            ("digest", of.digest[:12]),
            ("tables", ", ".join(self.tables)),
        ]
        return card(of.title, rows)

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
    def statutes(self) -> pd.DataFrame:
        """Statutes of nations on the diplomacy of their cities, one row each, at the end of the run."""
        return self.tables["statutes"]

    @property
    def parties(self) -> pd.DataFrame:
        """Parties of agreements and actors invited to clubs, one row for each actor in each, at the end of the run."""
        return self.tables["parties"]

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

    def network(self, month: int | str | None = None) -> "nx.MultiGraph[str]":
        """Return the ties at the end of a month as a NetworkX graph, in plain Python values: actors by id, agreements by number.

        Args:
            month: Its number, negative in the burn-in, or its date (YYYY-MM); None means the last one.

        Raises:
            ResultsError: The run has no such month.
        """
        # Here, because the module is about this class, and loads a package that few runs need.
        from paradiplomacy.experiments.exports.network import network

        return network(self, month)

    def compare_ties(self, month: int | str | None = None) -> pd.DataFrame:
        """Return each pair of cities that is tied at the end of a month, with its ``group``: on record, simulated, or both.

        Args:
            month: As for ``network``.

        Raises:
            ResultsError: The scenario has no table of ties, or the run no such month.
        """
        from paradiplomacy.experiments.results.observed import compared

        return compared(self, month)

    def export(self, folder: str | Path, *, format: str, month: int | str | None = None) -> list[Path]:  # noqa: A002 - as ``save``
        """Write the run for programs of networks, maps and tables, into a new folder.

        Args:
            folder: The folder, new or empty.
            format: ``graphml``, ``gexf``, ``geojson``, ``flows``, ``csv`` or ``stata``.
            month: As for ``network``, for networks and maps.

        Raises:
            ResultsError: The format is unknown, the run has no such month, or the folder is taken or cannot be written.
        """
        from paradiplomacy.experiments.exports.export import export

        return export(self, folder, format, month=month)

    def save(self, folder: str | Path, *, format: TableFormat = "parquet") -> Path:  # noqa: A002 - the word users know
        """Write the results folder.

        Args:
            folder: The folder, new or empty.
            format: ``parquet`` or ``csv``.

        Returns:
            The folder.

        Raises:
            ResultsError: The folder is not empty, or the format is unknown.
            OSError: It cannot be written; then no results are left behind.
        """
        target = folder_of(folder)
        if format not in get_args(TableFormat):
            raise ResultsError(f"format {format!r}: must be parquet or csv")
        refuse_unless_free(target)
        # A folder that is there may be a mount point, the working folder, or all that one may write to: it is filled
        # and not replaced.
        is_there = target.is_dir()
        place = target if is_there else target.parent
        place.mkdir(parents=True, exist_ok=True)
        # In the same folder, because a folder cannot be renamed into another file system; with the number of the
        # process, so that two writers do not share a draft.
        draft = place / f".{target.name}.unfinished-{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            self._write_all(draft, format)
            if is_there:
                _move_into(target, draft)
            else:
                draft.rename(target)
        # Ctrl-C included: no draft may remain.
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        # New names are entries of this folder, which has to be on the disk as well.
        _to_disk(place)
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
            known = {column: kind for column, kind in self._records[name].columns.items() if kind != "object"}
            self._read[name] = tidy(_READ[path.suffix](path, known))
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
    place = folder_of(folder)
    refuse_unless_folder(place)
    try:
        manifest = manifest_from_json((place / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise without_manifest(place) from None
    except OSError as error:
        raise ResultsError(f"{place / MANIFEST}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ResultsError(f"{place / MANIFEST}: incomplete manifest ({error})") from error
    if manifest.format != FORMAT:
        made = f"made by paradiplomacy {manifest.versions.get('paradiplomacy', 'of another version')}"
        raise ResultsError(
            f"{place / MANIFEST}: format {manifest.format}, {made}; expected format {FORMAT}: run it again"
        )
    _refuse_altered(place, manifest)
    # The first line is the stamp of the run and not part of the scenario.
    scenario = (place / SCENARIO).read_text(encoding="utf-8").partition("\n")[2]
    own = {name: (place / name).read_bytes() for name in manifest.files if name.startswith(f"{OWN}/")}
    return Run(manifest, scenario, TablesOnDisk(place, manifest.files), own)


def refuse_unless_run(given: object) -> None:
    """Refuse what is not the results of a run, such as their folder.

    Raises:
        ResultsError: It is of another type.
    """
    if not isinstance(given, Run):
        kind = type(given).__name__
        # Without the value: a world or a table as text would be cut off in the middle of a sentence.
        raise ResultsError(f"the run: of type {kind}, expected a Run, as paradiplomacy.run or load returns it")


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
    # Opened here, because pyarrow would read a path in its own way: as an address, or with a home folder in it.
    with path.open("wb") as file:
        pq.write_table(marked, file)


def _read_parquet(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    with path.open("rb") as file:
        table: pd.DataFrame = pq.read_table(file).to_pandas()
    return table.astype(dict(columns))


def _write_csv(table: pd.DataFrame, path: Path, stamp: str) -> None:
    with path.open("w", encoding=SPREADSHEETS, newline="") as file:
        stamped_csv(table, file, stamp)


def stamped_csv(table: pd.DataFrame, file: TextIO, stamp: str) -> None:
    """Write a table as CSV, with its provenance in the first line after ``#``."""
    file.write(f"# {stamp}\n")
    # The same line ends on every system, for the same bytes and the same checksum.
    table.apply(as_written).to_csv(file, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")


def as_written(column: pd.Series) -> pd.Series:
    """Return a column as it is written: months and the like without decimals, although some are missing."""
    found = column.dropna() if column.dtype == "float64" and column.hasnans else column.head(0)
    # Larger numbers are not exact as floating-point numbers.
    is_whole = len(found) and ((found % 1 == 0) & (found.abs() < 2**53)).all()
    return column.astype("Int64") if is_whole else column


def _read_csv(path: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    # Namibia has the code NA, which pandas would read as a missing value.
    return pd.read_csv(
        path,
        skiprows=1,
        dtype=dict(columns),
        keep_default_na=False,
        na_values=[""],
        encoding=SPREADSHEETS,
    )


_WRITE: dict[str, Callable[[pd.DataFrame, Path, str], None]] = {"parquet": _write_parquet, "csv": _write_csv}
_READ: dict[str, Callable[[Path, Mapping[str, str]], pd.DataFrame]] = {".parquet": _read_parquet, ".csv": _read_csv}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _move_into(target: Path, draft: Path) -> None:
    """Move the files of a draft into the folder of results, the manifest last: a folder without one is not complete."""
    for path in sorted(draft.iterdir(), key=lambda file: file.name == MANIFEST):
        path.rename(target / path.name)
    draft.rmdir()


def _to_disk(path: Path) -> None:
    """Return when a file, or the entries of a folder, are on the disk.

    Renaming alone survives a crash of the program but not of the machine.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
