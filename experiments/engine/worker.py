"""The work of a worker: run the tasks of a chunk, each guarded, and write their rows to draft files.

Drafts become part files only when the parent renames them, so that every row exists once, whichever process dies.
"""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from paradiplomacy.experiments.design.plan import Recipe, Task
from paradiplomacy.experiments.engine.intact import Intact
from paradiplomacy.experiments.engine.prepare import built
from paradiplomacy.experiments.engine.process import files_kept, forget, is_stop_by_hand, trace_name, traced
from paradiplomacy.experiments.engine.reason import MeasureError, said, traceback_of
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.experiments.results.tidy import tidy
from paradiplomacy.model import own_files
from paradiplomacy.model.own_files import OwnFileError
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data import files as own_tables
from paradiplomacy.scenarios.world import build

MOST_CHANGED = 256
_CHANGED: dict[str, Scenario] = {}
"""Scenarios of the latest settings, so that replicates need not change and check them again."""

type Cells = dict[str, object]
"""Cells of a row, by column."""

Status = Literal["complete", "failed", "timed out", "died"]


class Job(NamedTuple):
    """A chunk of work, as it is sent to a worker.

    Attributes:
        recipe: Everything that all runs have in common.
        tasks: The runs.
        name: Name of the part files.
        drafts: Folder of the draft files.
        session: Number of the session in which the batch was started or resumed.
        alone: Whether the runs are suspected of killing workers, so that a dying worker leaves a traceback.
    """

    recipe: Recipe
    tasks: tuple[Task, ...]
    name: str
    drafts: str
    session: int
    alone: bool = False


class Failure(NamedTuple):
    """A run without a result: its number, its status, and the last line of its error."""

    run: int
    status: Status
    why: str


class Done(NamedTuple):
    """The report of a worker on a chunk.

    Attributes:
        name: Name of its part files.
        tables: Tables that have a draft.
        runs: Number of runs.
        seconds: Its duration, ``model_seconds`` of it in the model.
        failures: Runs without a result.
    """

    name: str
    tables: tuple[str, ...]
    runs: int
    seconds: float
    model_seconds: float
    failures: tuple[Failure, ...]


class RunTimedOutError(Exception):
    """A run exceeded the time limit of its design."""


class Row(NamedTuple):
    """One row of the table ``runs``, with the measures and the saved tables of the run."""

    facts: Cells
    outcome: Cells | None
    tables: dict[str, pd.DataFrame]
    status: Status
    seconds: float


def work(job: Job) -> Done:
    """Run a chunk and write its drafts.

    Raises:
        OSError: The drafts cannot be written.
    """
    start = time.perf_counter()
    rows = []
    for task in job.tasks:
        rows.append(_guarded(job, task))
        forget()
    found = {"outcomes": [row.outcome for row in rows if row.outcome], "runs": [row.facts for row in rows]}
    tables = {name: arrow(table, job.recipe) for name, table in found.items() if table}
    for name in job.recipe.keep:
        kept = [row.tables[name] for row in rows if name in row.tables]
        if kept:
            tables[name] = pa.Table.from_pandas(pd.concat(kept, ignore_index=True), preserve_index=False)
    for name, table in tables.items():
        write_whole(table, Path(job.drafts) / f"{job.name}.{name}")
    failures = tuple(
        Failure(task.run, row.status, last_line(str(row.facts["error"])))
        for task, row in zip(job.tasks, rows, strict=True)
        if row.status != "complete"
    )
    model = sum(row.seconds for row in rows)
    return Done(job.name, tuple(tables), len(rows), time.perf_counter() - start, model, failures)


def _guarded(job: Job, task: Task) -> Row:
    """Run one task; whatever ends it becomes its row."""
    start, seconds, process = time.perf_counter(), job.recipe.stop.seconds, os.getpid()
    trace = Path(job.drafts) / trace_name(task.run)
    with traced(trace, alone=job.alone, seconds=seconds), files_kept(trace):
        try:
            return _run(job, task, start)
        # A user's SystemExit or KeyboardInterrupt would end the batch as if it had succeeded or had been stopped by hand.
        except BaseException as error:
            if is_stop_by_hand(error):
                raise
            status: Status = "timed out" if isinstance(error, RunTimedOutError) else "failed"
            return failed(job, task, status, traceback_of(error), time.perf_counter() - start)
        finally:
            # A run that forks comes back twice; its copy must not write the row again.
            if os.getpid() != process:
                os._exit(1)


