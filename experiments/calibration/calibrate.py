"""Fit the parameters of the search, of utility and of the response to what was observed, and say what came of it.

    python -m paradiplomacy.experiments.calibration.calibrate --seeds 24 --out results/calibration

prints each parameter with its interval and each target with what the fitted model gives, and writes both as CSV. The
values are not put into the model by the script: whoever changes a default says why.
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
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.calibration.moments import Fit, Target, Unknown, fit
from paradiplomacy.experiments.engine.pool import processes, processors
from paradiplomacy.experiments.evidence.patterns.catalogue import patterns
from paradiplomacy.experiments.evidence.patterns.verdict import names_of
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.experiments.results import provenance
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build

FILE = Path(__file__).with_name("targets.toml")
SEED = 20_260_101
"""Root seed of all runs of the calibration; the validation has another."""


class Task(NamedTuple):
    """One run: scenario, its months and changes, the seed, and what is read off it."""

    scenario: str
    months: int
    changes: tuple[tuple[str, float], ...]
    replicate: int
    measures: tuple[str, ...]


@cache
def _base(name: str, months: int) -> Scenario:
    return change.apply(read.read(name), {"months": months})


def run(task: Task) -> list[float]:
    """Run one task; the values of its measures, in order."""
    scenario = change.apply(_base(task.scenario, task.months), dict(task.changes))
    world: World = build.build(scenario, seed=SEED, replicate=task.replicate)
    world.run()
    return [float(measure(name).of(world)) for name in task.measures]


class Simulator:
    """Runs points of the space of parameters in worker processes.

    Args:
        scenario: Name of the scenario.
        months: Months of each run.
        unknowns: The parameters.
        measures: What is read off.
        executor: Where it is run.
        fixed: Values that are the same in all runs.
        first: Number of the first replicate.
        told: Called with a line after each round of runs.
    """

    def __init__(
        self,
        scenario: str,
        months: int,
        unknowns: Sequence[Unknown],
        measures: Sequence[str],
        executor: Executor,
        *,
        fixed: Mapping[str, Any] | None = None,
        first: int = 0,
        told: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._scenario, self._months, self._measures = scenario, months, tuple(measures)
        self._paths = [each.path for each in unknowns]
        self._executor, self._fixed, self._first = executor, tuple((fixed or {}).items()), first
        self._told, self._done = told, 0

    def __call__(self, points: Sequence[Floats], seeds: int) -> Floats:
        """(points, seeds, targets) values."""
        tasks = [
            Task(
                self._scenario,
                self._months,
                (*self._fixed, *zip(self._paths, point.tolist(), strict=True)),
                self._first + replicate,
                self._measures,
            )
            for point in points
            for replicate in range(seeds)
        ]
        values = np.array(list(self._executor.map(run, tasks, chunksize=1)), dtype=np.float64)
        self._done += len(tasks)
        self._told(f"{self._done} runs done")
        return values.reshape(len(points), seeds, len(self._measures))


def read_targets() -> tuple[str, int, list[Unknown], list[Target]]:
    """Scenario, months, parameters and targets.

    Raises:
        ValueError: A target is kept out of the fit.
    """
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    targets = [Target(**entry) for entry in found["targets"]]
    kept_out = {name for pattern in patterns() if not pattern.fitted for name in names_of(pattern)}
    wrong = sorted(kept_out & {target.measure for target in targets})
    if wrong:
        raise ValueError(f"{FILE.name}: {', '.join(wrong)} is kept out of the fit")
    return found["scenario"], found["months"], [Unknown(**entry) for entry in found["unknowns"]], targets


def read_start(file: Path, unknowns: Sequence[Unknown]) -> Floats:
    """Where an earlier fit ended; the prior for parameters that it did not have."""
    table = pd.read_csv(file, skiprows=1).set_index("parameter")["fitted"]
    return np.array([float(table.get(each.path, each.prior)) for each in unknowns])


def tables(unknowns: Sequence[Unknown], targets: Sequence[Target], found: Fit) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Parameters and targets, with what was found."""
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
    """Tell on the error stream how far it is."""
    sys.stderr.write(f"{line}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=24, help="seeds of each evaluation (default: 24)")
    parser.add_argument("--few", type=int, default=6, help="seeds of the derivatives (default: 6)")
    parser.add_argument("--evaluations", type=int, default=5, help="most steps of the optimiser (default: 5)")
    parser.add_argument("--workers", type=int, default=processors(), help="processes (default: all processors)")
    parser.add_argument(
        "--start", type=Path, help="parameters.csv of an earlier fit to begin with (default: the prior)"
    )
    parser.add_argument("--out", type=Path, default=Path("results/calibration"), help="folder of the tables")
    asked = parser.parse_args(arguments)
    start = time.perf_counter()
    scenario, months, unknowns, targets = read_targets()
    with processes(asked.workers) as executor:
        measures = [each.measure for each in targets]
        simulate = Simulator(scenario, months, unknowns, measures, executor, told=say)
        begin = None if asked.start is None else read_start(asked.start, unknowns)
        found = fit(unknowns, targets, simulate, seeds=asked.seeds, few=asked.few, most=asked.evaluations, start=begin)
    seconds = time.perf_counter() - start
    commit, dirty = provenance.code_version()
    made = {"calibration": FILE.name, "seed": SEED, "seeds": asked.seeds, "commit": commit, "dirty": dirty}
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, table in zip(("parameters", "targets"), tables(unknowns, targets, found), strict=True):
        sys.stdout.write(table.to_string(index=False, float_format=lambda value: f"{value:.4g}") + "\n\n")
        stamp = json.dumps(made | {"versions": provenance.versions()})
        (asked.out / f"{name}.csv").write_text(f"# {stamp}\n{table.to_csv(index=False)}", encoding="utf-8")
    sys.stdout.write(f"cost {found.cost:.2f}, {found.evaluations} points, {seconds:.0f} seconds\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
