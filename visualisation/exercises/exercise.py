"""Predict, run, explain: what a case is asked, what it is compared with, and how the answer is told. All of it data.

Exercises come from three places: the files of ``exercises/``, what a scenario expects of itself (tables ``expectations``), and,
where a scenario has neither, its own dated events: the case is compared with the same one without them.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario

FILES = Path(__file__).with_name("exercises")
Answer = Literal["higher", "lower", "same"]
ANSWERS: tuple[Answer, ...] = ("higher", "same", "lower")
RELATIVE = 0.02
"""Where an exercise does not say how far apart counts as the same: that share of the larger of the two."""


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One question about a scenario.

    The case is run beside a counterpart with the same luck; what is asked is whether the measure is higher in the case.

    Attributes:
        scenario: Name of the scenario.
        question: What is asked.
        measure: A total of the month, such as ``stock_in_force``, or a measure of the experiments.
        about: What the measure is, in words.
        without: Names of the events that the counterpart leaves out.
        changes: ``path=value`` of what is otherwise in the counterpart.
        month: Months after which it is measured; None means at the horizon.
        within: Largest difference that counts as the same; None means ``RELATIVE``.
        why: How an answer comes about: what to look at, by answer or for all of them.
        claim: What the essay says, where it says something.
        finding: What many runs said, where they were made.
        expectation: The expectation of the scenario that the exercise was made from; None where it was written.
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
    finding: str = ""
    expectation: Expectation | None = None

    def counterpart(self, scenario: Scenario) -> Scenario:
        """What the case is compared with.

        Raises:
            ScenarioError: A change leads nowhere.
        """
        if self.expectation is not None:
            return read.counterpart(scenario, self.expectation)
        left = tuple(event for event in scenario.events if event.name not in self.without)
        changes = dict(change.parse_assignment(text) for text in self.changes)
        other = replace(scenario, events=left)
        return change.apply(other, changes) if changes else other

    def at(self, scenario: Scenario) -> int:
        """Month in which it is measured."""
        return scenario.months if self.month is None else min(self.month, scenario.months)

    def answer(self, case: float, counterpart: float) -> Answer:
        """What came out of one pair of runs."""
        room = RELATIVE * max(abs(case), abs(counterpart)) if self.within is None else self.within
        if abs(case - counterpart) <= room:
            return "same"
        return "higher" if case > counterpart else "lower"

    def explained(self, answer: Answer) -> str:
        """How such an answer comes about."""
        return " ".join(text for text in (getattr(self, answer), self.why) if text)


def exercises_of(scenario: Scenario) -> tuple[Exercise, ...]:
    """The exercises of a scenario; there is always one."""
    found = (*written().get(scenario.name, ()), *_expected(scenario))
    return found or (_plain(scenario),)


@cache
def written() -> dict[str, tuple[Exercise, ...]]:
    """The exercises of the files, by scenario."""
    found: dict[str, tuple[Exercise, ...]] = {}
    for file in sorted(FILES.glob("*.toml")):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["exercises"]:
            exercise = Exercise(scenario=file.stem, **{key: _frozen(value) for key, value in entry.items()})
            found[file.stem] = (*found.get(file.stem, ()), exercise)
    return found


def _expected(scenario: Scenario) -> tuple[Exercise, ...]:
    """What a scenario expects of itself, as questions; expectations of a level have no counterpart and are left out."""
    return tuple(
        Exercise(
            scenario=scenario.name,
            question=f"{each.name}. Is that so?",
            measure=each.measure,
            about=each.measure.replace("_", " "),
            expectation=each,
            without=each.without,
            changes=each.changes,
            within=each.within,
            claim=each.essay,
            finding=each.finding,
        )
        for each in scenario.expectations
        if each.direction != "between"
    )


def _plain(scenario: Scenario) -> Exercise:
    """The exercise of a scenario about which nobody has written one."""
    if scenario.events:
        return Exercise(
            scenario=scenario.name,
            question=f"{scenario.question} Take its dated events away: are there more agreements with them, or without?",
            measure="stock_in_force",
            about="agreements in force",
            without=tuple(event.name for event in scenario.events),
            why="The events themselves are the diamonds on the time line; what happened lists what they set off.",
        )
    return Exercise(
        scenario=scenario.name,
        question=f"{scenario.question} Let every city's public think as its nation's does: "
        "is there more antagonism between cities and nations with the divergence, or without?",
        measure="antagonism",
        about="antagonism, 0 to 1",
        changes=("politics.divergence_scale=0", "politics.divergence_spread=0"),
        why="Cities are part of their nation's median voter: what they think moves the nation as well.",
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
