"""From a design to a folder of results: start a batch, or resume one."""

import hashlib
import os
import platform
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.plan import Plan, Recipe, make
from paradiplomacy.experiments.design.read import checked, read, to_toml
from paradiplomacy.experiments.engine import progress
from paradiplomacy.experiments.engine.batch import Batch, Silent, Summary, Supervision, Watcher
from paradiplomacy.experiments.engine.parts import (
    FORMAT,
    SETTINGS,
    Parts,
    locked,
    read_manifest,
    write_manifest,
    write_text,
)
from paradiplomacy.experiments.engine.pool import pool
from paradiplomacy.experiments.engine.worker import ARROW_TYPES, Status, encoded
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.batch import DESIGN, SCENARIOS, BatchResults
from paradiplomacy.experiments.results.copies import OWN, Copies, copies
from paradiplomacy.experiments.results.folder import (
    MANIFEST,
    ResultsError,
    folder_of,
    refuse_unless_free,
    refuse_unless_nameable,
)
from paradiplomacy.model import own_files
from paradiplomacy.scenarios.first_start.compile_first import compile_first
from paradiplomacy.scenarios.format import own_rules, write
from paradiplomacy.scenarios.own_data import files as own_tables


class Options(NamedTuple):
    """The execution of a batch; no option changes a row.

    Attributes:
        workers: Chunks in parallel; None for as many as there are processors.
        executor: ``processes``, ``dask://HOST:PORT``, an executor, or a function that makes one.
        on_error: Whether a failed run stops the batch.
        retry: Statuses whose runs are repeated.
        overwrite: Whether an existing batch in the folder is deleted first.
        command: The command line, for the record.
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
    """Run a design, or resume it where an earlier call stopped; a run that fails is a row.

    In a script, call it under ``if __name__ == "__main__":``, because it starts processes. In a notebook it shows a bar.

    Args:
        design: Name of a shipped design, path of a design file, or a design.
        out: Folder of the results; the same folder resumes the batch.
        workers: Chunks in parallel; as many as there are processors unless given.
        executor: ``processes``, ``dask://HOST:PORT``, an executor, or a function that makes one.
        on_error: ``stop`` ends the batch at the first run that fails.
        retry: Statuses (``failed``, ``timed out``, ``died``) whose runs are repeated.
        overwrite: Overwrite an existing batch in the folder.

    Returns:
        The results, read when they are used.

    Raises:
        ScenarioError: The design is wrong.
        ResultsError: The folder holds other results, is in use or cannot be written, the runs could not go on, or none of
            them gave a result.
    """
    ready = checked(design) if isinstance(design, Design) else read(design)
    options = Options(workers, executor, on_error, tuple(retry), overwrite)
    summary = run_plan(make(ready), folder_of(out), options, watcher=progress.watcher())
    if summary.ending == "failed":
        raise ResultsError(f"{summary.why}; completed runs are safe in {out}")
    # A script has no exit code to look at: results without a single row would pass for a batch that was done.
    results = BatchResults(out)
    results.refuse_if_empty()
    return results


def run_plan(
    plan: Plan,
    folder: Path,
    options: Options,
    *,
    watcher: Watcher | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Do the runs of a plan that are not done yet: one session of a batch.

    Args:
        plan: The plan.
        folder: Folder of the results.
        options: How the runs are done.
        watcher: Receives progress.
        stop: Asked again and again whether to stop.

    Raises:
        ResultsError: The folder holds other results, or is in use.
    """
    watcher = watcher or Silent()
    # Before the lock, because the lock is a file in the folder that this may have to make.
    manifest = prepared(plan, folder, overwrite=options.overwrite)
    with locked(folder):
        parts = Parts(folder, plan.recipe.keep)
        parts.clean()
        # A folder never shrinks: fewer replicates than before would leave rows that no plan knows.
        plan = plan._replace(replicates=max(plan.replicates, manifest["replicates"]))
        status = _status(parts, plan, options, watcher)
        session = _begin(manifest, plan, options)
        try:
            write_manifest(folder, manifest)
        except OSError as error:
            raise ResultsError(f"{folder}: cannot write there ({error.strerror})") from error
        watcher.begin(plan.runs, int(np.count_nonzero(status)))
        how = Supervision(session["session"], watcher, options.on_error, stop)
        summary = _work(plan, parts, options, np.flatnonzero(~status.astype(bool)), how)
        shutil.rmtree(parts.drafts, ignore_errors=True)
        # The counts are only a convenience for readers: resuming looks at the parts, never at the manifest.
        manifest["status"] = parts.counts(plan.runs)
        session |= {"ended_at": _now(), "ending": summary.ending, "seconds": round(summary.seconds, 3)}
        with suppress(OSError):  # a full disk: the parts are complete, and resuming needs nothing else
            write_manifest(folder, manifest)
    return summary


