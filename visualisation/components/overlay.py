"""Charts of two worlds over one another, and bands of many runs."""

from typing import Any

import solara


@solara.component_vue("overlay.vue")
def Overlay(charts: list[dict[str, Any]], start: str, horizon: int) -> None:
    """Each chart has ``series`` (label, colour, values, dash) and ``bands`` (label, colour, low, middle, high)."""
