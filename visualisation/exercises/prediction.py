"""An exercise under way: what the visitor predicted, and what came out of the two worlds."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.comparison.difference import parted
from paradiplomacy.visualisation.exercises.exercise import Answer, Exercise
from paradiplomacy.visualisation.services import OFFER, Measured
from paradiplomacy.visualisation.session.session import Session


@dataclass(frozen=True)
class Lesson:
    """A question and the visitor's prediction.

    Attributes:
        number: Number of the exercise in its scenario.
        exercise: The exercise.
        predicted: What the visitor expects.
        month: Month in which it is measured.
    """

    number: int
    exercise: Exercise
    predicted: Answer
    month: int


def shown(exercise: Exercise, scenario: Scenario) -> dict[str, Any]:
    """An exercise as the page takes it."""
    without = [f"without {name}" for name in exercise.without]
    against = None if exercise.expectation is None else exercise.expectation.against
    if against is not None:
        without.insert(0, f"the scenario {against} over the same months")
    return {
        "question": exercise.question,
        "about": _about(exercise),
        "month": exercise.at(scenario),
        "otherwise": ", ".join([*without, *(f"with {text}" for text in exercise.changes)]) or "the same",
    }


def _about(exercise: Exercise) -> str:
    """What is measured: what a scenario expects is named by a measure, which says itself what it is."""
    about = OFFER.services.about
    return exercise.about if exercise.expectation is None or about is None else about(exercise.measure)


def result_of(lesson: Lesson, case: Session, counterpart: Session) -> dict[str, Any] | None:
    """What came out, as the page takes it; None before the month of the exercise."""
    if min(case.now.month, counterpart.now.month) < lesson.month:
        return None
    exercise = lesson.exercise
    try:
        measured = [_measured(exercise, session, lesson.month) for session in (case, counterpart)]
    except LookupError as error:
        return {"unknown": f"{exercise.measure}: {error}"}
    first, second = (each.value for each in measured)
    if np.isnan(first) or np.isnan(second):
        return {"unknown": f"{exercise.about}: nothing to measure in these two runs; take another seed."}
    answer = exercise.answer(first, second)
    month = parted(case, counterpart)
    return {
        "answer": answer,
        "right": answer == lesson.predicted,
        "values": [first, second],
        "about": measured[0].about,
        "why": exercise.explained(answer),
        "claim": exercise.claim,
        "finding": exercise.finding,
        "parted": None if month is None else case.run.cast.date(month),
    }


def _measured(exercise: Exercise, session: Session, month: int) -> Measured:
    """The measure of an exercise after a month: a total of that month, or a measure of the experiments.

    Raises:
        LookupError: There is none of this name, or the session has gone on since.
    """
    totals = session.now.totals
    if exercise.measure in totals:
        return Measured(float(totals[exercise.measure][month - 1]), exercise.about)
    measure = OFFER.services.measure
    if measure is None:
        raise LookupError("can be measured where the window is opened by the command paradiplomacy view")
    session.go_to(month)
    return session.ask(lambda world: measure(world, exercise.measure))
