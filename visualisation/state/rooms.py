"""Rooms: which of the four is open, and which panel was open when a room was left."""

import solara

from paradiplomacy.visualisation.rooms import EXPLORE, FIRST_PANEL, LABELS, Name
from paradiplomacy.visualisation.state.selection import Selection


class Rooms:
    """The rooms of a page.

    Args:
        selection: Has the panel that is open.
        room: The room that is open at first.

    Attributes:
        room: The room that is open.
    """

    def __init__(self, selection: Selection, room: Name = EXPLORE) -> None:
        self._selection = selection
        self.room: solara.Reactive[Name] = solara.reactive(room)
        self._left: dict[Name, str] = {}
        selection.tab.set(FIRST_PANEL[room])

    def enter(self, name: str) -> None:
        """Enter a room, where the panel is open that was open when it was left."""
        # The name comes from the browser, so it may be anything.
        room = next((each for each in LABELS if each == name), None)
        if room is None or room == self.room.value:
            return
        # Each room has its own open panel, since most panels are in one room only.
        self._left[self.room.value] = self._selection.tab.value
        self.room.set(room)
        self._selection.tab.set(self._left.get(room, FIRST_PANEL[room]))

    def moved(self, room: Name) -> None:
        """Note that the page shows another room, because a panel was opened that only that room has."""
        self.room.set(room)
