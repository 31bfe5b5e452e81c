"""The four rooms of the page, each a purpose with the panels that serve it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

type Name = Literal["story", "explore", "whatif", "class"]

LABELS: dict[Name, str] = {"story": "Story", "explore": "Explore", "whatif": "What if", "class": "Class"}
"""Labels of the rooms in their order, by the name that an address has for them."""
STORY, EXPLORE, WHAT_IF, CLASS = LABELS
EVERYWHERE: tuple[Name, ...] = (STORY, EXPLORE, WHAT_IF, CLASS)
FIRST_PANEL: dict[Name, str] = {STORY: "story", EXPLORE: "feed", WHAT_IF: "controls", CLASS: "exercise"}
"""Panel that is open when a room is entered for the first time."""


class Opened(NamedTuple):
    """The room and the panel that a page shows."""

    room: Name
    panel: str


def opened(homes: dict[str, Sequence[Name]], room: Name, panel: str) -> Opened:
    """Return what is shown: a panel that the room lacks is shown in the first room that has it.

    Args:
        homes: Rooms of each panel by its name.
        room: The room that was entered last.
        panel: Name of the panel that was chosen last; it comes from the browser, so it may be anything.
    """
    # A server without results has no panel of runs, but an old tab may still name it.
    if panel not in homes:
        return Opened(room, FIRST_PANEL[room])
    return Opened(room if room in homes[panel] else homes[panel][0], panel)
