"""Predictions: the answer is the difference of the two worlds."""

from dataclasses import replace

import numpy as np
import pytest

from paradiplomacy.cli.window import measured, services
from paradiplomacy.experiments.measures import registry
from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.scenarios.format.scenario import Expectation
from paradiplomacy.visualisation.exercises.exercise import Exercise, exercises_of
from paradiplomacy.visualisation.exercises.prediction import Prediction, question_of, result_of
from paradiplomacy.visualisation.services import Measured, Services
from paradiplomacy.visualisation.session.session import Session


@pytest.mark.parametrize("measure", ["stock_in_force", "signed"])
def test_the_answer_is_the_difference_of_the_two_worlds(visit: Session, measure: str) -> None:
    exercise = Exercise(
        scenario="x", question="?", measure=measure, about="it", within=0.0, changes=("utility.benefit_scale=0.8",)
    )
    other = Session(exercise.counterpart(visit.run.scenario), seed=visit.run.seed)
    prediction = Prediction(0, exercise, "higher", 12)
    assert result_of(prediction, visit, other, services()) is None
    visit.go_to(12)
    other.go_to(12)
    found = result_of(prediction, visit, other, services())
    assert found is not None
    values = [
        session.now.totals[measure][-1] if measure in session.now.totals else session.ask(MEASURES[measure].of)
        for session in (visit, other)
    ]
    assert found["values"] == values and found["right"] == (values[0] > values[1])
    assert found["diverged"] is not None


def test_a_claim_is_attributed_to_who_makes_it(visit: Session) -> None:
    words = {"name": "more", "measure": "signed", "changes": ("utility.benefit_scale=0.8",), "essay": "They sign."}
    makers = []
    for who in ({}, {"by": "a ministry"}):
        scenario = replace(visit.run.scenario, expectations=(Expectation(**words, **who),))
        exercise = next(each for each in exercises_of(scenario) if each.expectation is not None)
        visit.go_to(3)
        found = result_of(Prediction(0, exercise, "same", 3), visit, visit, services())
        assert found is not None
        makers.append((found["claim"], found["by"]))
    assert makers == [("They sign.", "the project's motivating essay"), ("They sign.", "a ministry")]


def test_an_unknown_measure_is_reported(visit: Session) -> None:
    exercise = Exercise(scenario="x", question="?", measure="no such", about="it", changes=("months=39",))
    visit.go_to(3)
    found = result_of(Prediction(0, exercise, "same", 3), visit, visit, Services())
    assert found is not None and "by the command" in found["unknown"]
    found = result_of(Prediction(0, exercise, "same", 3), visit, visit, services())
    assert found is not None and "unknown measure" in found["unknown"]
    with pytest.raises(LookupError, match="unknown measure"):
        visit.ask(lambda world: measured(world, "no such"))
    with pytest.raises(LookupError, match="measure from a file"):
        visit.ask(lambda world: measured(world, "/tmp/anything.py:run"))


def test_undefined_measures_are_not_compared(visit: Session) -> None:
    offered = services()._replace(measure=lambda _world, _name: Measured(float(np.nan), "nothing"))
    visit.go_to(3)
    exercise = Exercise(scenario="x", question="?", measure="months_to_force", about="it")
    found = result_of(Prediction(0, exercise, "same", 3), visit, visit, offered)
    assert found is not None and "undefined" in found["unknown"]


def test_an_expectation_says_what_is_measured_without_the_name_of_the_measure(visit: Session) -> None:
    expected = Expectation(name="More", measure="signed_city_city of N001", direction="rises", changes=("months=39",))
    exercise = Exercise(
        scenario="x", question="?", measure=expected.measure, about="signed city city of N001", expectation=expected
    )
    about = "agreements signed: city and city (of N001)"
    assert question_of(exercise, visit.run.scenario, services())["about"] == about
    visit.go_to(3)
    undefined = services()._replace(measure=lambda _world, name: Measured(float(np.nan), registry.measure(name).about))
    prediction = Prediction(0, exercise, "same", 3)
    found = result_of(prediction, visit, visit, undefined)
    assert found is not None and found["unknown"].startswith(about)
    found = result_of(prediction, visit, visit, services())
    assert found is not None and found["about"] == about
    found = result_of(prediction, visit, visit, services()._replace(measure=None))
    assert found is not None and found["unknown"].startswith(about)


def test_what_has_no_description_keeps_its_name(visit: Session) -> None:
    expected = Expectation(name="More", measure="mine.py:share", direction="rises", changes=("months=39",))
    exercise = Exercise(scenario="x", question="?", measure=expected.measure, about="mine", expectation=expected)
    assert question_of(exercise, visit.run.scenario, services())["about"] == "mine"
