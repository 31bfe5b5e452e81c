"""Forecasts of a batch before it starts: runs, rows, time and disk space, from a trial run."""

import io
import time
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from paradiplomacy.experiments.design.plan import Plan
from paradiplomacy.experiments.engine.batch import TARGET_SECONDS
from paradiplomacy.experiments.engine.worker import resolved, world_table
from paradiplomacy.experiments.reports.phrases import counted
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.world import build

TRIAL_SECONDS = 3.0
ROW_BYTES = 120
"""Bytes of a row of ``runs`` and ``outcomes`` together, most of them the digest; each measure adds 8."""
PART_BYTES = 4000
"""Bytes of a part file besides its rows."""


class Forecast(NamedTuple):
    """The approximate size of a batch.

    Attributes:
        runs: Runs to be done.
        rows: Rows of all tables.
        seconds: Duration.
        bytes: Disk space.
    """

    runs: int
    rows: int
    seconds: float
    bytes: int

    def __str__(self) -> str:
        """Return the forecast in one line."""
        return (
            f"{counted(self.runs, 'run')}, about {counted(self.rows, 'row')}, "
            f"about {duration(self.seconds)}, about {size(self.bytes)} on disk"
        )


def forecast(plan: Plan, *, workers: int, runs: int | None = None) -> Forecast:
    """Return a forecast from a trial of the first run, of three seconds at most.

    Args:
        plan: The plan.
        workers: Parallel workers.
        runs: Runs to be done; all of the plan unless given.

    Raises:
        ScenarioError: The values of the first setting contradict each other.
    """
    count = plan.runs if runs is None else runs
    task = plan.task(0)
    scenario = resolved(plan.recipe, task)
    first: World = build.build(scenario, seed=plan.recipe.seed, replicate=0)
    first.step()  # compiles and loads what the first call needs, so that the trial below is not charged for it
    start = time.perf_counter()
    world: World = build.build(scenario, seed=plan.recipe.seed, replicate=0)
    built = time.perf_counter() - start
    took: list[float] = []
    while world.month < world.horizon and sum(took) + built < TRIAL_SECONDS:
        before = time.perf_counter()
        world.step()
        took.append(time.perf_counter() - before)
    months = max(1, world.month)
    seconds = built + usual(took) * world.horizon
    # Every run has a row in ``runs`` and one in ``outcomes``; saved tables add theirs.
    rows, kept = 2.0, float(ROW_BYTES + 8 * len(plan.recipe.measures))
    for name in plan.recipe.keep:
        table = world_table(world, name)
        # Saved tables grow with the months, so that those of a trial that ended early are scaled up.
        share = world.horizon / months
        rows += len(table) * share
        kept += _bytes(table) * share
    # A chunk takes about the target time, holds at least one run, and becomes one part of every table.
    parts = min(count, max(1.0, count * seconds / TARGET_SECONDS))
    disk = round(count * kept + parts * (2 + len(plan.recipe.keep)) * PART_BYTES)
    return Forecast(count, round(count * rows), count * seconds / max(1, min(workers, count)), disk)


def usual(took: Sequence[float]) -> float:
    """Return the mean duration of a month, with outliers cut at five medians (months in which code was compiled)."""
    # One compilation of seconds among months of milliseconds would multiply the forecast of a long batch.
    most = 5 * median(took)
    return sum(min(each, most) for each in took) / len(took)


def _bytes(table: pd.DataFrame) -> int:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), buffer, compression="zstd")
    return buffer.tell()


def duration(seconds: float) -> str:
    """Return a duration with its unit."""
    if seconds < 90:
        return counted(max(1, round(seconds)), "second")
    if seconds < 90 * 60:
        return counted(round(seconds / 60), "minute")
    return f"{seconds / 3600:.1f} hours"


def size(count: int) -> str:
    """Return a number of bytes with its unit."""
    for unit in ("KB", "MB"):
        count = -(-count // 1000)
        if count < 1000:
            return f"{count} {unit}"
    return f"{count / 1000:.1f} GB"
