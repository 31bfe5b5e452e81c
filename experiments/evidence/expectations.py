"""What a scenario is expected to show against what it shows: paired replicates, an interval, a verdict."""

import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from paradiplomacy.experiments.design.design import Design, Experiment
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import Ready
from paradiplomacy.experiments.engine.run import resolved
from paradiplomacy.experiments.engine.session import Options, sit
from paradiplomacy.experiments.measures import registry as measures
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.compare import Arm, arms_of, differences
from paradiplomacy.experiments.statistics.interval import Estimate, estimate
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario

Found = Literal["confirmed", "contradicted", "undecided"]
CASE = "the case"


class Verdict(NamedTuple):
    """What paired replicates say about an expectation.

    Attributes:
        expectation: What was expected.
        value: Mean of the measure in the case.
        counterpart: Mean of the measure in what it was compared with; NaN for ``between``.
        estimate: The difference between the two, or the level for ``between``, with its interval.
        pairs: Pairs of runs that were compared.
        found: ``confirmed`` or ``contradicted`` where the whole interval says so, else ``undecided``.
    """

    expectation: Expectation
    value: float
    counterpart: float
    estimate: Estimate
    pairs: int
    found: Found

    def __str__(self) -> str:
        """The verdict in two sentences."""
        low, high = f"{self.estimate.low:+.4g}", f"{self.estimate.high:+.4g}"
        level = f"{self.expectation.measure}: {self.value:.4g}"
        if self.expectation.direction == "between":
            told = f"{level} (interval {self.estimate.low:.4g} to {self.estimate.high:.4g})"
        else:
            told = f"{level} instead of {self.counterpart:.4g}, {self.estimate.mean:+.4g} (interval {low} to {high})"
        return f"{told}, {self.pairs} {'pairs' if self.expectation.direction != 'between' else 'runs'}: {self.found}"


def expectations(
    scenario: str | Path | Scenario,
    *,
    replicates: int = 30,
    seed: int = 1,
    months: int | None = None,
    confidence: float = 0.95,
    workers: int | None = None,
    executor: str | Executor | Callable[[], Executor] = "processes",
) -> list[Verdict]:
    """Run a scenario and what its expectations compare it with, and say what came of each of them.

    In a script, call it under ``if __name__ == "__main__":``, as everything that starts processes.

    Args:
        scenario: Name in the library, path of a scenario file, or a scenario.
        replicates: Runs of the case and of each counterpart; the k-th of all have the same luck.
        seed: Root seed.
        months: Months of each run; None means the scenario's own horizon.
        confidence: Of the intervals.
        workers: Runs at a time; as many as there are processors unless given.
        executor: As for ``paradiplomacy.batch``.

    Raises:
        ScenarioError: The scenario, a measure or a counterpart is wrong.
        ResultsError: A run failed.
    """
    found = resolved(scenario, months=months, changes={})
    check(found)
    if not found.expectations:
        return []
    bases = bases_of(found)
    with tempfile.TemporaryDirectory() as folder:
        plan = make(_ready(found, bases, replicates, seed))
        sit(plan, Path(folder) / "runs", Options(workers=workers, executor=executor))
        arms = _arms(BatchResults(Path(folder) / "runs"), plan.runs)
        return [_verdict(each, arms, _key(found, each), confidence) for each in found.expectations]


def check(scenario: Scenario) -> None:
    """Refuse measures that there are not.

    Raises:
        ScenarioError: With each of them.
    """
    faults = [(each, measures.fault(each.measure)) for each in scenario.expectations]
    problems = [
        Problem("", f'expectations."{each.name}".measure', f'"{each.measure}"', *fault)
        for each, fault in faults
        if fault is not None
    ]
    if problems:
        raise ScenarioError(problems)


def bases_of(scenario: Scenario) -> Mapping[str, Scenario]:
    """The case and every counterpart, each once, by name."""
    bases = {CASE: replace(scenario, expectations=())}
    for each in scenario.expectations:
        if each.direction != "between":
            bases.setdefault(_key(scenario, each), read.counterpart(scenario, each))
    return bases


def _key(scenario: Scenario, expected: Expectation) -> str:
    """Name of a counterpart: what is otherwise in it."""
    parts = (expected.against or scenario.name, *expected.changes, *(f"without {name}" for name in expected.without))
    return ", ".join(parts)


def _ready(scenario: Scenario, bases: Mapping[str, Scenario], replicates: int, seed: int) -> Ready:
    design = Design(
        title=f"What is expected of {scenario.name}",
        scenario=scenario.name,
        measures=tuple(dict.fromkeys(each.measure for each in scenario.expectations)),
        seed=seed,
        replicates=replicates,
        experiments=tuple(Experiment(name) for name in bases),
    )
    return Ready(design, dict(bases), Path())


def _arms(batch: BatchResults, runs: int) -> dict[str, Arm]:
    """The arms by the name of their experiment; a run that failed speaks for itself."""
    failed = batch.runs[batch.runs["status"] != "complete"]
    if len(failed) or len(batch.runs) < runs:
        error = str(failed["error"].iloc[0]).strip().splitlines()[-1] if len(failed) else "some were not done"
        raise ResultsError(f"{runs - len(batch.joined)} of {runs} runs failed: {error}")
    found = arms_of(batch)
    return {arm.label if len(found) > 1 else CASE: arm for arm in found}


def _verdict(expected: Expectation, arms: Mapping[str, Arm], counterpart: str, confidence: float) -> Verdict:
    case = arms[CASE]
    if expected.direction == "between":
        values = case.rows[expected.measure].dropna().unstack().to_numpy(dtype=float)
        found = estimate(values, confidence=confidence)
        return Verdict(expected, found.mean, np.nan, found, values.size, _found(expected, found))
    apart, ours, theirs = differences(expected.measure, case, arms[counterpart])
    found = estimate(apart, confidence=confidence)
    pairs = int(np.count_nonzero(~np.isnan(apart)))
    return Verdict(expected, _mean(ours), _mean(theirs), found, pairs, _found(expected, found))


def _mean(values: np.ndarray) -> float:
    return float(np.nanmean(values)) if not np.isnan(values).all() else np.nan


def _found(expected: Expectation, found: Estimate) -> Found:
    """What the interval says; one that is not known, or lies on both sides of a bound, says nothing."""
    low, high = found.low, found.high
    if expected.direction in ("no_change", "between"):
        within = expected.within
        least, most = (expected.low, expected.high) if within is None else (-within, within)
        assert least is not None
        assert most is not None
        inside, outside = least <= low and high <= most, high < least or low > most
    else:
        sign = 1 if expected.direction == "rises" else -1
        low, high = (low, high) if sign > 0 else (-high, -low)
        inside, outside = low > 0, high < 0
    return "confirmed" if inside else "contradicted" if outside else "undecided"
