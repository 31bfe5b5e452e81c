"""The guided tour of a first visit: three steps by mouse or keyboard, offered once in a browser."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def Tour(offered: bool, event_show: Callable[[str], None]) -> None:
    """Draw a button for the tour; if ``offered``, the tour opens by itself. ``show`` names the panel of a step."""
