"""Rooms: every panel is in one, and what is opened from elsewhere is shown where it belongs."""

from paradiplomacy.visualisation.panels import panels
from paradiplomacy.visualisation.rooms import FIRST_PANEL, LABELS, Opened, opened


def test_every_panel_is_in_a_room_and_every_room_has_its_first_panel() -> None:
    for name, panel in panels().items():
        assert panel.rooms and set(panel.rooms) <= set(LABELS), name
    for room, first in FIRST_PANEL.items():
        assert room in panels()[first].rooms


def test_a_panel_that_the_room_lacks_is_shown_in_its_own_room() -> None:
    homes = {"seat": ("class",), "feed": ("explore", "story")}
    assert opened(homes, "story", "feed") == Opened("story", "feed")
    assert opened(homes, "whatif", "feed") == Opened("explore", "feed")
    assert opened(homes, "story", "seat") == Opened("class", "seat")


def test_an_unknown_panel_is_the_first_one_of_the_room() -> None:
    assert opened({}, "whatif", "nonsense") == Opened("whatif", FIRST_PANEL["whatif"])
