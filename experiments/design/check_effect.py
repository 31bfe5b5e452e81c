"""Checks that whatever a design varies or changes has an effect in one of its scenarios."""

from collections.abc import Sequence

from paradiplomacy.experiments.design.check_factor import Bases, values_of
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.scenarios.format.change import apply, value_at
from paradiplomacy.scenarios.format.problem import Path, Report
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world.effect import Idle, without_effect


def check_effects(design: Design, bases: Bases, report: Report) -> None:
    """Note every factor, and every fixed change, that has no effect in any scenario of the design."""
    # What is wrong has an effect or not once it is mended.
    if report.problems:
        return
    # One factor may switch on what another one varies: a rule and a parameter of that rule.
    points = {
        name: [_changed(base, each, value) for each in design.factors for value in values_of(each).values()]
        for name, base in bases.items()
    }
    for key, factors in (("levers", design.levers), ("uncertainties", design.uncertainties)):
        for index, factor in enumerate(factors):
            found = [_of_factor(factor, base, points[name]) for name, base in bases.items()]
            _note(found, (key, index, "path"), factor.path, report)
    for path in design.changes:
        _note(
            [without_effect(base, path, others=points[name]) for name, base in bases.items()],
            ("changes", path),
            path,
            report,
        )
    for index, case in enumerate(design.experiments):
        for path in case.changes:
            found = [without_effect(bases[case.name], path, others=points[case.name])]
            _note(found, ("experiments", index, "changes", path), path, report)


def _changed(base: Scenario, factor: Factor, value: object) -> Scenario:
    return apply(base, {factor.path: value})


def _of_factor(factor: Factor, base: Scenario, others: Sequence[Scenario]) -> list[Idle]:
    """Return why no value of a factor has an effect; an empty list where one has."""
    tried = [_changed(base, factor, value) for value in values_of(factor).values()]
    # A value that the scenario has anyway is what the others are compared with.
    other = [each for each in tried if value_at(each, factor.path) != value_at(base, factor.path)]
    found = [without_effect(each, factor.path, others=others) for each in other]
    return found[0] if found and all(found) else []


def _note(found: Sequence[list[Idle]], path: Path, value: str, report: Report) -> None:
    """Note a value that has no effect in any of the scenarios."""
    if found and all(found):
        first = found[0][0]
        report.add(path, value, first.wrong, first.right)
