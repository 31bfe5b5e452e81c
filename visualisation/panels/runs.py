"""The runs of a results folder as points: a click opens one."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("runs.vue")
def Runs(
    title: str,
    columns: dict[str, str],
    runs: list[dict[str, Any]],
    current: int | None,
    event_open: Callable[[int], None],
) -> None:
    """Two columns to choose; every point is a button."""