def _run(job: Job, task: Task, start: float) -> Row:
    """Build the world, run it, read its measures."""
    recipe = job.recipe
    world, stopped = simulate(recipe, task)
    # Before the measures are read: the time in the model is that of building the world and running it.
    seconds = time.perf_counter() - start
    facts = facts_of(job, task) | {
        "status": "complete",
        "error": "",
        "months": int(world.month),
        "stopped_by": stopped,
        "digest": world.digest(),
        "seconds": round(seconds, 6),
    }
    tables = {name: _kept(world, name, task) for name in recipe.keep}
    key: Cells = {"run": task.run, "setting": task.setting, "replicate": task.replicate}
    return Row(facts, key | outcome(recipe, world), tables, "complete", seconds)


def attempt(recipe: Recipe, task: Task) -> tuple[str, dict[str, float], str]:
    """Return the digest and the measures of a task, and the error that ended it; empty where there is none."""
    try:
        world, _ = simulate(recipe, task)
        return world.digest(), outcome(recipe, world), ""
    except BaseException as error:
        if is_stop_by_hand(error):
            raise
        return "", {}, last_line(traceback_of(error))


def outcome(recipe: Recipe, world: World) -> dict[str, float]:
    """Return the measures of a world.

    Raises:
        MeasureError: One of them raises an error, or changes the world.
    """
    intact = Intact(world) if recipe.own.keys() & set(recipe.measures) else None
    return {name: measured(recipe, name, world, intact) for name in recipe.measures}


def simulate(recipe: Recipe, task: Task) -> tuple[World, str]:
    """Return the world of a task after its last month, and the measure that stopped it before its horizon (else empty).

    Raises:
        ScenarioError: The values of the setting contradict each other.
        OwnFileError: A user's file has changed since the batch began.
        RunTimedOutError: The run exceeded the time limit of the design.
    """
    begin_at, stop = time.perf_counter(), recipe.stop
    _refuse_changed(recipe)
    scenario = resolved(recipe, task)
    world = built(recipe, scenario, task.replicate)
    while world.month < world.horizon:
        if stop.seconds is not None and time.perf_counter() - begin_at > stop.seconds:
            raise RunTimedOutError(f"over {stop.seconds:g} seconds after {world.month} of {world.horizon} months")
        world.step()
        if stop.measure is not None and world.month >= stop.after and _is_reached(recipe, world):
            return world, stop.measure
    return world, ""


def _refuse_changed(recipe: Recipe) -> None:
    """Refuse files of the user that have changed since the batch began: its rows would be of two kinds."""
    for file, sums in recipe.code.items():
        changed = own_files.changes(sums, own_files.code(own_files.checksums(Path(file))))
        if changed:
            wrong = f"{', '.join(changed)} (of {file}) changed after the batch had begun"
            raise OwnFileError(wrong, "expected the same file until all runs are done")
    for name, total in recipe.tables.items():
        if own_tables.checksum(Path(name)) != total:
            raise OwnFileError(
                f"{name} changed after the batch had begun", "expected the same table until all runs are done"
            )


def _is_reached(recipe: Recipe, world: World) -> bool:
    stop = recipe.stop
    assert stop.measure is not None
    intact = Intact(world, history=False) if stop.measure in recipe.own else None
    value = measured(recipe, stop.measure, world, intact)
    return (stop.above is not None and value > stop.above) or (stop.below is not None and value < stop.below)


def measured(recipe: Recipe, name: str, world: World, intact: Intact | None) -> float:
    """Return the value of a measure.

    Raises:
        MeasureError: It raises an error, or changes the world.
    """
    try:
        value = measure(recipe.own.get(name, name)).of(world)
    except BaseException as error:
        if is_stop_by_hand(error):
            raise
        raise MeasureError(name, said(error)) from error
    # Shipped measures only read; a user's may step the world, and the row would be that of another run.
    if name in recipe.own and intact is not None and intact.is_changed():
        raise MeasureError(name, "it changes the world, which measures may only read; use copy.deepcopy(world)")
    return value


def resolved(recipe: Recipe, task: Task) -> Scenario:
    """Return the scenario of a task: that of its experiment with the values of its setting."""
    if not task.point:
        return recipe.bases[task.experiment]
    # Workers of a cluster may serve several plans, whose settings have the same numbers.
    key = f"{recipe.token} {task.setting}"
    if key not in _CHANGED:
        if len(_CHANGED) >= MOST_CHANGED:
            # Emptied as a whole: runs go through the settings in turn, so that the oldest one is always needed next.
            _CHANGED.clear()
        # Own rules by their full path: the worker may be in another folder than the design.
        changes = {
            recipe.paths[column]: recipe.own.get(value, value) if isinstance(value, str) else value
            for column, value in task.point.items()
        }
        _CHANGED[key] = change.apply(recipe.bases[task.experiment], changes)
    return _CHANGED[key]


