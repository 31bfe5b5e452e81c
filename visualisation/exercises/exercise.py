"""Exercises as data: a question about a case, what the case is compared with, and the explanation of each answer.

They come from three sources: the files of this folder, the expectations of a scenario and, for a scenario with neither,
its own dated events: the case is compared with the same one without them.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario

FILES = Path(__file__).parent
Answer = Literal["higher", "lower", "same"]
ANSWERS: tuple[Answer, ...] = ("higher", "same", "lower")
RELATIVE = 0.02
"""Default of ``Exercise.within``, as a share of the larger of the two values."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One question about a scenario: is a measure higher in the case than in its counterpart, with the same seed?

    Attributes:
        scenario: Name of the scenario.
        question: The question.
        measure: A total of the month, such as ``stock_in_force``, or a measure of the experiments.
        about: Description of the measure.
        without: Names of the events that the counterpart lacks.
        changes: ``path=value`` of the changes in the counterpart.
        month: Months after which it is measured; None for the horizon.
        within: Largest difference that counts as the same; None for the share ``RELATIVE``.
        why: Explanation for every answer.
        higher, lower, same: Explanation for one answer.
        claim: The claim that is tested, if somebody makes one.
        by: Who makes it.
        finding: The result of many runs, if there are any.
        expectation: The expectation of the scenario from which the exercise was made, or None.
    """

    scenario: str
    question: str
    measure: str
    about: str
    without: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    month: int | None = None
    within: float | None = None
    why: str = ""
    higher: str = ""
    lower: str = ""
    same: str = ""
    claim: str = ""
    by: str = "the project's motivating essay"
    finding: str = ""
    expectation: Expectation | None = None

    def counterpart(self, scenario: Scenario) -> Scenario:
        """Return the scenario with which the case is compared.

        Raises:
            ScenarioError: A change names an unknown path.
        """
        if self.expectation is not None:
            return read.counterpart(scenario, self.expectation)
        left = tuple(event for event in scenario.events if event.name not in self.without)
        changes = dict(change.parse_assignment(text) for text in self.changes)
        other = replace(scenario, events=left)
        return change.apply(other, changes) if changes else other

    def at(self, scenario: Scenario) -> int:
        """Return the month in which it is measured."""
        return scenario.months if self.month is None else min(self.month, scenario.months)

    def answer(self, case: float, counterpart: float) -> Answer:
        """Return the answer of one pair of runs.

        Args:
            case: The measure in the case.
            counterpart: The measure in the counterpart.
        """
        room = RELATIVE * max(abs(case), abs(counterpart)) if self.within is None else self.within
        if abs(case - counterpart) <= room:
            return "same"
        return "higher" if case > counterpart else "lower"

    def explained(self, answer: Answer) -> str:
        """Return the explanation of an answer."""
        return " ".join(text for text in (getattr(self, answer), self.why) if text)


def exercises_of(scenario: Scenario) -> tuple[Exercise, ...]:
    """Return the exercises of a scenario, at least one."""
    # What people have written comes first: it has an explanation of each answer.
    found = (*written().get(scenario.name, ()), *_expected(scenario))
    return found or (_default(scenario),)


@cache
def written() -> dict[str, tuple[Exercise, ...]]:
    """Return the exercises of the files, by scenario."""
    found: dict[str, tuple[Exercise, ...]] = {}
    for file in sorted(FILES.glob("*.toml")):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["exercises"]:
            exercise = Exercise(scenario=file.stem, **{key: _frozen(value) for key, value in entry.items()})
            found[file.stem] = (*found.get(file.stem, ()), exercise)
    return found


def _expected(scenario: Scenario) -> tuple[Exercise, ...]:
    """Return the expectations of a scenario as questions, except those on a level, which have no counterpart."""
    return tuple(
        Exercise(
            scenario=scenario.name,
            question=f"{each.name}. Do you agree?",
            measure=each.measure,
            about=each.measure.replace("_", " "),
            expectation=each,
            without=each.without,
            changes=each.changes,
            within=each.within,
            claim=each.essay,
            by=each.by,
            finding=each.finding,
        )
        for each in scenario.expectations
        if each.direction != "between"
    )


def _default(scenario: Scenario) -> Exercise:
    """Return the default exercise of a scenario that ships with none."""
    if scenario.events:
        return Exercise(
            scenario=scenario.name,
            question=f"{scenario.question} Remove its dated events: are there more agreements with them, or without?",
            measure="stock_in_force",
            about="agreements in force",
            without=tuple(event.name for event in scenario.events),
            why="The events are the diamonds on the time line; the feed lists their consequences.",
        )
    return Exercise(
        scenario=scenario.name,
        question=f"{scenario.question} Suppose that the public of each city thinks like that of its nation: "
        "is there more conflict between cities and nations with the divergence, or without?",
        measure="conflict_rate",
        about="conflicts per 100 city-years",
        changes=("politics.divergence_scale=0",),
        why="Cities help to determine their nation's median voter, so their opinions move the nation as well.",
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
