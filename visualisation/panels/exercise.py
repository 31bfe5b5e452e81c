"""Exercise: predict, run, explain."""

from collections.abc import Callable
from typing import TypedDict, Unpack

import solara

from paradiplomacy.visualisation.exercises.exercise import exercises_of
from paradiplomacy.visualisation.exercises.prediction import Result, Unknown, question_of, result_of
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import CLASS
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


class Properties(TypedDict):
    """Properties of the component."""

    exercises: list[dict[str, object]]
    chosen: int
    predicted: str
    progress: dict[str, int]
    result: Result | Unknown | None
    event_predict: Callable[[dict[str, object]], None]
    event_finish: Callable[[object], None]
    event_forget: Callable[[object], None]


@vue
def ExerciseView(**properties: Unpack[Properties]) -> None:
    """Draw the questions, or the one that was predicted; ``result`` is None until its month is reached."""


@solara.component
def Exercise(page: PageState) -> None:
    """Show the exercises of the scenario."""
    run, now = page.playback.shown.value
    second, prediction = page.comparison.second.value, page.comparison.prediction.value
    other = None if second is None else second.playback.shown.value.now
    questions = solara.use_memo(
        lambda: [question_of(each, run.scenario, page.services) for each in exercises_of(page.session.plain)],
        [id(run)],
    )
    done = prediction is not None and other is not None and min(now.month, other.month) >= prediction.month
    result = solara.use_memo(
        lambda: (
            result_of(prediction, page.session, second.session, page.services)
            if done and prediction and second
            else None
        ),
        [prediction, done, id(second)],
    )
    ExerciseView(
        exercises=questions,
        chosen=0 if prediction is None else prediction.number,
        predicted="" if prediction is None else prediction.answer,
        progress={"month": now.month, "last": 0 if prediction is None else prediction.month},
        result=result,
        event_predict=page.comparison.predict,
        event_finish=lambda _: page.comparison.finish(),
        event_forget=lambda _: page.comparison.end(),
    )


PANEL = Panel("Exercise", 110, Exercise, (CLASS,))
