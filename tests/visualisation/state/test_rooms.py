"""Rooms of a page: each opens as it was left."""

from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


def test_a_room_opens_as_it_was_left(visit: Session) -> None:
    page = PageState(visit, Settings())
    page.selection.tab.set("league")
    page.rooms.enter("class")
    assert (page.rooms.room.value, page.selection.tab.value) == ("class", "exercise")
    page.rooms.enter("explore")
    assert page.selection.tab.value == "league"


def test_what_the_browser_calls_no_room_changes_nothing(visit: Session) -> None:
    page = PageState(visit, Settings())
    page.rooms.enter("cellar")
    page.rooms.enter("explore")
    assert (page.rooms.room.value, page.selection.tab.value) == ("explore", "feed")
