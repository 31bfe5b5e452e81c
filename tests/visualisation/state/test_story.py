"""The story of a page: the clock waits at stops in its room only, and every way leads to the stop that was asked for."""

import threading

import pytest

from paradiplomacy.scenarios.format import read
from paradiplomacy.visualisation.services import RefusedError, Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state import story as module
from paradiplomacy.visualisation.state.page import PageState

TEXT = """
extends = "synthetic"
title = "Small"
question = "Does it wait?"
months = 12
[world]
cities = 40
nations = 4
[search]
burn_in = 1
[[stops]]
name = "First"
date = "2016-03"
says = "They sign {signed:agreement}."
number = "signed"
look = ["N001"]
why = ["N001", "N002"]
[[stops]]
name = "Second"
date = "2016-03"
says = "In force: {in_force}."
number = "in_force"
[[stops]]
name = "Third"
date = "2016-09"
says = "Signed since March: {signed}."
number = "signed"
since = "2016-03"
"""


@pytest.fixture
def page() -> PageState:
    return PageState(Session(read.read_text(TEXT), seed=2), Settings(), room="story")


def play(page: PageState) -> None:
    """Play until the clock stops, with a page that draws at once."""
    page.playback.clock.speed = 1000
    page.playback.after_month.append(lambda _: page.playback.clock.drawn())
    page.playback.play(threading.Event())


def where(page: PageState) -> tuple[int, str]:
    stop = page.story.stop.value
    return page.session.now.month, "" if stop is None else stop.name


def test_the_clock_waits_for_the_reader_at_each_month_with_stops(page: PageState) -> None:
    page.story.go_on(still=False)
    assert page.playback.playing.value
    play(page)
    assert where(page) == (3, "First") and not page.playback.playing.value
    page.story.go_on(still=False)
    assert where(page) == (3, "Second") and not page.playback.playing.value
    page.story.go_on(still=False)
    play(page)
    assert where(page) == (9, "Third")
    page.story.go_on(still=False)
    assert where(page) == (9, "Third") and not page.playback.playing.value


def test_in_another_room_the_clock_passes(page: PageState) -> None:
    page.rooms.enter("explore")
    page.playback.playing.set(True)
    play(page)
    assert page.session.over


def test_back_leads_through_every_stop_to_the_beginning(page: PageState) -> None:
    page.story.go_to(2)
    seen = []
    for _ in range(4):
        seen.append(where(page))
        page.story.go_back()
    assert seen == [(9, "Third"), (3, "Second"), (3, "First"), (0, "")]


def test_without_motion_and_when_asked_twice_the_way_is_a_leap(page: PageState) -> None:
    page.story.go_on(still=True)
    assert where(page) == (3, "First") and not page.playback.playing.value
    page.story.go_to(1)
    page.story.go_on(still=False)
    assert where(page)[0] == 3 and page.playback.playing.value
    page.story.go_on(still=False)
    assert where(page) == (9, "Third") and not page.playback.playing.value


def test_the_clock_runs_faster_over_a_long_way_and_as_before_after_it(page: PageState) -> None:
    page.playback.pace(1)
    page.story.go_to(1)
    page.story.go_on(still=False)
    assert page.playback.clock.speed == 2  # six months in three seconds
    page.playback.go(9)
    assert page.playback.clock.speed == 1


def test_a_sentence_has_the_numbers_of_its_month(page: PageState) -> None:
    page.story.go_to(2)
    later = page.story.stop.value
    page.story.go_to(0)
    page.story.go_to(2)
    assert (
        page.story.stop.value == later
        and later is not None
        and later.sentence == f"Signed since March: {later.number}."
    )


def test_why_explains_the_pair_of_the_stop_and_is_forgotten_at_the_next(page: PageState) -> None:
    page.story.explain()
    assert not page.story.explained.value
    page.story.go_to(0)
    page.story.explain()
    picture, stop = page.selection.picture.value, page.story.stop.value
    assert page.story.explained.value and picture is not None and stop is not None
    assert tuple(picture.rows) == stop.why
    page.story.go_on(still=True)
    assert not page.story.explained.value


def test_a_month_that_is_drawn_again_keeps_the_stop(page: PageState) -> None:
    page.story.go_to(1)
    page.playback.refresh()
    assert where(page) == (3, "Second")


def test_numbers_from_the_browser_lead_nowhere_unless_they_are_stops(page: PageState) -> None:
    page.story.go_to(3)
    page.story.go_to(-1)
    assert where(page) == (0, "")


def test_a_run_without_written_stops_is_searched_once_and_in_this_room_only(visit: Session) -> None:
    page = PageState(visit, Settings())
    page.story.search(threading.Event())
    assert page.story.unsearched and page.story.stops == ()
    page.rooms.enter("story")
    page.story.search(threading.Event())
    assert page.story.stops and not page.story.unsearched and page.story.looking.value is None
    page.playback.restart(seed="9")
    assert page.story.stops == () and page.story.unsearched


def test_a_search_that_is_refused_or_left_says_so_and_leaves_the_page_as_it_was(
    visit: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PageState(visit, Settings(), room="story")
    left = threading.Event()
    left.set()
    page.story.search(left)
    assert page.story.unsearched and not page.story.refused.value

    def refuse(*_: object) -> None:
        raise RefusedError("no room")

    monkeypatch.setattr(module, "found", refuse)
    page.story.search(threading.Event())
    assert page.story.refused.value == "no room" and page.story.looking.value is None
