"""The guided tour: three steps by mouse or keyboard."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def Tour(event_show: Callable[[str], None]) -> None:
    """Draw a button that opens the tour. ``show`` names the panel of a step."""
