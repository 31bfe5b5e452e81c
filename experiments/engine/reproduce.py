"""Reproduce one row of a batch: rerun it with the same scenario, setting and seed, and compare."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.experiments.design.plan import Recipe, Task
from paradiplomacy.experiments.engine.pool import Guard, PoolLostError
from paradiplomacy.experiments.engine.worker import attempt
from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError


class Reproduction(NamedTuple):
    """The comparison of a row with its rerun.

    Attributes:
        run: Number of the run.
        recorded, found: Digest of its events, then and now; empty where the run had failed.
        status: Status of the recorded run.
        measures: Measures that differ: value then and value now.
        versions: Versions that differ between the two: then and now.
        error: What ended the rerun; empty where it has a result.
    """

    run: int
    recorded: str
    found: str
    status: str
    measures: Mapping[str, tuple[float, float]]
    versions: Mapping[str, tuple[str, str]]
    error: str = ""

    @property
    def same(self) -> bool:
        """True if there is a result now and then, with the same events and measures."""
        return self.status == "complete" and not self.error and self.recorded == self.found and not self.measures

    def __str__(self) -> str:
        """Return the comparison, one line each."""
        if self.status != "complete":
            again = f"has no result either: {self.error}" if self.error else f"gives {self.found}"
            lines = [f"run {self.run} had {self.status}; the rerun {again}"]
        elif self.error:
            lines = [f"run {self.run} has no result now: {self.error}"]
        elif self.same:
            lines = [f"run {self.run} is the same: digest {self.found}"]
        else:
            lines = [f"run {self.run} differs: digest {self.recorded} then, {self.found} now"]
        lines += [f"  {name}: {then!r} then, {now!r} now" for name, (then, now) in self.measures.items()]
        lines += [f"  {name} differs: {then} then, {now} now" for name, (then, now) in self.versions.items()]
        return "\n".join(lines)


def reproduce(folder: str | Path, run: int) -> Reproduction:
    """Rerun one row of a batch and compare.

    Args:
        folder: Folder of the batch.
        run: Number of the run.

    Returns:
        The comparison.

    Raises:
        ResultsError: There is no such batch, no such run, or it is not done yet.
    """
    return next(reproductions(BatchResults(folder), [run]))


def reproductions(results: BatchResults, runs: Sequence[int]) -> Iterator[Reproduction]:
    """Yield the comparisons of several rows with their reruns.

    Raises:
        ResultsError: There is no such run, or it is not done yet.
    """
    # The time limit is lifted: on a slower machine the same run would otherwise come to another end.
    recipe = results.recipe()
    recipe = recipe._replace(stop=recipe.stop._replace(seconds=None))
    with Guard() as guard:
        for run in runs:
            task, rows = results.task(run), results.of_run("runs", run)
            if rows.empty:
                raise ResultsError(f"{results.folder}: run {run} is not done yet")
            yield _compared(results, rows.iloc[0], _again(guard, recipe, task))


def _again(guard: Guard, recipe: Recipe, task: Task) -> tuple[str, dict[str, float], str]:
    """Return digest and measures of a rerun, and what ended it."""
    # A user's code runs in another process, as in the batch: what ended the worker then would end this one now.
    if not recipe.own_code:
        return attempt(recipe, task)
    try:
        return guard.call(attempt, recipe, task)
    except PoolLostError as error:
        return "", {}, str(error)


def _compared(results: BatchResults, row: pd.Series, again: tuple[str, dict[str, float], str]) -> Reproduction:
    """Return the comparison of a row with what its rerun gave."""
    found, measures, error = again
    run, status = int(row["run"]), str(row["status"])
    versions = differing(results.manifest["sessions"][int(row["session"])])
    if status != "complete" or error:
        return Reproduction(run, str(row["digest"] or ""), found, status, {}, versions, error)
    then = results.of_run("outcomes", run).iloc[0]
    pairs = {name: (float(then[name]), value) for name, value in measures.items()}
    # Bit by bit; NaN equals NaN, since an undefined measure is reproduced by an undefined one.
    changed = {name: pair for name, pair in pairs.items() if not np.array_equal(*pair, equal_nan=True)}
    return Reproduction(run, str(row["digest"]), found, status, changed, versions)


def differing(session: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return versions and commit that differ from those of the session that made a row."""
    commit, dirty = provenance.code_version()
    now = provenance.versions() | {"commit": commit + (" (changed)" if dirty else "")}
    then = session["versions"] | {"commit": session["commit"] + (" (changed)" if session["dirty"] else "")}
    # Uncommitted changes have no commit of their own; batches of earlier versions did not record the sources.
    if session.get("sources"):
        now["sources"], then["sources"] = provenance.sources(), session["sources"]
    return {name: (str(then.get(name)), str(now.get(name))) for name in now if then.get(name) != now.get(name)}
