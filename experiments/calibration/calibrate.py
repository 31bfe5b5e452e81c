"""Fit the parameters of search, utility and response to observations.

    python -m paradiplomacy.experiments.calibration.calibrate --seeds 24 --out results/calibration

prints each parameter with its interval and each target with its simulated value, and writes both as CSV. The script does
not change the model: a default is changed by hand, with a reason.
"""

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.calibration.moments import Effort, Fit, Target, Unknown, fit
from paradiplomacy.experiments.engine.pool import processes, processors
from paradiplomacy.experiments.evidence.libraries.catalogue import patterns
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.experiments.results import provenance
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build

FILE, STOCK = (Path(__file__).with_name(name) for name in ("targets.toml", "stock.toml"))
SEED = 20_260_101
"""Root seed of all runs of the calibration; the validation uses another one, so that no fitted run is judged by itself."""


class Task(NamedTuple):
    """One run: scenario, months, changes, replicate and measures."""

    scenario: str
    months: int
    changes: tuple[tuple[str, object], ...]
    replicate: int
    measures: tuple[str, ...]


# Once per worker process: all tasks share scenario and months, and reading a scenario also checks the whole of it.
@cache
def _base(name: str, months: int) -> Scenario:
    return change.apply(read.read(name), {"months": months})


def run(task: Task) -> list[float]:
    """Run one task; return the values of its measures, in order."""
    scenario = change.apply(_base(task.scenario, task.months), dict(task.changes))
    world: World = build.build(scenario, seed=SEED, replicate=task.replicate)
    world.run()
    return [float(measure(name).of(world)) for name in task.measures]


class Base(NamedTuple):
    """Scenario and months of all runs, with the changes that are the same in all of them."""

    scenario: str
    months: int
    fixed: Mapping[str, object] = MappingProxyType({})


