"""The runner: it does the runs that a library of claims needs, and judges its claims by them."""

import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.experiments.engine.batch import Summary, Watcher
from paradiplomacy.experiments.engine.session import Options, prepared, run_plan
from paradiplomacy.experiments.evidence.claim import Claim, Curve, Library, Side
from paradiplomacy.experiments.evidence.sample import Runs, of_batch, sample
from paradiplomacy.experiments.evidence.verdict import CONFIDENCE, Verdict, confounded, judge
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, ResultsWarning
from paradiplomacy.experiments.statistics.interval import Estimate, estimate
from paradiplomacy.scenarios.format.location import inside


class Drawn(NamedTuple):
    """A figure with its numbers: those of the model, and of the null model where there is one."""

    curve: Curve
    model: tuple[Estimate, ...]
    null: tuple[Estimate, ...]


class Evidence(NamedTuple):
    """A library of claims with what the runs say about them.

    Attributes:
        library: The library.
        verdicts: One verdict a claim, in the same order.
        batches: The runs, by name.
        figures: The figures.
        confidence: Confidence of the intervals.
    """

    library: Library
    verdicts: tuple[Verdict, ...]
    batches: Mapping[str, BatchResults]
    figures: tuple[Drawn, ...] = ()
    confidence: float = CONFIDENCE

    @property
    def failed(self) -> int:
        """Number of runs without a result."""
        return sum(int((batch.runs["status"] != "complete").sum()) for batch in self.batches.values())

    def of(self, group: str) -> tuple[Verdict, ...]:
        """Return the verdicts of a group."""
        return tuple(each for each in self.verdicts if each.claim.group == group)


def run(
    library: Library,
    folder: Path,
    options: Options,
    *,
    watcher: Watcher | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Do the runs of a library that are not done yet, one plan after the other, each in its own folder.

    Args:
        library: The library.
        folder: Parent of the folders.
        options: How the runs are done.
        watcher: Receives progress.
        stop: Asked again and again whether to stop.

    Returns:
        How the last plan ended; its seconds are those of all.

    Raises:
        ResultsError: A folder holds other results, or is in use.
    """
    start = time.perf_counter()
    # All folders are checked first, so that a wrong one is refused before hours of runs and not after them.
    for name, plan in library.plans.items():
        prepared(plan, inside(folder, name), overwrite=options.overwrite)
    # The folders have been emptied above.
    options = options._replace(overwrite=False)
    summary = Summary("done", 0, 0, 0.0, 0.0)
    for name, plan in library.plans.items():
        summary = run_plan(plan, inside(folder, name), options, watcher=watcher, stop=stop)
        if summary.ending != "done":
            break
    return summary._replace(seconds=time.perf_counter() - start)


def read(library: Library, folder: Path, *, confidence: float = CONFIDENCE) -> Evidence:
    """Judge the claims of a library by the runs in a folder.

    Raises:
        ResultsError: The folder does not hold these runs.
    """
    return evidence(
        library, {name: BatchResults(inside(folder, name)) for name in library.plans}, confidence=confidence
    )


def evidence(library: Library, batches: Mapping[str, BatchResults], *, confidence: float = CONFIDENCE) -> Evidence:
    """Judge the claims of a library by batches."""
    runs = _tables(library, batches)
    samples = [sample(claim, runs[claim.runs]) for claim in library.claims]
    nulls = [
        {name: _level(measure, claim.case, runs[claim.runs]) for name, measure in claim.nulls.items()}
        for claim in library.claims
    ]
    figures = tuple(_drawn(curve, runs[curve.design]) for curve in library.figures if curve.design in runs)
    found = judge(library.claims, samples, nulls=nulls, confidence=confidence)
    worlds = confounded(found)
    if worlds:
        warnings.warn(worlds, ResultsWarning, stacklevel=2)
    return Evidence(library, found, batches, figures, confidence)


def refuse_failures(found: Evidence) -> None:
    """Make sure that every run gave a result.

    Raises:
        ResultsError: With the last line of the first error.
    """
    for batch in found.batches.values():
        failed = batch.runs[batch.runs["status"] != "complete"]
        if len(failed):
            error = str(failed["error"].iloc[0]).strip().splitlines()[-1]
            raise ResultsError(f"{len(failed)} of {batch.manifest['runs']} runs failed: {error}")


def _tables(library: Library, batches: Mapping[str, BatchResults]) -> dict[str, Runs]:
    """Return the runs by name, with the derived measures that claims are about."""
    runs = {name: of_batch(batch) for name, batch in batches.items()}
    # Theorems are computed only where a claim asks: some take seconds.
    if any(not claim.runs for claim in library.claims):
        # Claims that need no runs look under the empty name.
        runs[""] = Runs(library.tables())
    for claim in library.claims:
        table = runs[claim.runs]
        # Only what claims ask for: a derived measure may need columns that other runs do not have.
        needed = {name: library.derived[name](table.rows) for name in _measures(claim) if name in library.derived}
        runs[claim.runs] = table._replace(rows=table.rows.assign(**needed))
    return runs


def _measures(claim: Claim) -> tuple[str, ...]:
    return tuple(side.measure for side in (claim.case, claim.against) if isinstance(side, Side))


def _level(measure: str, side: Side, runs: Runs) -> Estimate:
    """Return the mean of a measure in some of the runs."""
    # By way of a claim without a counterpart, so that figures and null models are averaged by the same rules as claims.
    return estimate(sample(Claim("", "", "", Side(measure, side.runs)), runs).numbers)


def _drawn(curve: Curve, runs: Runs) -> Drawn:
    model, null = ([_level(name, Side(name), runs) for name in names] for names in (curve.measures, curve.of_null))
    return Drawn(curve, tuple(model), tuple(null))
