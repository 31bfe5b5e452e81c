"""Reproduce one row of a batch: rerun it with the same scenario, setting and seed, and compare."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from paradiplomacy.experiments.engine.worker import measured, simulate
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
    """

    run: int
    recorded: str
    found: str
    status: str
    measures: Mapping[str, tuple[float, float]]
    versions: Mapping[str, tuple[str, str]]

    @property
    def same(self) -> bool:
        """True if all events and measures are the same."""
        return self.recorded == self.found and not self.measures

    def __str__(self) -> str:
        """Return the comparison, one line each."""
        if self.status != "complete":
            lines = [f"run {self.run} had {self.status}; the rerun gives {self.found or 'a failure again'}"]
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
    results = BatchResults(folder)
    task, recipe = results.task(run), results.recipe()
    rows = results.of_run("runs", run)
    if rows.empty:
        raise ResultsError(f"{folder}: run {run} is not done yet")
    row = rows.iloc[0]
    versions = differing(results.manifest["sessions"][int(row["session"])])
    # The time limit is lifted: on a slower machine the same run would otherwise come to another end.
    world, _ = simulate(recipe._replace(stop=recipe.stop._replace(seconds=None)), task)
    if row["status"] != "complete":
        return Reproduction(run, "", world.digest(), str(row["status"]), {}, versions)
    then = results.of_run("outcomes", run).iloc[0]
    pairs = {name: (float(then[name]), measured(name, world)) for name in recipe.measures}
    # Bit by bit; NaN equals NaN, since an undefined measure is reproduced by an undefined one.
    changed = {name: pair for name, pair in pairs.items() if not np.array_equal(*pair, equal_nan=True)}
    return Reproduction(run, str(row["digest"]), world.digest(), "complete", changed, versions)


def differing(session: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return versions and commit that differ from those of the session that made a row."""
    commit, dirty = provenance.code_version()
    now = provenance.versions() | {"commit": commit + (" (changed)" if dirty else "")}
    then = session["versions"] | {"commit": session["commit"] + (" (changed)" if session["dirty"] else "")}
    return {name: (str(then.get(name)), str(now.get(name))) for name in now if then.get(name) != now.get(name)}
