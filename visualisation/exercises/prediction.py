"""A prediction: what a visitor expects of an exercise, and what the two worlds show."""

import math
from dataclasses import dataclass
from typing import TypedDict

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.comparison.difference import first_divergence
from paradiplomacy.visualisation.exercises.exercise import Answer, Exercise
from paradiplomacy.visualisation.services import Measured, Services
from paradiplomacy.visualisation.session.session import Session


@dataclass(frozen=True)
class Prediction:
    """An exercise and the visitor's answer.

    Attributes:
        number: Number of the exercise in its scenario.
        exercise: The exercise.
        answer: The answer that the visitor expects.
        month: Month in which it is measured.
    """

    number: int
    exercise: Exercise
    answer: Answer
    month: int


class Result(TypedDict):
    """Data of the page on the result of an exercise; ``values`` are those of the case and its counterpart."""

    answer: Answer
    right: bool
    values: list[float]
    about: str
    why: str
    claim: str
    by: str
    finding: str
    diverged: str | None


class Unknown(TypedDict):
    """Data of the page on an exercise that could not be measured: the reason."""

    unknown: str


def question_of(exercise: Exercise, scenario: Scenario, services: Services) -> dict[str, object]:
    """Return an exercise as data for the page.

    Args:
        exercise: The exercise.
        scenario: The scenario that is played.
        services: Services of the command line; they describe measures.

    Returns:
        Its question, measure and month, and the difference of its counterpart.
    """
    without = [f"without {name}" for name in exercise.without]
    against = None if exercise.expectation is None else exercise.expectation.against
    if against is not None:
        without.insert(0, f"the scenario {against} over the same months")
    return {
        "question": exercise.question,
        "about": _about(exercise, services),
        "month": exercise.at(scenario),
        "otherwise": ", ".join([*without, *(f"with {text}" for text in exercise.changes)]) or "the same",
    }


def _about(exercise: Exercise, services: Services) -> str:
    """Return the description of what is measured; a scenario's own expectation only names its measure."""
    about = services.about
    if exercise.expectation is None or about is None:
        return exercise.about
    try:
        return about(exercise.measure)
    # A measure from the user's own file has a description that only its module knows.
    except LookupError:
        return exercise.about


def result_of(
    prediction: Prediction, case: Session, counterpart: Session, services: Services
) -> Result | Unknown | None:
    """Return the result of an exercise as data for the page.

    Args:
        prediction: The exercise and the visitor's answer.
        case: The first world.
        counterpart: The second world.
        services: Services of the command line; they evaluate measures.

    Returns:
        The result; None before the month of the exercise.
    """
    if min(case.now.month, counterpart.now.month) < prediction.month:
        return None
    exercise = prediction.exercise
    try:
        measured = [_measured(prediction, session, services) for session in (case, counterpart)]
    except LookupError as error:
        return Unknown(unknown=f"{_about(exercise, services)}: {error}")
    first, second = (each.value for each in measured)
    if math.isnan(first) or math.isnan(second):
        return Unknown(unknown=f"{measured[0].about}: undefined in these two runs; choose another seed.")
    answer = exercise.answer(first, second)
    month = first_divergence(case, counterpart)
    return Result(
        answer=answer,
        right=answer == prediction.answer,
        values=[first, second],
        about=measured[0].about,
        why=exercise.explained(answer),
        claim=exercise.claim,
        by=exercise.by,
        finding=exercise.finding,
        diverged=None if month is None else case.run.roster.date(month),
    )


def _measured(prediction: Prediction, session: Session, services: Services) -> Measured:
    """Return the measure of an exercise in its month: a total of the month, or a measure of the experiments.

    Raises:
        LookupError: The measure is unknown, or the server has none.
    """
    exercise, month = prediction.exercise, prediction.month
    # Totals of past months are recorded; a measure of the experiments needs the world of its month.
    totals = session.now.totals
    if exercise.measure in totals:
        return Measured(float(totals[exercise.measure][month - 1]), _about(exercise, services))
    measure = services.measure
    if measure is None:
        raise LookupError("only available if the window is opened by the command paradiplomacy view")
    session.go_to(month)
    return session.ask(lambda world: measure(world, exercise.measure))
