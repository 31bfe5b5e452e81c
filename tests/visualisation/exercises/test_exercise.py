"""Exercises: every scenario has one that can be run and measured."""

from paradiplomacy.experiments.measures.registry import fault
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.exercises.exercise import ANSWERS, Exercise, exercises_of, written
from paradiplomacy.visualisation.exercises.prediction import question_of
from paradiplomacy.visualisation.services import Services
from paradiplomacy.visualisation.session.session import Session


def test_every_scenario_of_the_library_has_an_exercise_that_can_be_run() -> None:
    assert read.names()
    for name in read.names():
        scenario = read.read(name)
        found = exercises_of(scenario)
        assert found, name
        for each in found:
            other = each.counterpart(scenario)
            assert other != scenario, f"{name}: {each.question}"
            if each.expectation is None or each.expectation.against is None:
                assert len(other.events) == len(scenario.events) - len(each.without), f"{name}: {each.without}"
            assert 0 < each.at(scenario) <= scenario.months
            assert (
                each.question.endswith(("?", "."))
                and question_of(each, scenario, Services())["otherwise"] != "the same"
            )


def test_every_exercise_file_belongs_to_a_scenario() -> None:
    assert written() and set(written()) <= set(read.names())


def test_what_is_measured_is_measurable(visit: Session) -> None:
    visit.go_to(2)
    for name in written():
        for each in exercises_of(read.read(name)):
            assert each.measure in visit.now.totals or fault(each.measure) is None, each.measure


def test_higher_is_higher_in_the_case_than_in_its_counterpart() -> None:
    exercise = Exercise(scenario="x", question="?", measure="m", about="m", within=0.5, higher="up", why="so")
    assert [exercise.answer(case, 2.0) for case in (3.0, 2.4, 1.0)] == list(ANSWERS)
    assert exercise.explained("higher") == "up so" and exercise.explained("lower") == "so"
    relative = Exercise(scenario="x", question="?", measure="m", about="m")
    assert relative.answer(100.0, 101.0) == "same" and relative.answer(100.0, 103.0) == "lower"


def test_a_case_without_exercises_is_asked_about_its_events(small: Scenario) -> None:
    from dataclasses import replace

    with_event = replace(read.read("c40-paris"), name="my-own", expectations=())
    (found,) = exercises_of(with_event)
    assert found.without == tuple(event.name for event in with_event.events)
    (plain,) = exercises_of(replace(small, name="my-own", expectations=()))
    assert plain.measure == "conflict_rate" and plain.changes
