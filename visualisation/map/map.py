"""The map: land and borders, cities as dots, nations shaded, agreements as arcs."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("map.vue")
def WorldMap(
    geography: str,
    frame: dict[str, Any],
    looks: list[dict[str, Any]],
    issues: list[str],
    shades: list[dict[str, str]],
    picked: list[int],
    dark: bool,
    event_drawn: Callable[[int], None],
    event_pick: Callable[[list[int]], None],
    event_open: Callable[[int], None],
    event_shade: Callable[[str], None],
    event_size: Callable[[str], None],
) -> None:
    """Draw a frame of ``wire``; filters, zoom and search work in the browser alone."""
