"""The controls: scenario picker, every simple parameter, and a button that lists what will change."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("controls.vue")
def Controls(
    groups: list[dict[str, Any]],
    scenarios: list[dict[str, Any]],
    current: str,
    event_apply: Callable[[dict[str, Any]], None],
    event_open: Callable[[str], None],
    event_upload: Callable[[dict[str, Any]], None],
) -> None:
    """Nothing changes before the button is pressed."""
