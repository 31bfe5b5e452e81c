"""The results of a batch: tables over all runs, each read at first use."""

import json
import shutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from paradiplomacy.experiments.design.plan import Recipe, Task
from paradiplomacy.experiments.engine.parts import read_manifest
from paradiplomacy.experiments.reports.phrases import counted
from paradiplomacy.experiments.results import store
from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError, folder_of, refuse_unless_free
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.scenarios.format.problem import did_you_mean

SETTINGS = "settings.parquet"
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
        found = read_manifest(self.folder)
        if found is None:
            raise ResultsError(f"{self.folder}: no {MANIFEST}; this is not a results folder, or it is incomplete")
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

    def files(self, name: str) -> list[Path]:
        """Return the part files of a table."""
        return sorted((self.folder / name).glob("*.parquet"))

    def of_run(self, name: str, run: int) -> pd.DataFrame:
        """Return the rows of one run in a table, without reading the others."""
        table: pd.DataFrame = ds.dataset(self.files(name)).to_table(filter=ds.field("run") == run).to_pandas()
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
        kinds = self.manifest["kinds"]
        point = {
            column: json.loads(row[column]) if kinds[column] == "json" else row[column]
            for column in self.columns
            if row[column] is not None  # the setting leaves the scenario's own value
        }
        return Task(int(run), setting, replicate, row["experiment"], point)

    def _table(self, name: str) -> pd.DataFrame:
        files = self.files(name)
        found = ds.dataset(files).to_table() if files else self._empty(name)
        # Parts are in the order in which chunks came back, which differs from session to session.
        return store.tidy(found.to_pandas().sort_values("run", kind="stable"))

    def _empty(self, name: str) -> pa.Table:
        """Return a table without rows, as it is where no run is done yet or none is complete."""
        from paradiplomacy.experiments.engine.worker import empty_table

        return empty_table(name, self.recipe())


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
