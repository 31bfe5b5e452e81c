"""The results of a batch: tables over all runs, each read at first use."""

import json
import shlex
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from paradiplomacy.agents.card import card
from paradiplomacy.experiments.design.plan import Recipe, Task
from paradiplomacy.experiments.engine.parts import SETTINGS, read_manifest
from paradiplomacy.experiments.engine.worker import empty_table, last_line
from paradiplomacy.experiments.reports.phrases import counted, listed
from paradiplomacy.experiments.results import store
from paradiplomacy.experiments.results.folder import (
    MANIFEST,
    ResultsError,
    folder_of,
    refuse_unless_folder,
    refuse_unless_free,
    refuse_unless_nameable,
    without_manifest,
)
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.experiments.results.tidy import tidy
from paradiplomacy.model import own_files
from paradiplomacy.scenarios.format.problem import did_you_mean

if TYPE_CHECKING:
    from paradiplomacy.scenarios.format.scenario import Scenario
    from paradiplomacy.scenarios.world.frame import Frame

SCENARIOS = "scenarios"
DESIGN = "design.toml"


class BatchResults(Mapping[str, pd.DataFrame]):
    """The tables of a batch by name, each read at first use.

    Args:
        folder: The folder of the batch.

    Raises:
        ResultsError: The folder is not a batch folder.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = folder_of(folder)
        refuse_unless_folder(self.folder)
        refuse_unless_nameable(self.folder)
        found = read_manifest(self.folder)
        if found is None:
            raise without_manifest(self.folder)
        self.manifest = found
        self._read: dict[str, pd.DataFrame] = {}

    def __fspath__(self) -> str:
        """Return the folder, so that the results can be given wherever a folder of a batch is expected."""
        return str(self.folder)

    def __str__(self) -> str:
        """Return what was run, how far it is, and the names of tables and measures."""
        status = [f"{count} {name}" for name, count in self.manifest.get("status", {}).items() if count]
        lines = [f"{self.manifest['title']} ({self.folder}): {counted(self.manifest['runs'], 'run')}"]
        lines += [f"Status: {', '.join(status)}"] * bool(status)
        return "\n".join([*lines, f"Tables: {', '.join(self)}", f"Measures: {', '.join(self.measures)}"])

    def _repr_html_(self) -> str:
        """Return what was run and how far it is as a table for a notebook."""
        status = ", ".join(f"{count} {name}" for name, count in self.manifest.get("status", {}).items() if count)
        rows = [
            ("folder", str(self.folder)),
            ("runs", counted(self.manifest["runs"], "run")),
            ("status", status or "not started"),
            ("tables", ", ".join(self)),
            ("measures", ", ".join(self.measures)),
        ]
        return card(self.manifest["title"], rows)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            if name not in self.manifest["tables"]:
                raise KeyError(f"unknown table {name!r}: {did_you_mean(str(name), self.manifest['tables'])}")
            self._read[name] = self._table(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.manifest["tables"])

    def __len__(self) -> int:
        return len(self.manifest["tables"])

    @property
    def runs(self) -> pd.DataFrame:
        """One row a run: setting, replicate, values of what is varied, status, digest of its events."""
        return self["runs"]

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row a complete run, with its measures."""
        return self["outcomes"]

    @cached_property
    def settings(self) -> pd.DataFrame:
        """One row a setting, with its experiment and the values of what is varied."""
        table: pd.DataFrame = pq.read_table(self.folder / SETTINGS).to_pandas()
        return table

    @property
    def stamp(self) -> str:
        """The provenance in one line: versions, commit, design, seed, number of runs, day."""
        manifest, session = self.manifest, self.manifest["sessions"][-1]
        return (
            f"paradiplomacy {session['versions']['paradiplomacy']}, commit {session['commit'][:10]}"
            f"{' with changes' if session['dirty'] else ''}, design {manifest['design']}, seed {manifest['seed']}, "
            f"{counted(manifest['runs'], 'run')}, {session['started_at'][:10]}"
        )

    @property
    def command(self) -> str:
        """The command that runs all of it again; empty where the design was made in Python."""
        source = self.manifest.get("source", self.manifest["design"])
        words = ["paradiplomacy", "batch", source, "--replicates", str(self.manifest["replicates"])]
        return shlex.join([*words, "--out", str(self.folder)]) if source else ""

    @property
    def measures(self) -> list[str]:
        """The names of the measures."""
        return list(self.manifest["measures"])

    @property
    def columns(self) -> list[str]:
        """The columns of what is varied."""
        return list(self.manifest["paths"])

    @cached_property
    def joined(self) -> pd.DataFrame:
        """The complete rows of ``runs``, with their measures."""
        keys = ["run", "setting", "replicate"]
        # Validated, because a duplicated row would count a run twice in every mean.
        return self.runs[self.runs["status"] == "complete"].merge(self.outcomes, on=keys, validate="1:1")

    def refuse_if_empty(self) -> None:
        """Make sure that at least one run gave a result.

        Raises:
            ResultsError: None did; the message has the last line of the first error.
        """
        runs = self.runs
        if (runs["status"] == "complete").any():
            return
        if runs.empty:
            raise ResultsError(f"{self.folder}: no run is done yet")
        counts = listed([f"{count:,} {status}" for status, count in runs["status"].value_counts().items()])
        error = last_line(str(runs["error"].iloc[0])) or "unknown"
        raise ResultsError(f"{self.folder}: no run gave a result ({counts}); the first error is {error}")

    @cached_property
    def frames(self) -> pd.Series:
        """Actors, first month and horizon (``Frame``) of the world of each setting, by setting."""
        from paradiplomacy.scenarios.world.frame import FRAMED, frame_of

        bases = {name: self._base(file) for name, file in self.manifest["experiments"].items()}
        framed = [column for column, path in self.manifest["paths"].items() if path.partition(".")[0] in FRAMED]
        # Thousands of settings have a few frames.
        found: dict[str, Frame] = {}
        frames = []
        for row in pq.read_table(self.folder / SETTINGS, columns=["experiment", *framed]).to_pylist():
            key = json.dumps(row)
            if key not in found:
                changes = {self.manifest["paths"][column]: value for column, value in self._point(row, framed).items()}
                found[key] = frame_of(bases[row["experiment"]], changes)
            frames.append(found[key])
        return pd.Series(frames, index=self.settings["setting"], dtype=object)

    def _base(self, file: str) -> "Scenario":
        """Return a scenario of the folder."""
        from paradiplomacy.scenarios.format.check import check
        from paradiplomacy.scenarios.own_data import files as own_tables
        from paradiplomacy.scenarios.typed.draft import Draft

        text = (self.folder / SCENARIOS / file).read_text(encoding="utf-8")
        draft = Draft(tomllib.loads(text), {(): file})
        # Copies of own tables are in the folder, and named relative to the scenario.
        own_tables.find(draft, self.folder / SCENARIOS)
        # Without trying own rules out: results must be readable where their files of rules are not.
        return check(draft.raw)

    def files(self, name: str) -> list[Path]:
        """Return the part files of a table."""
        return sorted((self.folder / name).glob("*.parquet"))

    def of_run(self, name: str, run: int) -> pd.DataFrame:
        """Return the rows of one run in a table, without reading the others."""
        table: pd.DataFrame = self._parts(name).to_table(filter=ds.field("run") == run).to_pandas()
        return table

    def to_csv(self, folder: str | Path) -> Path:
        """Write every table as CSV, with its provenance in the first line (``skiprows=1``).

        Args:
            folder: New folder.

        Returns:
            The folder.

        Raises:
            ResultsError: The folder is not empty.
        """
        target = folder_of(folder)
        refuse_unless_free(target)
        target.mkdir(parents=True, exist_ok=True)
        for name, table in (*self.items(), ("settings", self.settings)):
            with (target / f"{name}.csv").open("w", encoding=store.SPREADSHEETS, newline="") as file:
                store.stamped_csv(table, file, self.stamp)
        for name in (MANIFEST, DESIGN):
            shutil.copy(self.folder / name, target / name)
        return target

    def recipe(self) -> Recipe:
        """Return what all runs have in common, as stored in the folder."""
        from paradiplomacy.experiments.design.design import Stop
        from paradiplomacy.scenarios.format import read

        manifest = self.manifest
        bases = {name: read.read(self.folder / SCENARIOS / file) for name, file in manifest["experiments"].items()}
        return Recipe(
            manifest["fingerprint"],
            bases,
            manifest["paths"],
            manifest["kinds"],
            manifest["seed"],
            tuple(manifest["measures"]),
            tuple(manifest["keep"]),
            Stop(**manifest["stop"]),
            # The copies in the folder: the originals may have been edited, moved or deleted since.
            {name: own_files.placed(copy, self.folder) for name, copy in manifest.get("own", {}).items()},
            prepare=manifest.get("prepare", ""),
        )

    def task(self, run: int) -> Task:
        """Return the task of a run.

        Raises:
            ResultsError: The batch has no such run.
        """
        width = len(self.settings)
        runs = range(width * self.manifest["replicates"])
        if run not in runs:
            raise ResultsError(f"{self.folder}: unknown run {run!r}; expected 0 to {len(runs) - 1}")
        replicate, setting = divmod(int(run), width)
        # From the file itself, because pandas turns whole numbers with gaps into floats.
        row: dict[str, Any] = pq.read_table(self.folder / SETTINGS).slice(setting, 1).to_pylist()[0]
        return Task(int(run), setting, replicate, row["experiment"], self._point(row, self.columns))

    def _point(self, row: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Any]:
        """Return the values of a setting in some columns, without those in which it keeps the scenario's own."""
        kinds = self.manifest["kinds"]
        return {
            column: json.loads(row[column]) if kinds[column] == "json" else row[column]
            for column in columns
            if row[column] is not None
        }

    def _parts(self, name: str) -> ds.Dataset:
        files = self.files(name)
        if name != "monthly" or not self.manifest.get("prepare"):
            return ds.dataset(files)
        # Which columns a user's function records may depend on the scenario, and then differs between parts.
        return ds.dataset(files, schema=pa.unify_schemas([pq.read_schema(file) for file in files]))

    def _table(self, name: str) -> pd.DataFrame:
        # There is no file where no run is done yet, or none is complete.
        found = self._parts(name).to_table() if self.files(name) else empty_table(name, self.recipe())
        # Parts are in the order in which chunks came back, which differs from session to session.
        return tidy(found.to_pandas().sort_values("run", kind="stable"))


def load(folder: str | Path) -> Run | BatchResults:
    """Load a results folder: a run, or a batch of runs.

    Args:
        folder: The folder.

    Returns:
        The results; their tables are read at first use.

    Raises:
        ResultsError: No such folder, an incomplete manifest, or a missing or altered file.
    """
    path = folder_of(folder) / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # Fails for the same reason, with a more precise message.
        return store.load(folder)
    return BatchResults(folder) if isinstance(found, dict) and found.get("kind") == "batch" else store.load(folder)
