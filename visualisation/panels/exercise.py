"""Predict, run, explain: the question, the visitor's prediction, what came out and why."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("exercise.vue")
def ExercisePanel(
    exercises: list[dict[str, Any]],
    chosen: int,
    predicted: str,
    progress: dict[str, Any],
    result: dict[str, Any] | None,
    event_predict: Callable[[dict[str, Any]], None],
    event_finish: Callable[[object], None],
    event_forget: Callable[[object], None],
) -> None:
    """``result`` is None until the month of the exercise is reached."""
