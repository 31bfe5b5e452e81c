"""A plain button."""

from collections.abc import Callable

import solara


@solara.component_vue("toggle.vue")
def Toggle(label: str, event_press: Callable[[object], None]) -> None:
    """Says what it turns to."""