def _status(parts: Parts, plan: Plan, options: Options, watcher: Watcher) -> NDArray[np.int8]:
    """Return the status of every run (0: not done), without those that are to be repeated."""
    status = parts.done(plan.runs)
    if options.retry:
        # Only after the first check has quarantined corrupt parts, because this reads all others.
        parts.forget(options.retry)
        status = parts.done(plan.runs)
    for name in parts.moved:
        watcher.say(f"{name}: corrupt; quarantined in {parts.folder / 'broken'}, its runs are repeated")
    return status


def _work(plan: Plan, parts: Parts, options: Options, todo: NDArray[np.int64], how: Supervision) -> Summary:
    # No pool where nothing is left to do: starting workers takes seconds.
    if not len(todo):
        return Summary("done", 0, 0, 0.0, 0.0)
    if options.executor == "processes":  # others may be on other machines
        compile_first(next(iter(plan.recipe.bases.values())))
    start = time.perf_counter()
    summary = Batch(plan, parts, pool(options.executor, options.workers), how).run(todo)
    return summary._replace(seconds=time.perf_counter() - start)


def prepared(plan: Plan, folder: Path, *, overwrite: bool = False) -> dict[str, Any]:
    """Return the manifest of the folder: the existing one, or a new one next to everything that rows depend on.

    Raises:
        ResultsError: The folder holds other results, or has a name that no table can have.
    """
    refuse_unless_nameable(folder)
    found = read_manifest(folder) if folder.is_dir() else None
    if found is not None and overwrite:
        with locked(folder):
            # Under the lock, so that a batch that is still running is not deleted.
            shutil.rmtree(folder)
        found = None
    if found is not None:
        # Rows of two designs in one table could never be separated again.
        if found["fingerprint"] != plan.recipe.token:
            raise ResultsError(
                f"{folder}: holds a batch of {_difference(found['title'], found, plan)}; "
                "choose another folder with --out, or use --overwrite"
            )
        return found
    if (folder / DESIGN).exists() and not (folder / "runs").exists():  # killed before there was a manifest
        for name in (SETTINGS, DESIGN, f".{DESIGN}.unfinished", f".{MANIFEST}.unfinished"):
            (folder / name).unlink(missing_ok=True)
        for name in (SCENARIOS, OWN):
            shutil.rmtree(folder / name, ignore_errors=True)
    refuse_unless_free(folder)
    try:
        return _new(plan, folder)
    except OSError as error:
        raise ResultsError(f"{folder}: cannot write there ({error.strerror})") from error


def _difference(title: str, found: Mapping[str, Mapping[str, str]], plan: Plan) -> str:
    """Return what of an existing batch differs from a plan."""
    now = {
        "own_files": _checksums(copies(plan.recipe.own_code, plan.recipe.own_tables)),
        "facts": write.facts_checksums(),
    }
    # Without the number of the folder of the copies, which is none of the user's.
    changed = [
        name.split("/", 2)[-1] for key, sums in now.items() for name in own_files.changes(found.get(key, {}), sums)
    ]
    if changed:
        return f"the same design before {', '.join(changed)} changed, and its rows would be of two kinds"
    return f"another design ({title}, or another version of it)"


