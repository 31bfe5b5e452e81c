"""Predict, run, explain: every case has a question, and the answer is what the two worlds say."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from paradiplomacy.cli.window import measured, services
from paradiplomacy.experiments.measures.registry import MEASURES, fault
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.state.page import Board
from paradiplomacy.visualisation.exercises.exercise import ANSWERS, Exercise, exercises_of, written
from paradiplomacy.visualisation.exercises.prediction import Lesson, result_of, shown
from paradiplomacy.visualisation.services import OFFER
from paradiplomacy.visualisation.session.session import Session

type Visitor = Callable[..., Any]


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
            assert each.question.endswith(("?", ".")) and shown(each, scenario)["otherwise"] != "the same"


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


def test_a_case_that_nobody_wrote_about_is_asked_about_its_events(small: Scenario) -> None:
    from dataclasses import replace

    with_event = replace(read.read("c40-paris"), name="my-own", expectations=())
    (found,) = exercises_of(with_event)
    assert found.without == tuple(event.name for event in with_event.events)
    (plain,) = exercises_of(replace(small, name="my-own", expectations=()))
    assert plain.measure == "antagonism" and plain.changes


@pytest.mark.parametrize("measure", ["stock_in_force", "signed"])
def test_the_answer_is_the_difference_of_the_two_worlds(
    visit: Session, monkeypatch: pytest.MonkeyPatch, measure: str
) -> None:
    monkeypatch.setattr(OFFER, "services", services())
    exercise = Exercise(
        scenario="x", question="?", measure=measure, about="it", within=0.0, changes=("utility.benefit_scale=0.8",)
    )
    other = Session(exercise.counterpart(visit.run.scenario), seed=visit.run.seed)
    lesson = Lesson(0, exercise, "higher", 12)
    assert result_of(lesson, visit, other) is None
    visit.go_to(12)
    other.go_to(12)
    found = result_of(lesson, visit, other)
    assert found is not None
    values = [
        session.now.totals[measure][-1] if measure in session.now.totals else session.ask(MEASURES[measure].of)
        for session in (visit, other)
    ]
    assert found["values"] == values and found["right"] == (values[0] > values[1])
    assert found["parted"] is not None


def test_a_measure_that_is_none_is_said_to_be_none(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = Exercise(scenario="x", question="?", measure="no such", about="it", changes=("months=39",))
    visit.go_to(3)
    monkeypatch.setattr(OFFER, "services", services()._replace(measure=None))
    found = result_of(Lesson(0, exercise, "same", 3), visit, visit)
    assert found is not None and "by the command" in found["unknown"]
    monkeypatch.setattr(OFFER, "services", services())
    found = result_of(Lesson(0, exercise, "same", 3), visit, visit)
    assert found is not None and "no measure is called" in found["unknown"]
    with pytest.raises(LookupError, match="no measure"):
        visit.ask(lambda world: measured(world, "no such"))
    with pytest.raises(LookupError, match="no measure"):
        visit.ask(lambda world: measured(world, "/tmp/anything.py:run"))


def test_a_prediction_sets_the_counterpart_beside_the_case(visit: Session) -> None:
    visit.go_to(5)
    board = Board(visit)
    board.predict({"number": 0, "answer": "same"})
    rival, lesson = board.rival.value, board.lesson.value
    assert rival is not None and lesson is not None and board.trouble.value is None
    assert rival.session.run.scenario == lesson.exercise.counterpart(visit.run.scenario)
    assert board.now.value.month == rival.now.value.month == 0 and board.playing.value
    board.finish()
    assert board.now.value.month == rival.now.value.month == lesson.month and not board.playing.value
    assert result_of(lesson, board.session, rival.session) is not None
    board.alone()
    assert board.rival.value is None and board.lesson.value is None
    board.predict({"number": 99, "answer": "same"})
    assert board.trouble.value is not None and board.lesson.value is None


def test_predict_run_explain_on_the_page(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.tab("exercise")
    expect(page.locator(".pd-predict").first).to_be_disabled()
    page.check(".pd-exercise input[value=higher]")
    page.click(".pd-predict")
    expect(page.locator(".pd-sheet")).to_have_count(2, timeout=60_000)
    expect(page.locator(".pd-exercise progress")).to_be_visible()
    page.click(".pd-finish")
    expect(page.locator(".pd-answer")).to_contain_text("s you predicted", timeout=60_000)
    expect(page.locator(".pd-answer")).to_contain_text("in B")
    visit.month(30)
    page.click(".pd-forget")
    expect(page.locator(".pd-sheet")).to_have_count(1)


def test_the_tour_is_gone_through_by_keyboard_and_remembered(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    expect(page.locator(".pd-tour")).to_have_count(0)
    page.click(".pd-tour-again")
    page.click(".pd-tour-next")
    page.click(".pd-tour-back")
    expect(page.locator(".pd-tour")).to_contain_text("1 of 3")
    assert page.evaluate("document.activeElement.className").startswith("pd-main pd-tour-next")
    page.keyboard.press("Enter")
    expect(page.locator(".pd-tour")).to_contain_text("2 of 3")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".pd-tour")).to_contain_text("3 of 3")
    expect(page.locator("[data-tab=exercise]")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".pd-tour")).to_contain_text("2 of 3")
    page.keyboard.press("Escape")
    expect(page.locator(".pd-tour")).to_have_count(0)
    assert page.evaluate("window.localStorage.getItem('pd-tour')") == "1"
    assert page.evaluate("document.activeElement.className") == "pd-tour-again"


@pytest.mark.slow
def test_a_first_visit_moves_by_itself_and_offers_the_tour(visitor: Visitor, serve: Callable[..., str]) -> None:
    visit = visitor(serve(), months=72)
    page = visit.page
    expect(page.locator(".pd-tour")).to_contain_text("1 of 3")
    page.wait_for_function(
        "parseInt(document.querySelector('.pd-month').textContent.split(' ')[1]) >= 2", timeout=60_000
    )
    page.click(".pd-tour-skip")
    page.reload()
    page.wait_for_selector(".pd-top", timeout=240_000)
    expect(page.locator(".pd-tour")).to_have_count(0)


def test_numbers_that_are_none_are_not_compared(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OFFER, "services", services()._replace(measure=lambda _w, _n: measured_nothing()))
    visit.go_to(3)
    exercise = Exercise(scenario="x", question="?", measure="months_to_force", about="it")
    found = result_of(Lesson(0, exercise, "same", 3), visit, visit)
    assert found is not None and "nothing to measure" in found["unknown"]


def measured_nothing() -> Any:
    from paradiplomacy.visualisation.services import Measured

    return Measured(float(np.nan), "nothing")
