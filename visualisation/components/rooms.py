"""The row of rooms at the top of the page."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def RoomRow(rooms: list[dict[str, str]], shown: str, event_enter: Callable[[str], None]) -> None:
    """Draw a button for each room, of which one is open."""