def _new(plan: Plan, folder: Path) -> dict[str, Any]:
    """Write design, settings, scenarios and manifest of a new batch; return the manifest."""
    recipe = plan.recipe
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / DESIGN, to_toml(plan.design))
    pq.write_table(settings_table(plan), folder / SETTINGS)
    (folder / SCENARIOS).mkdir(exist_ok=True)
    # Numbered, because two names may differ only in characters that are replaced here.
    files = {name: f"{at:02d}-{re.sub(r'[^A-Za-z0-9]+', '-', name)}.toml" for at, name in enumerate(recipe.bases)}
    own = copies(recipe.own_code, recipe.own_tables)
    own.write(folder)

    def home(name: str) -> str:
        return f"../{own.names[name]}"

    # Resolved scenarios are stored, not names: the library may change, and reproducing a row must not follow it.
    for name, file in files.items():
        # Own rules and tables are in their copies, relative to the folder of the scenarios.
        base = own_tables.moved(own_rules.moved(recipe.bases[name], home), home)
        write_text(folder / SCENARIOS / file, write.to_toml(base))
    # The manifest is last: a folder without one was never complete, and ``prepared`` may clear it.
    manifest = _manifest(plan, files, own)
    write_manifest(folder, manifest)
    return manifest


def _manifest(plan: Plan, files: dict[str, str], own: Copies) -> dict[str, Any]:
    design, recipe = plan.design, plan.recipe
    return {
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
        "experiments": files,
        "levers": [factor.column for factor in design.levers],
        "sampling": design.sampling._asdict(),
        "factors": [factor._asdict() for factor in design.factors],
        "paths": recipe.paths,
        "kinds": recipe.kinds,
        "measures": {name: _described(recipe, name) | {"of": name} for name in recipe.measures},
        "own": {name: own.names[place] for name, place in recipe.own.items()},
        "own_files": _checksums(own),
        "facts": write.facts_checksums(),
        "prepare": recipe.prepare,
        "keep": list(recipe.keep),
        "tables": ["runs", "outcomes", *recipe.keep],
        "stop": recipe.stop._asdict(),
        "sessions": [],
    }


def _described(recipe: Recipe, name: str) -> dict[str, str]:
    # Without loading the user's file: it runs in the workers only, where nothing that it does can end the batch.
    if name in recipe.own:
        return {"about": own_files.described(recipe.own[name]), "unit": "1"}
    return measure(name).described()


def _checksums(own: Copies) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in own.contents.items()}


def settings_table(plan: Plan) -> pa.Table:
    """Return the settings of a plan, one row each."""
    columns: dict[str, pa.Array] = {
        "setting": pa.array(range(plan.width), type=pa.int64()),
        "experiment": pa.array([name for name, _ in plan.settings], type=pa.string()),
    }
    for column, kind in plan.recipe.kinds.items():
        values = [encoded(point.get(column), kind) for _, point in plan.settings]
        columns[column] = pa.array(values, type=ARROW_TYPES[kind])
    return pa.table(columns)


def _begin(manifest: dict[str, Any], plan: Plan, options: Options) -> dict[str, Any]:
    """Add a session to the manifest; return its record."""
    commit, dirty = provenance.code_version()
    executor = options.executor
    manifest["source"] = plan.source
    session = {
        # Each row holds this number, which leads from the row to the code and the versions that produced it.
        "session": len(manifest["sessions"]),
        "started_at": _now(),
        "commit": commit,
        "dirty": dirty,
        "sources": provenance.sources(),
        "versions": provenance.versions(),
        "machine": {"system": platform.platform(), "processor": platform.machine(), "processors": os.cpu_count()},
        "command": options.command,
        "executor": executor if isinstance(executor, str) else type(executor).__name__,
        "workers": options.workers,
    }
    manifest["replicates"], manifest["runs"] = plan.replicates, plan.runs
    # Claims change no row, so they are replaced in every session: claims may be added to a batch that is done.
    manifest["claims"] = [claim._asdict() for claim in plan.design.claims]
    manifest["sessions"].append(session)
    return session


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
