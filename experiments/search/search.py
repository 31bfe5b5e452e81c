"""A search: generations of settings, each a separate batch, until the budget is spent or nothing improves.

Every generation is a resumable batch in the folder of the search, with the points of the uncertainties, the replicates and the random
numbers that all generations share. A search that is started again repeats no run: it reads the generations that are there and
goes on. The number of workers changes nothing.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
import pandas as pd

from paradiplomacy.experiments.design.check_search import asks
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import Ready, checked, read
from paradiplomacy.experiments.design.sample import Point, is_whole, points, unit_points, value_of
from paradiplomacy.experiments.engine import progress
from paradiplomacy.experiments.engine.batch import Watcher
from paradiplomacy.experiments.engine.session import Options, run_plan
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, folder_of
from paradiplomacy.experiments.search.objectives import Floats, improvement
from paradiplomacy.experiments.search.optimiser import propose
from paradiplomacy.experiments.search.results import SearchResults, write
from paradiplomacy.experiments.search.trace import Trace, scores_of
from paradiplomacy.scenarios.format.problem import one_problem

type Evaluate = Callable[[int, Sequence[Point]], Mapping[str, Floats]]
"""Returns, for a generation and its settings, the values of each measure: (settings, points of the uncertainties)."""
GENERATION = "generation-{:03}"


class SearchStoppedError(ResultsError):
    """A search that was stopped, and can go on."""


def optimise(ready: Ready, evaluate: Evaluate) -> Trace:
    """Search until nothing improves or the budget is spent.

    Args:
        ready: The design.
        evaluate: Evaluates the settings of a generation.
    """
    design, search = ready.design, ready.design.search
    levers = [(factor, is_whole(factor, ready)) for factor in design.levers]
    trace = Trace([], [], {}, "the budget is spent")
    idle = 0
    for number in range(search.generations):
        # Scores of earlier generations are computed again: a better setting changes the regret of all others.
        before = scores_of(design, trace.measured) if trace.settings else None
        # The first generation covers the ranges evenly; an optimiser knows nothing yet.
        proposed = (
            _first(ready, levers)
            if before is None
            else propose(levers, trace.settings, before, search.population, design.seed + number)
        )
        if not proposed:
            return trace._replace(ended="every setting has been tried")
        _extend(trace, number, proposed, evaluate(number, proposed))
        gained = np.inf if before is None else improvement(before, scores_of(design, trace.measured))
        idle = 0 if gained >= max(search.gain, 1e-12) else idle + 1
        if idle >= search.patience:
            return trace._replace(ended=f"{idle} generations in a row gained less than {search.gain:g}")
    return trace


def _first(ready: Ready, levers: Sequence[tuple[Factor, bool]]) -> list[Point]:
    """Return the settings of the first generation: a Latin hypercube, each setting once."""
    design = ready.design
    sampling = design.sampling._replace(samples=design.search.population)
    rows = unit_points("latin_hypercube", len(design.levers), sampling, design.seed)
    found = [
        {factor.column: value_of(factor, u, whole=whole) for u, (factor, whole) in zip(row, levers, strict=True)}
        for row in rows
    ]
    return [point for at, point in enumerate(found) if point not in found[:at]]


def _extend(trace: Trace, number: int, proposed: Sequence[Point], values: Mapping[str, Floats]) -> None:
    trace.settings.extend(proposed)
    trace.generation.extend([number] * len(proposed))
    for name, found in values.items():
        trace.measured[name] = np.vstack([trace.measured[name], found]) if name in trace.measured else found


def search(
    design: str | Path | Design,
    out: str | Path,
    *,
    workers: int | None = None,
    executor: str | Callable[[], Executor] = "processes",
    overwrite: bool = False,
) -> SearchResults:
    """Search for the best settings of the levers of a design, or go on with a search that was stopped.

    In a script, call it under ``if __name__ == "__main__":``, because it starts processes.

    Args:
        design: Name of a shipped design, path of a design file, or a design; with ``[search]`` or ``[[targets]]``.
        out: Folder of the search; the same folder goes on with it.
        workers: Chunks in parallel; as many as there are processors unless given.
        executor: ``processes``, ``dask://HOST:PORT``, or a function that makes an executor: each generation has its own.
        overwrite: Overwrite an existing search in the folder.

    Returns:
        All settings with their values, and which of them are on the Pareto front.

    Raises:
        ScenarioError: The design is wrong, or searches for nothing.
        ResultsError: The folder holds another search, the runs could not go on, or Optuna is not installed.
    """
    ready = checked(design) if isinstance(design, Design) else read(design)
    # The folder is overwritten as a whole below, not generation by generation.
    options = Options(workers, executor, overwrite=overwrite, command="paradiplomacy.search(...)")
    return search_ready(ready, folder_of(out), options, progress.watcher())


def search_ready(
    ready: Ready, folder: Path, options: Options, watcher: Watcher, stop: Callable[[], bool] = lambda: False
) -> SearchResults:
    """Search as a checked design says; see ``search``.

    Raises:
        SearchStoppedError: It was asked to stop.
    """
    if not asks(ready.design):
        right = "expected [search] with minimise or maximise, or [[targets]] with a value"
        raise one_problem(ready.source, "nothing is searched for", right, path="search")
    if options.overwrite and (folder / GENERATION.format(0)).exists():
        shutil.rmtree(folder)
    trace = optimise(ready, _evaluator(ready, folder, options._replace(overwrite=False), watcher, stop))
    return write(ready.design, trace, folder)


def _evaluator(ready: Ready, folder: Path, options: Options, watcher: Watcher, stop: Callable[[], bool]) -> Evaluate:
    """Return the function that runs a generation as a batch and reads its measures."""
    design = ready.design
    known = points(design.sampling.uncertainties, design.uncertainties, ready) if design.uncertainties else [{}]

    def evaluate(number: int, settings: Sequence[Point]) -> dict[str, Floats]:
        # In this order, so that a row of the table is a setting and a column a point.
        plan = make(ready, points=[lever | point for lever in settings for point in known])
        target = folder / GENERATION.format(number)
        summary = run_plan(plan, target, options, watcher=watcher, stop=stop)
        if summary.ending != "done":
            raise SearchStoppedError(
                f"{summary.why}; completed runs are safe in {folder}, and the same command goes on"
            )
        rows = BatchResults(target).joined
        return {name: _by_setting(rows, name, (len(settings), len(known))) for name in design.measures}

    return evaluate


def _by_setting(rows: pd.DataFrame, measure: str, shape: tuple[int, int]) -> Floats:
    """Return the mean over replicates of a measure, by setting and point; NaN where every run failed."""
    means = rows.groupby("setting")[measure].mean().reindex(range(shape[0] * shape[1]))
    return means.to_numpy(dtype=float).reshape(shape)
