"""Forecasts of a batch before it starts: runs, rows, time and disk space, from a trial run."""

import io
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from paradiplomacy.experiments.design.plan import Plan, Recipe, Task
from paradiplomacy.experiments.engine.batch import TARGET_SECONDS
from paradiplomacy.experiments.engine.pool import Guard, PoolLostError
from paradiplomacy.experiments.engine.prepare import built
from paradiplomacy.experiments.engine.worker import resolved, world_table
from paradiplomacy.experiments.reports.phrases import counted
from paradiplomacy.scenarios.first_start.compile_first import compile_first, is_cold

TRIAL_SECONDS = 3.0
# A worker starts in seconds, but the first one after an installation compiles the model.
STARTING, PATIENCE, COMPILING = 20.0, 60.0, 900.0
"""Seconds that the trial may take: in addition to the time limit of a run; in all; in all where the model is compiled."""
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


class Trial(NamedTuple):
    """The measurements of a trial run.

    Attributes:
        seconds: Expected duration of a run.
        rows: Rows of its saved tables.
        bytes: Their size.
        error: Why there is no trial; empty where there is one.
    """

    seconds: float = 0.0
    rows: float = 0.0
    bytes: float = 0.0
    error: str = ""


def forecast(
    plan: Plan, *, workers: int, runs: int | None = None, stop: Callable[[], bool] = lambda: False
) -> Forecast | str:
    """Return a forecast from a trial run of three seconds at most, or why there is none.

    The trial runs in another process with a time limit: nothing that a user's own rule does can end or stop the batch.

    Args:
        plan: The plan.
        workers: Parallel workers.
        runs: Runs to be done; all of the plan unless given.
        stop: Asked again and again whether to stop the trial.
    """
    count = plan.runs if runs is None else runs
    # The first setting may be one that contradicts itself, which is one failed row of the batch.
    tasks = [plan.task(at) for at in sorted({0, plan.width // 2, plan.width - 1})]
    own = plan.recipe.stop.seconds
    compile_first(next(iter(plan.recipe.bases.values())))
    # Where processes cannot be started, the trial compiles for itself.
    limit = COMPILING if is_cold() else PATIENCE if own is None else own * 1.2 + STARTING
    with Guard() as guard:
        try:
            found = guard.call(trial, plan.recipe, tasks, seconds=limit, stop=stop)
        except PoolLostError as error:
            found = Trial(error=str(error))
    if found.error:
        return f"{counted(count, 'run')}; no forecast of time and disk space, since a trial run failed: {found.error}"
    # Every run has a row in ``runs`` and one in ``outcomes``; saved tables add theirs.
    kept = ROW_BYTES + 8 * len(plan.recipe.measures) + found.bytes
    # A chunk takes about the target time, holds at least one run, and becomes one part of every table.
    parts = min(count, max(1.0, count * found.seconds / TARGET_SECONDS))
    disk = round(count * kept + parts * (2 + len(plan.recipe.keep)) * PART_BYTES)
    seconds = count * found.seconds / max(1, min(workers, count))
    return Forecast(count, round(count * (2.0 + found.rows)), seconds, disk)


def trial(recipe: Recipe, tasks: Sequence[Task]) -> Trial:
    """Return the measurements of the first of these tasks that can be run."""
    error = ""
    for task in tasks:
        try:
            return _measured(recipe, task)
        except BaseException as raised:  # noqa: BLE001 - as in the batch: whatever a user's code does is an answer
            error = error or f"{type(raised).__name__}: {raised}".partition("\n")[0]
    return Trial(error=error)


def _measured(recipe: Recipe, task: Task) -> Trial:
    """Run the first months of a task; return the measurements, scaled up to all months."""
    scenario = resolved(recipe, task)
    first = built(recipe, scenario, 0)
    first.step()  # compiles and loads what the first call needs, so that the trial below is not charged for it
    start = time.perf_counter()
    world = built(recipe, scenario, 0)
    building = time.perf_counter() - start
    took: list[float] = []
    while world.month < world.horizon and sum(took) + building < TRIAL_SECONDS:
        before = time.perf_counter()
        world.step()
        took.append(time.perf_counter() - before)
    # Saved tables grow with the months, so that those of a trial that ended early are scaled up.
    share = world.horizon / max(1, world.month)
    tables = [world_table(world, name) for name in recipe.keep]
    rows, size = sum(map(len, tables)) * share, sum(map(_bytes, tables)) * share
    return Trial(building + usual(took) * world.horizon, rows, size)


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
