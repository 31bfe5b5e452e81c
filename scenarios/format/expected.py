"""What a scenario is expected to show: the counterpart that it is compared with, and what can be wrong with that."""

from collections.abc import Callable
from dataclasses import replace

from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.problem import Path, Problem, ScenarioError, did_you_mean, path_text, shown
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario
from paradiplomacy.scenarios.names import known, scope

type Read = Callable[[str], Scenario]


def counterpart(scenario: Scenario, expected: Expectation, read: Read) -> Scenario:
    """What a case is compared with: another scenario over the same months, or the case with something changed.

    Args:
        scenario: The case.
        expected: What is expected of it.
        read: Reads a scenario of the library.

    Raises:
        ScenarioError: A change leads nowhere, or the result is wrong.
    """
    other = scenario
    if expected.against is not None:
        found = read(expected.against)
        early = [event.name for event in found.events if event.date < scenario.start]
        other = replace(_without(found, early), start=scenario.start, months=scenario.months)
    changes = dict(change.parse_assignment(text) for text in expected.changes)
    return change.apply(replace(_without(other, expected.without), expectations=()), changes)


def _without(scenario: Scenario, names: tuple[str, ...] | list[str]) -> Scenario:
    return replace(scenario, events=tuple(event for event in scenario.events if event.name not in names))


def try_out(scenario: Scenario, place: Callable[[Path], str], names: list[str], read: Read) -> None:
    """Make the counterpart of every expectation, so that what is wrong is told before anything runs.

    Args:
        scenario: The scenario.
        place: Tells file and line of a path.
        names: Names of the scenarios in the library.
        read: Reads one of them without trying its expectations.

    Raises:
        ScenarioError: With everything that is wrong with them.
    """
    problems = [
        Problem(place(path), path_text((path[0], expected.name, *path[2:])), shown(value), wrong, right)
        for index, expected in enumerate(scenario.expectations)
        for path, value, wrong, right in _faults(scenario, expected, ("expectations", index), names, read)
    ]
    if problems:
        raise ScenarioError(problems)


def _faults(
    scenario: Scenario, expected: Expectation, path: Path, names: list[str], read: Read
) -> list[tuple[Path, object, str, str]]:
    """Path, value, what is wrong and what would be right, for everything that is wrong with an expectation."""
    faults = faults_of_measure(scenario, expected.measure, (*path, "measure"))
    known_other = expected.against is None or expected.against in names
    if not known_other:
        wrong = f"{shown(expected.against)} is no scenario of the library"
        faults.append(((*path, "against"), expected.against, wrong, did_you_mean(str(expected.against), names)))
    other = scenario if expected.against is None or not known_other else read(expected.against)
    events = [event.name for event in other.events]
    for index, name in enumerate(expected.without):
        if name not in events:
            right = did_you_mean(name, events) or "the scenario has no events"
            faults.append(((*path, "without", index), name, f"{shown(name)} is no event", right))
    if not known_other:
        return faults
    for index, text in enumerate(expected.changes):
        try:
            counterpart(scenario, expected._replace(changes=expected.changes[: index + 1]), read)
        except ScenarioError as error:
            where = (*path, "changes", index)
            faults += [
                (where, text, ": ".join(p for p in (each.path, each.wrong) if p), each.right) for each in error.problems
            ]
            break
    return faults


def faults_of_measure(scenario: Scenario, text: str, path: Path) -> list[tuple[Path, object, str, str]]:
    """What is wrong with whom and what a measure is read off, in the world of a scenario."""
    try:
        asked = scope.parse(text)
    except ValueError as error:
        return [(path, text, f"{shown(text)} is no measure", str(error))]
    issues = [issue.name for issue in scenario.issues]
    faults: list[tuple[Path, object, str, str]] = [
        (path, text, f"{shown(name)} is no issue", did_you_mean(name, issues))
        for name in asked.issues
        if name not in issues
    ]
    drawn = scenario.world.kind == "synthetic"
    for who in asked.who:
        fault = known.fault(who, drawn=drawn, regions=scenario.world.regions)
        if fault is not None:
            faults.append((path, text, f"{shown(who)}: {fault[0]}", fault[1]))
    return faults
