"""A search: generations of settings, each a separate batch, until the budget is spent or nothing improves.

Every generation is a resumable batch in the folder of the search, with the points of the uncertainties, the replicates and the random
numbers that all generations share. A search that is started again repeats no run: it reads the generations that are there and
goes on. The number of workers changes nothing.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from paradiplomacy.experiments.design.check_search import asks
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.plan import Plan, make
from paradiplomacy.experiments.design.precision import required_replicates
from paradiplomacy.experiments.design.read import Ready, checked, read
from paradiplomacy.experiments.design.sample import Point, is_whole, points, unit_points, value_of
from paradiplomacy.experiments.engine import progress
from paradiplomacy.experiments.engine.batch import Summary, Watcher
from paradiplomacy.experiments.engine.session import Options, run_plan
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, folder_of
from paradiplomacy.experiments.search.objectives import Floats, front_of, improvement
from paradiplomacy.experiments.search.optimiser import propose
from paradiplomacy.experiments.search.results import Confirmed, SearchResults, write
from paradiplomacy.experiments.search.trace import Trace, scores_of
from paradiplomacy.scenarios.format.problem import one_problem

type Evaluate = Callable[[int, Sequence[Point]], Mapping[str, Floats]]
"""Returns, for a generation and its settings, the values of each measure: (settings, points of the uncertainties)."""
type Runner = Callable[[Plan, Path], Summary]
GENERATION, CONFIRMED = "generation-{:03}", "front"


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
    runner = partial(run_plan, options=options._replace(overwrite=False), watcher=watcher, stop=stop)
    trace = optimise(ready, _evaluator(ready, folder, runner))
    return write(ready.design, trace, folder, _confirmed(ready, trace, folder, runner))


def _known(ready: Ready) -> list[Point]:
    """Return the points of the uncertainties."""
    design = ready.design
    return points(design.sampling.uncertainties, design.uncertainties, ready) if design.uncertainties else [{}]


def _done(plan: Plan, folder: Path, runner: Runner) -> BatchResults:
    """Do the runs of a plan that are not done yet, and return its results.

    Raises:
        SearchStoppedError: They were not all done.
    """
    summary = runner(plan, folder)
    if summary.ending != "done":
        raise SearchStoppedError(f"{summary.why}; completed runs are safe in {folder}, and the same command goes on")
    return BatchResults(folder)


def _evaluator(ready: Ready, folder: Path, runner: Runner) -> Evaluate:
    """Return the function that runs a generation as a batch and reads its measures."""
    design, known = ready.design, _known(ready)

    def evaluate(number: int, settings: Sequence[Point]) -> dict[str, Floats]:
        # In this order, so that a row of the table is a setting and a column a point.
        plan = make(ready, points=[lever | point for lever in settings for point in known])
        rows = _done(plan, folder / GENERATION.format(number), runner).joined
        return {name: _by_setting(rows, name, (len(settings), len(known))) for name in design.measures}

    return evaluate


def _confirmed(ready: Ready, trace: Trace, folder: Path, runner: Runner) -> Confirmed:
    """Run the settings on the front again, with fresh random numbers, and return their values by measure.

    The best of many noisy values is too good on average, so that the values of a search flatter its winners. The number of
    replicates is ``confirm``, or what the precision of the design requires.
    """
    design, precision = ready.design, ready.design.precision
    first = precision.least if precision.measure is not None else design.search.confirm
    on = np.flatnonzero(front_of(scores_of(design, trace.measured)))
    if not first or not len(on):
        return {}
    # Another seed, and nothing else: the same random numbers would repeat what the winners owe to chance.
    fresh = ready._replace(design=design._replace(seed=(design.seed + 1) % 2**63))
    known = _known(ready)
    plan = make(fresh, replicates=first, points=[trace.settings[at] | point for at in on for point in known])
    found = _done(plan, folder / CONFIRMED, runner)
    if precision.measure is not None:
        plan = plan._replace(replicates=required_replicates(found, precision))
        found = _done(plan, folder / CONFIRMED, runner)
    shape = (len(on), len(known))
    means = {name: _by_setting(found.joined, name, shape).mean(axis=1).tolist() for name in design.measures}
    return {name: dict(zip(on.tolist(), each, strict=True)) for name, each in means.items()}


def _by_setting(rows: pd.DataFrame, measure: str, shape: tuple[int, int]) -> Floats:
    """Return the mean over replicates of a measure, by setting and point; NaN where every run failed."""
    means = rows.groupby("setting")[measure].mean().reindex(range(shape[0] * shape[1]))
    return means.to_numpy(dtype=float).reshape(shape)
