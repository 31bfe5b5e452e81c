"""The results of a batch: tables over all runs, read when they are asked for."""

import json
import shutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from paradiplomacy.experiments.design.plan import Recipe, Task
from paradiplomacy.experiments.engine.parts import read_manifest
from paradiplomacy.experiments.reports.phrases import counted
from paradiplomacy.experiments.results import store
from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError, refuse_unless_free
from paradiplomacy.experiments.results.store import Run

SETTINGS = "settings.parquet"
SCENARIOS = "scenarios"
DESIGN = "design.toml"


class BatchResults(Mapping[str, pd.DataFrame]):
    """The tables of a batch by name, each read when it is first asked for.

    Args:
        folder: The folder of the batch.

    Raises:
        ResultsError: The folder holds no batch.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        found = read_manifest(self.folder)
        if found is None:
            raise ResultsError(f"{self.folder}: no {MANIFEST}; this is no results folder, or it was not written whole")
        self.manifest = found
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            if name not in self.manifest["tables"]:
                raise KeyError(name)
            self._read[name] = self._table(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.manifest["tables"])

    def __len__(self) -> int:
        return len(self.manifest["tables"])

    @property
    def runs(self) -> pd.DataFrame:
        """One row a run: setting, luck, values of what is varied, how it ended, digest of its events."""
        return self["runs"]

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row a complete run: its measures."""
        return self["outcomes"]

    @cached_property
    def settings(self) -> pd.DataFrame:
        """One row a setting: experiment and values of what is varied."""
        table: pd.DataFrame = pq.read_table(self.folder / SETTINGS).to_pandas()
        return table

    @property
    def stamp(self) -> str:
        """What made the rows, in a line: versions, commit, design, seed, number of runs, day."""
        kept, session = self.manifest, self.manifest["sessions"][-1]
        return (
            f"paradiplomacy {session['versions']['paradiplomacy']}, commit {session['commit'][:10]}"
            f"{' with changes' if session['dirty'] else ''}, design {kept['design']}, seed {kept['seed']}, "
            f"{counted(kept['runs'], 'run')}, {session['started_at'][:10]}"
        )

    @property
    def measures(self) -> list[str]:
        """Names of the measures."""
        return list(self.manifest["measures"])

    @property
    def columns(self) -> list[str]:
        """Columns of what is varied."""
        return list(self.manifest["paths"])

    @cached_property
    def joined(self) -> pd.DataFrame:
        """The rows of ``runs`` that are complete, with their measures."""
        keys = ["run", "setting", "replicate"]
        return self.runs[self.runs["status"] == "complete"].merge(self.outcomes, on=keys, validate="1:1")

    def files(self, name: str) -> list[Path]:
        """The part files of a table."""
        return sorted((self.folder / name).glob("*.parquet"))

    def of_run(self, name: str, run: int) -> pd.DataFrame:
        """The rows of one run in a table, without reading the others."""
        table: pd.DataFrame = ds.dataset(self.files(name)).to_table(filter=ds.field("run") == run).to_pandas()
        return table

    def to_csv(self, folder: str | Path) -> Path:
        """Write every table as CSV, what made it in the first line (``skiprows=1``); returns the folder.

        Raises:
            ResultsError: The folder holds something already.
        """
        target = Path(folder)
        refuse_unless_free(target)
        target.mkdir(parents=True, exist_ok=True)
        for name, table in (*self.items(), ("settings", self.settings)):
            with (target / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                store.stamped_csv(table, file, self.stamp)
        for name in (MANIFEST, DESIGN):
            shutil.copy(self.folder / name, target / name)
        return target

    def recipe(self) -> Recipe:
        """What all runs have in common, as the folder keeps it."""
        from paradiplomacy.experiments.design.design import Stop
        from paradiplomacy.scenarios.format import read

        kept = self.manifest
        bases = {name: read.read(self.folder / SCENARIOS / file) for name, file in kept["experiments"].items()}
        return Recipe(
            kept["fingerprint"],
            bases,
            kept["paths"],
            kept["kinds"],
            kept["seed"],
            tuple(kept["measures"]),
            tuple(kept["keep"]),
            Stop(**kept["stop"]),
        )

    def task(self, run: int) -> Task:
        """What a run is.

        Raises:
            ResultsError: The batch has no such run.
        """
        width = len(self.settings)
        if not 0 <= run < width * self.manifest["replicates"]:
            raise ResultsError(f"{self.folder}: no run {run}; they are 0 to {width * self.manifest['replicates'] - 1}")
        replicate, setting = divmod(run, width)
        row: dict[str, Any] = pq.read_table(self.folder / SETTINGS).slice(setting, 1).to_pylist()[0]
        kinds = self.manifest["kinds"]
        point = {
            column: json.loads(row[column]) if kinds[column] == "json" else row[column]
            for column in self.columns
            if row[column] is not None
        }
        return Task(run, setting, replicate, row["experiment"], point)

    def _table(self, name: str) -> pd.DataFrame:
        files = self.files(name)
        if not files:  # no run is done, or none is complete
            return pd.DataFrame(columns=["run", "setting", "replicate", *(self.measures if name == "outcomes" else [])])
        table: pd.DataFrame = ds.dataset(files).to_table().to_pandas()
        return table.sort_values("run", kind="stable", ignore_index=True)


def load(folder: str | Path) -> Run | BatchResults:
    """What a results folder holds: a run, or a batch of runs.

    Raises:
        ResultsError: No such folder, no whole manifest, or a file that is missing or not what was written.
    """
    path = Path(folder) / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return store.load(folder)
    return BatchResults(folder) if isinstance(found, dict) and found.get("kind") == "batch" else store.load(folder)
