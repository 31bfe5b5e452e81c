"""Expectations of a scenario: the counterpart to compare with, and its problems."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.problem import Path, Problem, ScenarioError, did_you_mean, path_text, shown
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario
from paradiplomacy.scenarios.names import directory, scope
from paradiplomacy.scenarios.own_data.names import directory_of
from paradiplomacy.scenarios.world.effect import without_effect

type Read = Callable[[str], Scenario]


class Fault(NamedTuple):
    """A problem: path and value concerned, what is wrong, and what is expected."""

    path: Path
    value: object
    wrong: str
    right: str


def counterpart(scenario: Scenario, expected: Expectation, read: Read) -> Scenario:
    """Return the counterpart of a case: another scenario over the same months, or the case with changes.

    Args:
        scenario: The case.
        expected: The expectation.
        read: Reads a scenario of the library.

    Raises:
        ScenarioError: A change leads nowhere, or the result is wrong.
    """
    other = scenario
    if expected.against is not None:
        found = read(expected.against)
        # Events before the start of the case are outside the months compared, and the check would refuse them.
        early = [event.name for event in found.events if event.date < scenario.start]
        other = replace(_without(found, early), start=scenario.start, months=scenario.months)
    changes = dict(change.parse_assignment(text) for text in expected.changes)
    # Expectations and stops are dropped: they are about the case, and a counterpart need not fulfil them.
    return change.apply(replace(_without(other, expected.without), expectations=(), stops=()), changes)


def _without(scenario: Scenario, names: Sequence[str]) -> Scenario:
    return replace(scenario, events=tuple(event for event in scenario.events if event.name not in names))


def try_out(scenario: Scenario, place: Callable[[Path], str], names: list[str], read: Read) -> None:
    """Make the counterpart of every expectation, so that problems are reported before anything runs.

    Args:
        scenario: The scenario.
        place: Returns file and line of a path.
        names: Names of the scenarios in the library.
        read: Reads one of them without trying its expectations.

    Raises:
        ScenarioError: With every problem.
    """
    problems = [
        Problem(place(path), path_text((path[0], expected.name, *path[2:])), shown(value), wrong, right)
        for index, expected in enumerate(scenario.expectations)
        for path, value, wrong, right in _faults(scenario, expected, ("expectations", index), names, read)
    ]
    if problems:
        raise ScenarioError(problems)


def _faults(scenario: Scenario, expected: Expectation, path: Path, names: list[str], read: Read) -> Iterator[Fault]:
    """Yield every problem of an expectation."""
    yield from faults_of_measure(scenario, expected.measure, (*path, "measure"))
    other: Scenario | None = scenario
    if expected.against is not None:
        other = read(expected.against) if expected.against in names else None
        if other is None:
            right = did_you_mean(expected.against, names)
            wrong = f"unknown scenario {shown(expected.against)}"
            yield Fault((*path, "against"), expected.against, wrong, right)
    events = [event.name for event in (other or scenario).events]
    for index, name in enumerate(expected.without):
        if name not in events:
            right = did_you_mean(name, events) or "the scenario has no events"
            yield Fault((*path, "without", index), name, f"unknown event {shown(name)}", right)
    if other is not None:
        yield from _faults_of_changes(scenario, expected, path, read)


def _faults_of_changes(scenario: Scenario, expected: Expectation, path: Path, read: Read) -> Iterator[Fault]:
    """Yield the problems of the first change that cannot be made, each with the changes before it; else those without effect."""
    other = scenario
    for index, text in enumerate(expected.changes):
        try:
            other = counterpart(scenario, expected._replace(changes=expected.changes[: index + 1]), read)
        except ScenarioError as error:
            for each in error.problems:
                wrong = ": ".join(part for part in (each.path, each.wrong) if part)
                yield Fault((*path, "changes", index), text, wrong, each.right)
            return
    if expected.changes and other == counterpart(scenario, expected._replace(changes=()), read):
        wrong = "changes nothing: the scenario has these values already"
        yield Fault((*path, "changes"), list(expected.changes), wrong, "expected other values")
    # All together: a change may have an effect because of one that follows it, such as another rule.
    for index, text in enumerate(expected.changes):
        for _, *why in without_effect(other, change.parse_assignment(text)[0]):
            yield Fault((*path, "changes", index), text, *why)


def faults_of_measure(scenario: Scenario, text: str, path: Path) -> list[Fault]:
    """Return the problems of the actors and issues that a measure names, in the world of a scenario."""
    try:
        asked = scope.parse(text)
    except ValueError as error:
        return [Fault(path, text, f"invalid measure {shown(text)}", str(error))]
    issues = [issue.name for issue in scenario.issues]
    faults = [
        Fault(path, text, f"unknown issue {shown(name)}", did_you_mean(name, issues))
        for name in asked.issues
        if name not in issues
    ]
    drawn = scenario.world.kind == "synthetic"
    for who in asked.who:
        fault = directory.fault(who, drawn=drawn, regions=scenario.world.regions, known=directory_of(scenario.world))
        if fault is not None:
            faults.append(Fault(path, text, f"{shown(who)}: {fault[0]}", fault[1]))
    return faults
