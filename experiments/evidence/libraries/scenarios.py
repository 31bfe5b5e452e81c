"""Expectations of scenarios: what a case shows, compared with its counterparts."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from paradiplomacy.experiments.design.check_claim import EXPERIMENT
from paradiplomacy.experiments.design.design import Design, Experiment
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import Ready
from paradiplomacy.experiments.engine.run import resolved
from paradiplomacy.experiments.engine.session import Options
from paradiplomacy.experiments.evidence import runner
from paradiplomacy.experiments.evidence.claim import Claim, Direction, Group, Library, Side
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings
from paradiplomacy.experiments.evidence.verdict import CONFIDENCE, Verdict
from paradiplomacy.experiments.measures import registry as measures
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario

CASE = "the case"
REPLICATES = 30


def expectations(
    scenario: str | Path | Scenario,
    *,
    replicates: int = REPLICATES,
    seed: int = 1,
    months: int | None = None,
    confidence: float = CONFIDENCE,
    workers: int | None = None,
    executor: str | Executor | Callable[[], Executor] = "processes",
) -> list[Verdict]:
    """Run a scenario and its counterparts, and judge its expectations.

    In a script, call it under ``if __name__ == "__main__":``, because it starts processes.

    Args:
        scenario: Name in the library, path of a scenario file, or a scenario.
        replicates: Runs of the case and of each counterpart; the k-th runs of all share their random numbers.
        seed: Root seed.
        months: Months of each run; None means the scenario's own horizon.
        confidence: Confidence of the intervals, 0 to 1.
        workers: Parallel runs; as many as there are processors unless given.
        executor: As for ``paradiplomacy.batch``.

    Returns:
        One verdict an expectation, with p-values adjusted for all of them.

    Raises:
        ScenarioError: The scenario, a measure or a counterpart is wrong.
        ResultsError: A run failed.
    """
    found = of_scenario(scenario, Settings(replicates=replicates, seed=seed, months=months))
    with TemporaryDirectory() as folder:
        runner.run(found, Path(folder), Options(workers=workers, executor=executor))
        judged = runner.read(found, Path(folder), confidence=confidence)
        runner.refuse_failures(judged)
        return list(judged.verdicts)


def of_scenario(scenario: str | Path | Scenario, settings: Settings = AS_IS) -> Library:
    """Return the expectations of a scenario as claims.

    Raises:
        ScenarioError: The scenario, a measure or a counterpart is wrong.
    """
    case = resolved(scenario, months=settings.months, changes=settings.changes)
    check(case)
    runs = f"expectations-{case.name}"
    bases = bases_of(case)
    return Library(
        name=case.name,
        title="Expectations of scenarios",
        introduction="Each scenario states what it is expected to show, in a form that its runs can falsify.",
        groups=(Group(case.name, case.title, case.question),),
        claims=tuple(_claim(case, each, runs) for each in case.expectations),
        plans={runs: make(_ready(case, bases, settings))} if case.expectations else {},
    )


def check(scenario: Scenario) -> None:
    """Refuse unknown measures.

    Raises:
        ScenarioError: With all of them.
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
    """Return the case and its counterparts, each once, by name."""
    # Without expectations and stops, which change no run: rewording one must not change the fingerprint of the batch.
    bases = {CASE: replace(scenario, expectations=(), stops=())}
    for each in scenario.expectations:
        if each.direction != "between":
            # Several expectations may have the same counterpart, which is run once.
            bases.setdefault(_counterpart(scenario, each), read.counterpart(scenario, each))
    return bases


def _claim(scenario: Scenario, expected: Expectation, runs: str) -> Claim:
    is_level = expected.direction == "between"
    claim = Claim(
        name=expected.name,
        statement=expected.essay or expected.name,
        group=scenario.name,
        case=Side(expected.measure, {EXPERIMENT: CASE}),
        against=None if is_level else Side(expected.measure, {EXPERIMENT: _counterpart(scenario, expected)}),
        direction=cast("Direction", expected.direction),
        within=expected.within or 0.0,
        runs=runs,
        changes=_changes(expected),
        on_record=f"{expected.found}. {expected.finding}".strip() if expected.found else "",
    )
    if expected.low is None or expected.high is None:
        return claim
    return claim._replace(low=expected.low, high=expected.high)


def _counterpart(scenario: Scenario, expected: Expectation) -> str:
    """Return the name of a counterpart: how it differs from the case."""
    return ", ".join((expected.against or scenario.name, *_changes(expected)))


def _changes(expected: Expectation) -> tuple[str, ...]:
    return (*expected.changes, *(f"without {name}" for name in expected.without))


def _ready(scenario: Scenario, bases: Mapping[str, Scenario], settings: Settings) -> Ready:
    design = Design(
        title=f"Expectations of {scenario.name}",
        name=f"expectations-{scenario.name}",
        scenario=scenario.name,
        measures=tuple(dict.fromkeys(each.measure for each in scenario.expectations)),
        seed=1 if settings.seed is None else settings.seed,
        replicates=settings.replicates or REPLICATES,
        experiments=tuple(Experiment(name) for name in bases),
    )
    # Not read as a design: a counterpart is a whole scenario, not a list of changes that a design could state.
    return Ready(design, dict(bases), Path())