class Simulator:
    """Simulates points of the parameter space in worker processes.

    Args:
        base: What all runs have in common.
        unknowns: The parameters.
        measures: The measures.
        executor: Where the runs are done.
        first: Number of the first replicate.
        progress: Receives a line after each round of runs.
    """

    def __init__(
        self,
        base: Base,
        unknowns: Sequence[Unknown],
        measures: Sequence[str],
        executor: Executor,
        *,
        first: int = 0,
        progress: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._base, self._measures = base, tuple(measures)
        self._paths = [each.path for each in unknowns]
        self._executor, self._first = executor, first
        self._progress, self._done = progress, 0

    def __call__(self, points: Sequence[Floats], seeds: int) -> Floats:
        """Return (points, seeds, targets) values."""
        tasks = [
            Task(
                self._base.scenario,
                self._base.months,
                (*self._base.fixed.items(), *zip(self._paths, point.tolist(), strict=True)),
                self._first + replicate,
                self._measures,
            )
            for point in points
            for replicate in range(seeds)
        ]
        # The executor returns values in the order of the tasks, so that they can be reshaped. One task at a time: runs
        # differ in length, and larger chunks would leave workers idle at the end.
        values = np.array(list(self._executor.map(run, tasks, chunksize=1)), dtype=np.float64)
        self._done += len(tasks)
        self._progress(f"{self._done} runs done")
        return values.reshape(len(points), seeds, len(self._measures))


def read_targets(files: Sequence[Path] = ()) -> tuple[str, int, list[Unknown], list[Target]]:
    """Return scenario, months, parameters and targets.

    Args:
        files: Tables of targets; all of them unless given.

    Raises:
        ValueError: A target belongs to a pattern that is reserved for validation.
    """
    files = files or (FILE, STOCK)
    found = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    targets = [Target(**entry) for each in found for entry in each["targets"]]
    unknowns = [Unknown(**entry) for each in found for entry in each["unknowns"]]
    # Patterns that are not fitted are the independent test of the model: fitting one of them would make its verdict
    # circular.
    reserved = {name for pattern in patterns() if pattern.kind != "fit" for name in pattern.measures}
    wrong = sorted(reserved & {target.measure for target in targets})
    if wrong:
        raise ValueError(f"{_names(files)}: {', '.join(wrong)} is reserved for validation")
    # All tables are about one scenario, so that one run serves all targets.
    return found[0]["scenario"], found[0]["months"], unknowns, targets


def _names(files: Sequence[Path]) -> str:
    return ", ".join(file.name for file in files)


def read_start(file: Path, unknowns: Sequence[Unknown]) -> Floats:
    """Return the values of an earlier fit; the prior for parameters that it did not have."""
    # The first line is the provenance that ``_write`` puts there.
    table = pd.read_csv(file, skiprows=1).set_index("parameter")["fitted"]
    return np.array([float(table.get(each.path, each.prior)) for each in unknowns])


def tables(unknowns: Sequence[Unknown], targets: Sequence[Target], found: Fit) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of parameters and of targets, with the fit."""
    parameters = pd.DataFrame(
        {
            "parameter": [each.path for each in unknowns],
            "prior": [each.prior for each in unknowns],
            "fitted": found.value,
            "low": found.low,
            "high": found.high,
            "prior_share": found.prior_share,
        }
    )
    observed = pd.DataFrame(
        {
            "target": [each.measure for each in targets],
            "observed": [each.value for each in targets],
            "tolerance": [each.tolerance for each in targets],
            "simulated": found.simulated,
            "standard_error": found.error,
            "off_by_tolerances": [
                (value - each.value) / each.tolerance for value, each in zip(found.simulated, targets, strict=True)
            ],
        }
    )
    return parameters, observed


def say(line: str) -> None:
    """Report progress on the error stream."""
    sys.stderr.write(f"{line}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print and write; return the exit code."""
    asked = _parsed(arguments)
    start = time.perf_counter()
    scenario, months, unknowns, targets = read_targets(asked.targets)
    fixed = dict(map(change.parse_assignment, asked.set))
    with processes(asked.workers) as executor:
        measures = [each.measure for each in targets]
        simulate = Simulator(Base(scenario, months, fixed), unknowns, measures, executor, progress=say)
        effort = Effort(asked.seeds, asked.few, asked.evaluations)
        begin = None if asked.start is None else read_start(asked.start, unknowns)
        found = fit(unknowns, targets, simulate, effort, start=begin)
    seconds = time.perf_counter() - start
    _write(tables(unknowns, targets, found), asked.out, asked.seeds, asked.targets)
    sys.stdout.write(f"cost {found.cost:.2f}, {found.evaluations} points, {seconds:.0f} seconds\n")
    return 0


def _write(found: Sequence[pd.DataFrame], folder: Path, seeds: int, files: Sequence[Path] = ()) -> None:
    """Print parameters and targets, and write them as CSV with their provenance in the first line."""
    commit, dirty = provenance.code_version()
    made = {
        "calibration": _names(files or (FILE, STOCK)),
        "seed": SEED,
        "seeds": seeds,
        "commit": commit,
        "dirty": dirty,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in zip(("parameters", "targets"), found, strict=True):
        sys.stdout.write(table.to_string(index=False, float_format=lambda value: f"{value:.4g}") + "\n\n")
        stamp = json.dumps(made | {"versions": provenance.versions()})
        (folder / f"{name}.csv").write_text(f"# {stamp}\n{table.to_csv(index=False)}", encoding="utf-8")


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=24, help="seeds of an evaluation (default: 24)")
    parser.add_argument("--few", type=int, default=6, help="seeds of the derivatives (default: 6)")
    parser.add_argument("--evaluations", type=int, default=5, help="largest number of steps (default: 5)")
    parser.add_argument("--workers", type=int, default=processors(), help="processes (default: all processors)")
    parser.add_argument(
        "--start", type=Path, help="parameters.csv of an earlier fit to start from (default: the prior)"
    )
    parser.add_argument("--targets", type=Path, nargs="+", default=(), help="tables of targets (default: all)")
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE", help="change the scenario")
    parser.add_argument("--out", type=Path, default=Path("results/calibration"), help="folder of the tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    # Under its import name: worker processes do not run this file as the main program, and would not find ``run``.
    from paradiplomacy.experiments.calibration import calibrate

    sys.exit(calibrate.main())