def facts_of(job: Job, task: Task) -> Cells:
    """Return what is known of a run before it starts."""
    recipe = job.recipe
    base = recipe.bases[task.experiment]
    head: Cells = {
        "run": task.run,
        "setting": task.setting,
        "replicate": task.replicate,
        "experiment": task.experiment,
        "scenario": base.name,
        "seed": recipe.seed,
        "session": job.session,
    }
    return head | {column: task.point.get(column) for column in recipe.paths}


def failed(job: Job, task: Task, status: Status, error: str, seconds: float) -> Row:
    """Return the row of a run without a result."""
    end: Cells = {
        "status": status,
        "error": error,
        # Unknown where the worker died, and so left out of every row without a result.
        "months": None,
        "stopped_by": "",
        "digest": "",
        "seconds": seconds,
    }
    return Row(facts_of(job, task) | end, None, {}, status, seconds)


def last_line(text: str) -> str:
    """Return the last line that is not blank: of a traceback, the exception."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def _kept(world: World, name: str, task: Task) -> pd.DataFrame:
    # Tidy, so that the types of columns do not depend on their values: a part without a single name fits the others.
    table = tidy(world_table(world, name))
    table.insert(0, "run", np.full(len(table), task.run, dtype=np.int64))
    return table


def world_table(world: World, name: str) -> pd.DataFrame:
    """Return a table of a world by the name under which results keep it."""
    found: pd.DataFrame = getattr(world, {"cities": "city_months", "nations": "nation_months"}.get(name, name))
    return found


def arrow(rows: Sequence[Cells], recipe: Recipe) -> pa.Table:
    """Return rows as an Arrow table; the types do not depend on the values."""
    # Types are given, not inferred: a part whose values are all missing must fit the parts that have some.
    columns = list(rows[0])
    arrays = [
        pa.array([encoded(row[name], recipe.kinds.get(name)) for row in rows], type=_type(name, recipe))
        for name in columns
    ]
    return pa.table(dict(zip(columns, arrays, strict=True)))


def empty_table(name: str, recipe: Recipe) -> pa.Table:
    """Return a table of results without rows, with the columns and types that it has otherwise."""
    job = Job(recipe, (), "", "", 0)
    task = Task(0, 0, 0, next(iter(recipe.bases)), {})
    if name == "runs":
        return arrow([failed(job, task, "failed", "", 0.0).facts], recipe).slice(0, 0)
    if name == "outcomes":
        outcome: Cells = {"run": 0, "setting": 0, "replicate": 0} | dict.fromkeys(recipe.measures, 0.0)
        return arrow([outcome], recipe).slice(0, 0)
    # Only a world knows the columns of its tables, which depend on the issues. Those that a user's function would record
    # are left out: it runs in workers only.
    world: World = build.build(resolved(recipe, task), seed=recipe.seed, burn_in=False)
    return pa.Table.from_pandas(_kept(world, name, task).head(0), preserve_index=False)


ARROW_TYPES = {"int": pa.int64(), "bool": pa.bool_(), "float": pa.float64(), "str": pa.string(), "json": pa.string()}
"""Type of a column by the kind of its values."""
WHOLE = ("run", "setting", "replicate", "seed", "months", "session")
WORDS = ("experiment", "scenario", "status", "error", "stopped_by", "digest")


def encoded(value: object, kind: str | None) -> object:
    """Return a value as its column holds it: as JSON where the column is of mixed kinds."""
    return json.dumps(value) if kind == "json" and value is not None else value


def _type(name: str, recipe: Recipe) -> pa.DataType:
    if name in WHOLE:
        return pa.int64()
    if name in WORDS:
        return pa.string()
    return ARROW_TYPES[recipe.kinds.get(name, "float")]


def write_whole(table: pa.Table, path: Path) -> None:
    """Write a table, and return when it is on the disk.

    Raises:
        OSError: It cannot be written.
    """
    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd", write_page_checksum=True)
        # The rename that makes a draft a part must never reach the disk before its content.
        file.flush()
        os.fsync(file.fileno())
