"""Two at once: what the second world is, and how the two differ."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("duo.vue")
def Duo(
    scenarios: list[dict[str, Any]],
    paths: list[dict[str, str]],
    seed: str,
    compared: dict[str, Any] | None,
    highlight: bool,
    event_begin: Callable[[dict[str, str]], None],
    event_end: Callable[[object], None],
    event_light: Callable[[bool], None],
) -> None:
    """A form while there is one world; the difference while there are two."""
