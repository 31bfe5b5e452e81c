"""The row of tabs above the panels."""

from collections.abc import Callable

import solara


@solara.component_vue("tabs.vue")
def Tabs(tabs: list[dict[str, str]], chosen: str, event_choose: Callable[[str], None]) -> None:
    """Arrow keys move along the row."""
