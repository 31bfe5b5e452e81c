"""The model held against the world: run what is needed, judge every pattern."""

import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from paradiplomacy.experiments.design.design import NOTHING, Design, Experiment
from paradiplomacy.experiments.design.plan import Plan, make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.batch import Summary, Watcher
from paradiplomacy.experiments.engine.session import Options, prepared, sit
from paradiplomacy.experiments.evidence.patterns.catalogue import Curve, Pattern, Runs, curves, designs, patterns
from paradiplomacy.experiments.evidence.patterns.verdict import Verdict, at, estimate_of, judge, names_of
from paradiplomacy.experiments.measures.coalitions import stable_coalitions
from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.interval import Estimate, Floats

SETS = 5
"""Sets of actors and payoffs that the theorem is tried on."""


class Drawn(NamedTuple):
    """A figure with what was found: the model, and the null model where there is one."""

    curve: Curve
    model: tuple[Estimate, ...]
    null: tuple[Estimate, ...]


class Validation(NamedTuple):
    """What was found.

    Attributes:
        verdicts: One for each pattern.
        figures: The curves.
        changes: What was changed in the scenarios.
        seed: Root seed.
        replicates: Runs of each scenario.
        seconds: Time that it took, this time.
        sittings: What is on record of every sitting of the batches.
        failed: Runs that came to nothing.
    """

    verdicts: tuple[Verdict, ...]
    figures: tuple[Drawn, ...]
    changes: Mapping[str, Any]
    seed: int
    replicates: int
    seconds: float
    sittings: tuple[Mapping[str, Any], ...]
    failed: int

    @property
    def holding(self) -> list[str]:
        """Names of the patterns that hold."""
        return [verdict.pattern.name for verdict in self.verdicts if verdict.holds]


def chosen(only: Collection[str] = ()) -> tuple[Pattern, ...]:
    """These patterns by name, or all where none is named.

    Raises:
        ResultsError: There is none of a name.
    """
    known = {pattern.name: pattern for pattern in patterns()}
    for name in only:
        if name not in known:
            raise ResultsError(f"{name!r} is no pattern; they are {', '.join(known)}")
    return tuple(pattern for name, pattern in known.items() if not only or name in only)


def needed(only: Collection[str] = ()) -> tuple[Runs, ...]:
    """Runs that these patterns are read off."""
    names = {pattern.design for pattern in chosen(only)}
    return tuple(runs for runs in designs() if runs.name in names)


def design_of(runs: Runs, *, seed: int, replicates: int, changes: Mapping[str, Any]) -> Design:
    """The design of some runs: all measures that patterns and figures read off them."""
    own = [pattern for pattern in patterns() if pattern.design == runs.name]
    names = [name for pattern in own for name in names_of(pattern)]
    names += [name for curve in curves() if curve.design == runs.name for name in curve.measures + curve.of_null]
    return Design(
        title=f"Validation: {runs.about}",
        question=f"Do {', '.join(pattern.name for pattern in own)} hold?",
        name=f"validation-{runs.name}",
        scenario=runs.scenario,
        measures=tuple(dict.fromkeys(names)),
        months=runs.months,
        seed=seed,
        replicates=replicates,
        changes={**runs.changes, **changes},
        experiments=tuple(Experiment(name, scenario) for name, scenario in runs.arms.items()),
    )


def plans(
    *, seed: int = 1, replicates: int = 30, changes: Mapping[str, Any] = NOTHING, only: Collection[str] = ()
) -> dict[str, Plan]:
    """What is to be run for these patterns (all where none is named), by the name of the runs.

    Raises:
        ScenarioError: A change is wrong.
        ResultsError: There is no such pattern.
    """
    return {
        runs.name: make(checked(design_of(runs, seed=seed, replicates=replicates, changes=changes)))
        for runs in needed(only)
    }


def run(
    todo: Mapping[str, Plan],
    folder: Path,
    asked: Options,
    *,
    watcher: Watcher | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Summary:
    """Do what is not done yet of these plans, one after the other, each in a folder of its own.

    Raises:
        ResultsError: A folder holds something else.
    """
    start = time.perf_counter()
    for name, plan in todo.items():
        prepared(plan, folder / name, overwrite=asked.overwrite)
    asked = asked._replace(overwrite=False)
    summary = Summary("done", 0, 0, 0.0, 0.0)
    for name, plan in todo.items():
        summary = sit(plan, folder / name, asked, watcher=watcher, stop=stop)
        if summary.ending != "done":
            break
    return summary._replace(seconds=time.perf_counter() - start)


def read(folder: Path, *, changes: Mapping[str, Any], seconds: float, only: Collection[str] = ()) -> Validation:
    """Judge what the runs in a folder came to.

    Raises:
        ResultsError: The folder holds no validation.
    """
    batches = {runs.name: BatchResults(folder / runs.name) for runs in needed(only)}
    values = {name: _values(batch) for name, batch in batches.items()}
    seen = [batch.manifest for batch in batches.values()] or [_here()]
    return Validation(
        verdicts=tuple(_judged(pattern, values) for pattern in chosen(only)),
        figures=tuple(_drawn(curve, values[curve.design]) for curve in curves() if curve.design in values),
        changes=dict(changes),
        seed=seen[0]["seed"],
        replicates=seen[0]["replicates"],
        seconds=seconds,
        sittings=tuple(sitting for manifest in seen for sitting in manifest["sessions"]),
        failed=sum(int((batch.runs["status"] != "complete").sum()) for batch in batches.values()),
    )


def _here() -> dict[str, Any]:
    """What is on record where nothing had to be run: this code."""
    commit, dirty = provenance.code_version()
    return {
        "seed": 0,
        "replicates": 0,
        "sessions": [{"commit": commit, "dirty": dirty, "versions": provenance.versions()}],
    }


def _judged(pattern: Pattern, values: Mapping[str, Mapping[str, Floats]]) -> Verdict:
    return judge(pattern, values[pattern.design] if pattern.design else _of_theorems())


def _of_theorems() -> dict[str, Floats]:
    """Values that need no run: least and largest stable coalition of each of some sets of actors and payoffs."""
    sizes = np.stack([stable_coalitions(seed) for seed in range(SETS)])
    return {"least_stable_coalition": sizes.min(axis=1), "largest_stable_coalition": sizes.max(axis=1)}


def _values(batch: BatchResults) -> dict[str, Floats]:
    """Values of every measure, one each replicate; of every arm where there are several."""
    every = range(batch.manifest["replicates"])
    arms = {arm: rows.set_index("replicate").reindex(every) for arm, rows in batch.joined.groupby("experiment")}
    return {
        name if len(batch.manifest["experiments"]) == 1 else at(name, str(arm)): rows[name].to_numpy(dtype=np.float64)
        for arm, rows in arms.items()
        for name in batch.measures
    }


def _drawn(curve: Curve, values: Mapping[str, Floats]) -> Drawn:
    return Drawn(
        curve,
        tuple(estimate_of(values[name]) for name in curve.measures),
        tuple(estimate_of(values[name]) for name in curve.of_null),
    )
