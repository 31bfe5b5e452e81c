"""From a design to a folder of results: start a batch, or go on with it."""

import os
import platform
import re
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.plan import Plan, make
from paradiplomacy.experiments.design.read import checked, read, to_toml
from paradiplomacy.experiments.engine.batch import Batch, Silent, Summary, Watcher
from paradiplomacy.experiments.engine.parts import FORMAT, Parts, locked, read_manifest, write_manifest, write_text
from paradiplomacy.experiments.engine.pool import pool
from paradiplomacy.experiments.engine.worker import Status, encoded
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.batch import DESIGN, SCENARIOS, SETTINGS, BatchResults
from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError, refuse_unless_free
from paradiplomacy.scenarios.format import write


class Options(NamedTuple):
    """How a batch is run; none of it changes a row.

    Attributes:
        workers: Chunks at a time; None for as many as there are processors.
        executor: ``processes``, ``dask://HOST:PORT``, an executor, or a function that makes one.
        on_error: Whether a failed run stops the batch.
        retry: Statuses whose runs are done again.
        overwrite: Whether an earlier batch in the folder is thrown away.
        command: What was typed.
    """

    workers: int | None = None
    executor: str | Executor | Callable[[], Executor] = "processes"
    on_error: Literal["continue", "stop"] = "continue"
    retry: tuple[Status, ...] = ()
    overwrite: bool = False
    command: str = "paradiplomacy.batch(...)"


def batch(
    design: str | Path | Design,
    out: str | Path,
    *,
    workers: int | None = None,
    executor: str | Executor | Callable[[], Executor] = "processes",
    on_error: Literal["continue", "stop"] = "continue",
    retry: Sequence[Status] = (),
    overwrite: bool = False,
) -> BatchResults:
    """Run a design, or go on where an earlier call stopped; a run that fails is a row.

    In a script, call it under ``if __name__ == "__main__":``, as everything that starts processes.

    Args:
        design: Name of a shipped design, path of a design file, or a design.
        out: Folder of the results; the same folder again goes on with the batch.
        workers: Chunks at a time; as many as there are processors unless given.
        executor: ``processes``, ``dask://HOST:PORT``, an executor, or a function that makes one.
        on_error: ``stop`` ends the batch at the first run that fails.
        retry: Statuses (``failed``, ``timed out``, ``died``) whose runs are done again.
        overwrite: Throw an earlier batch in the folder away.

    Raises:
        ScenarioError: The design is wrong.
        ResultsError: The folder holds something else, or is in use.
    """
    ready = checked(design) if isinstance(design, Design) else read(design)
    asked = Options(workers, executor, on_error, tuple(retry), overwrite)
    sit(make(ready), Path(out), asked)
    return BatchResults(out)


