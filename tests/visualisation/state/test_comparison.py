"""The second world follows the clock of the first, and an exercise sets it up."""

from paradiplomacy.cli.window import services
from paradiplomacy.visualisation.comparison.second_world import compared, warning_between
from paradiplomacy.visualisation.components.line_charts import overlaid
from paradiplomacy.visualisation.exercises.prediction import result_of
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


def test_one_clock_moves_both(visit: Session) -> None:
    page = PageState(visit, Settings())
    page.comparison.begin({"seed": "9"})
    second = page.comparison.second.value
    assert second is not None and page.playback.failure.value is None
    page.playback.go(7)
    assert page.playback.shown.value.now.month == second.playback.shown.value.now.month == 7
    page.playback.restart()
    assert page.playback.shown.value.now.month == second.playback.shown.value.now.month == 0
    charts = overlaid(page.session.go_to(5), second.session.go_to(5))
    assert charts
    for chart in charts:
        halves = [[line["values"] for line in chart["series"] if line["dash"] is dash] for dash in (False, True)]
        assert len(halves[0]) == len(halves[1]) > 0 and all(len(values) == 5 for half in halves for values in half)


def test_a_prediction_adds_the_counterpart_of_the_case(visit: Session) -> None:
    visit.go_to(5)
    page = PageState(visit, Settings())
    page.comparison.predict({"number": 0, "answer": "same"})
    second, prediction = page.comparison.second.value, page.comparison.prediction.value
    assert second is not None and prediction is not None and page.playback.failure.value is None
    assert second.session.run.scenario == prediction.exercise.counterpart(visit.run.scenario)
    assert (
        page.playback.shown.value.now.month == second.playback.shown.value.now.month == 0
        and page.playback.playing.value
    )
    page.comparison.finish()
    assert (
        page.playback.shown.value.now.month == second.playback.shown.value.now.month == prediction.month
        and not page.playback.playing.value
    )
    assert result_of(prediction, page.session, second.session, services()) is not None
    page.comparison.end()
    assert page.comparison.second.value is None and page.comparison.prediction.value is None
    page.comparison.predict({"number": 99, "answer": "same"})
    assert page.playback.failure.value is not None and page.comparison.prediction.value is None


def test_a_new_number_of_cities_leaves_both_worlds_whole(visit: Session) -> None:
    page = PageState(visit, Settings())
    page.comparison.begin({"seed": "9"})
    page.playback.go(7)
    page.selection.pick([70])
    seen: list[bool] = []

    def drawn(_shot: object) -> None:
        for world in (page.world, page.comparison.second.value):
            assert world is not None
            run, now = world.playback.shown.value
            picked = world.selection.actors.value
            seen.append(len(now.population) == len(run.roster.ids) > max(picked, default=0))

    page.playback.shown.subscribe(drawn)
    page.playback.restart(changes={"world.cities": 40})
    second = page.comparison.second.value
    assert second is not None and seen and all(seen) and page.playback.failure.value is None
    page.selection.pick([5])
    assert page.selection.actors.value == [5] and second.selection.actors.value == []
    warning = warning_between(page.session.run.roster, second.session.run.roster)
    assert "only in B" in warning
    page.playback.go(3)
    difference = compared(
        page.session, second.session, (page.playback.shown.value, second.playback.shown.value), resting=True
    )
    assert difference["warning"] == warning