def sit(
    plan: Plan,
    folder: Path,
    asked: Options,
    *,
    watcher: Watcher | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Do what is not done yet of a plan.

    Raises:
        ResultsError: The folder holds something else, or is in use.
    """
    told = watcher or Silent()
    manifest = prepared(plan, folder, overwrite=asked.overwrite)
    with locked(folder):
        parts = Parts(folder, plan.recipe.keep)
        parts.clean()
        replicates = max(plan.replicates, manifest["replicates"])
        plan = plan._replace(replicates=replicates)
        status = parts.done(plan.runs)
        if asked.retry:
            parts.forget(asked.retry)
            status = parts.done(plan.runs)
        for name in parts.moved:
            told.say(f"{name}: cannot be read; put aside in {folder / 'broken'}, its runs are done again")
        manifest["replicates"], manifest["runs"] = replicates, plan.runs
        manifest["claims"] = [claim._asdict() for claim in plan.design.claims]
        session = _session(asked, len(manifest["sessions"]))
        manifest["sessions"].append(session)
        try:
            write_manifest(folder, manifest)
        except OSError as error:
            raise ResultsError(f"{folder}: cannot write there ({error.strerror})") from error
        told.begin(plan.runs, int(np.count_nonzero(status)))
        todo = np.flatnonzero(status == 0)
        summary = _work(plan, parts, asked, todo, len(manifest["sessions"]) - 1, told, stop)
        shutil.rmtree(parts.drafts, ignore_errors=True)
        manifest["status"] = parts.counts(plan.runs)
        session |= {"ended_at": _now(), "ending": summary.ending, "seconds": round(summary.seconds, 3)}
        with suppress(OSError):  # a full disk: the parts are whole, and say all that is needed to go on
            write_manifest(folder, manifest)
    return summary


def _work(
    plan: Plan, parts: Parts, asked: Options, todo: Any, session: int, watcher: Watcher, stop: Callable[[], bool]
) -> Summary:
    if not len(todo):
        return Summary("done", 0, 0, 0.0, 0.0)
    start = time.perf_counter()
    place = pool(asked.executor, asked.workers)
    sitting = Batch(plan, parts, place, session=session, watcher=watcher, on_error=asked.on_error, stop=stop)
    return sitting.run(todo)._replace(seconds=time.perf_counter() - start)


def prepared(plan: Plan, folder: Path, *, overwrite: bool = False) -> dict[str, Any]:
    """The manifest of the folder: the one that is there, or a new one with all that rows depend on beside it.

    Raises:
        ResultsError: The folder holds something else than this batch.
    """
    found = read_manifest(folder) if folder.is_dir() else None
    if found is not None and overwrite:
        with locked(folder):
            shutil.rmtree(folder)
        found = None
    if found is not None:
        if found["fingerprint"] != plan.recipe.token:
            raise ResultsError(
                f"{folder}: holds a batch of another design ({found['title']}, or another state of it); "
                "name another folder with --out, or give --overwrite"
            )
        return found
    if (folder / DESIGN).exists() and not (folder / "runs").exists():  # killed before there was a manifest
        for name in (SETTINGS, DESIGN, f".{DESIGN}.unfinished", f".{MANIFEST}.unfinished"):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / SCENARIOS, ignore_errors=True)
    refuse_unless_free(folder)
    try:
        return _new(plan, folder)
    except OSError as error:
        raise ResultsError(f"{folder}: cannot write there ({error.strerror})") from error


def _new(plan: Plan, folder: Path) -> dict[str, Any]:
    design, recipe = plan.design, plan.recipe
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / DESIGN, to_toml(design))
    pq.write_table(settings_table(plan), folder / SETTINGS)
    (folder / SCENARIOS).mkdir(exist_ok=True)
    experiments = {name: f"{at:02d}-{re.sub(r'[^A-Za-z0-9]+', '-', name)}.toml" for at, name in enumerate(recipe.bases)}
    for name, file in experiments.items():
        write_text(folder / SCENARIOS / file, write.to_toml(recipe.bases[name]))
    manifest: dict[str, Any] = {
        "kind": "batch",
        "format": FORMAT,
        "design": design.name,
        "title": design.title,
        "question": design.question,
        "fingerprint": recipe.token,
        "seed": recipe.seed,
        "settings": plan.width,
        "replicates": plan.replicates,
        "runs": plan.runs,
        "experiments": experiments,
        "levers": [factor.column for factor in design.levers],
        "sampling": design.sampling._asdict(),
        "factors": [factor._asdict() for factor in design.factors],
        "paths": recipe.paths,
        "kinds": recipe.kinds,
        "measures": {name: measure(name).described() | {"of": name} for name in recipe.measures},
        "keep": list(recipe.keep),
        "tables": ["runs", "outcomes", *recipe.keep],
        "stop": recipe.stop._asdict(),
        "sessions": [],
    }
    write_manifest(folder, manifest)
    return manifest


def settings_table(plan: Plan) -> pa.Table:
    """The settings of a plan, a row each."""
    kinds = {"int": pa.int64(), "bool": pa.bool_(), "float": pa.float64(), "str": pa.string(), "json": pa.string()}
    columns: dict[str, pa.Array] = {
        "setting": pa.array(range(plan.width), type=pa.int64()),
        "experiment": pa.array([name for name, _ in plan.settings], type=pa.string()),
    }
    for column, kind in plan.recipe.kinds.items():
        values = [encoded(point.get(column), kind) for _, point in plan.settings]
        columns[column] = pa.array(values, type=kinds[kind])
    return pa.table(columns)


def _session(asked: Options, number: int) -> dict[str, Any]:
    """What is on record about a sitting."""
    commit, dirty = provenance.code_version()
    return {
        "session": number,
        "started_at": _now(),
        "commit": commit,
        "dirty": dirty,
        "versions": provenance.versions(),
        "machine": {"system": platform.platform(), "processor": platform.machine(), "processors": os.cpu_count()},
        "command": asked.command,
        "executor": asked.executor if isinstance(asked.executor, str) else type(asked.executor).__name__,
        "workers": asked.workers,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
