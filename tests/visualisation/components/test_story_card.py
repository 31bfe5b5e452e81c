"""A whole story in a real browser, by keyboard: sentence, number, month, halt, and where the map goes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from paradiplomacy import World
from paradiplomacy.model.calendar import month_of
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.story.filling import fill

type Visitor = Callable[..., Any]

STORY = """
extends = "baseline"
title = "A small story"
question = "Does it wait for its reader?"
sources = ["none: made for a test"]
start = "2016-01"
months = 30
[search]
burn_in = 0
[[stops]]
name = "The beginning"
date = "2016-02"
says = "Cities sign {signed:agreement} this month."
number = "signed"
who = ["cities"]
look = ["Paris"]
why = ["Paris", "London"]
[[stops]]
name = "The same month"
date = "2016-02"
says = "Agreements in force: {in_force}."
number = "in_force"
[[stops]]
name = "The end"
date = "2016-08"
says = "Since February cities have signed {signed:agreement}."
number = "signed"
since = "2016-02"
look = ["cities:JPN"]
"""


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("story") / "tale.toml"
    made.write_text(STORY)
    return made


@pytest.fixture(scope="session")
def tale(serve: Callable[..., str], file: Path) -> str:
    """Address of a server of the story."""
    return serve(str(file), "--seed", "4")


@pytest.fixture(scope="session")
def expected(file: Path) -> list[tuple[str, str, int]]:
    """Sentence, number and months done of each stop, as a world of the same seed has them."""
    scenario = read.read(file)
    world, found = World.from_scenario(scenario, seed=4), []
    for stop in scenario.stops:
        world.run(month_of(scenario.start, stop.date) + 1 - world.month)
        filled = fill(world.state, stop)
        found.append((filled.sentence, filled.number, world.month))
    return found


VIEW = "[map.view.x, map.view.y, map.view.k].map(Math.round)"
WHOLE = "map.view.k <= map.sheet.whole * 1.001"


def expect_stop(visit: Any, number: int, expected: list[tuple[str, str, int]]) -> None:
    page, (sentence, count, month) = visit.page, expected[number - 1]
    expect(page.locator(".pd-story-where")).to_contain_text(f"{number} of {len(expected)}", timeout=30_000)
    expect(page.locator(".pd-story-sentence")).to_have_text(sentence)
    expect(page.locator(".pd-story-number b")).to_have_text(count)
    visit.month(month)
    expect(page.locator(".pd-play")).to_have_attribute("aria-label", "Play")


def test_a_whole_story_is_read_by_keyboard(visitor: Visitor, tale: str, expected: list[tuple[str, str, int]]) -> None:
    visit = visitor(f"{tale}?room=story")
    page = visit.page
    expect(page.locator(".pd-story-sentence")).to_have_text("Does it wait for its reader?")
    visit.month(0)
    page.wait_for_timeout(1500)
    visit.month(0)  # the clock waits for the reader from the start
    page.focus(".pd-story-on")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect_stop(visit, 1, expected)
    page.wait_for_timeout(1500)
    visit.month(expected[0][2])  # and it waits at each stop
    visit.becomes("document.querySelector('.pd-sheet').pdMap.lit.size", expected=1)
    assert not visit.map(WHOLE) and visit.map("map.nodes.some((n) => n.faint) && map.nodes.some((n) => !n.faint)")
    page.keyboard.press("Enter")
    expect_stop(visit, 2, expected)
    page.wait_for_timeout(1500)
    assert visit.map(WHOLE)
    page.keyboard.press("ArrowLeft")
    expect_stop(visit, 1, expected)
    page.keyboard.press("ArrowRight")
    expect_stop(visit, 2, expected)
    page.keyboard.press("ArrowRight")
    expect_stop(visit, 3, expected)
    expect(page.locator(".pd-story-leave")).to_have_text("explore this world")
    expect(page.locator("[role=status].pd-unseen")).to_have_text("August 2016, month 8 of 30")
    page.wait_for_function("location.search.includes('room=story') && location.search.includes('month=8')")


def test_why_explains_the_stop_next_to_its_card(visitor: Visitor, tale: str) -> None:
    visit = visitor(f"{tale}?room=story&month=2")
    page = visit.page
    page.focus(".pd-story-why")
    assert page.get_attribute(".pd-story-why", "title") == "Why do Paris and London agree, or why not?"
    page.keyboard.press("Enter")
    expect(page.locator(".pd-why p").first).to_have_text(re.compile(r"^\s*(They|If they|If their)\b"), timeout=60_000)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".pd-story-where")).to_contain_text("2 of 3")
    expect(page.locator(".pd-why")).to_have_count(0)


def test_without_motion_there_is_no_flight_and_no_film(
    visitor: Visitor, tale: str, expected: list[tuple[str, str, int]]
) -> None:
    visit = visitor(f"{tale}?room=story", reduced_motion="reduce")
    page = visit.page
    months = "window.seen = []; setInterval(() => { const map = document.querySelector('.pd-sheet').pdMap;"
    page.evaluate(f"{months} window.seen.push([map.frame.month, map.view.k].join()); }}, 5)")
    page.focus(".pd-story-on")
    page.keyboard.press("Enter")
    expect_stop(visit, 1, expected)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect_stop(visit, 3, expected)
    page.wait_for_timeout(300)
    seen = page.evaluate("[...new Set(window.seen)]")
    # No month between two stops, and no scale between two views.
    assert {int(each.split(",")[0]) for each in seen} <= {0, expected[0][2], expected[2][2]}
    assert len({each.split(",")[1] for each in seen}) <= 3


def test_whoever_moves_the_map_ends_the_flight(visitor: Visitor, tale: str) -> None:
    visit = visitor(f"{tale}?room=story&month=2")
    visit.map("(map.focus = [], 0)")
    visit.map("(map.aim(), map.reset(), 0)")
    visit.page.wait_for_timeout(1200)
    assert visit.map(WHOLE)


def test_the_story_fits_a_phone_with_its_buttons_in_view(visitor: Visitor, tale: str) -> None:
    visit = visitor(f"{tale}?room=story&month=2", color_scheme="dark")
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    visit.becomes("document.documentElement.scrollWidth <= 390", expected=True)
    for name in (".pd-story-on", ".pd-story-back", ".pd-sheet"):
        box, bar = page.locator(name).bounding_box(), page.locator(".pd-time").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= bar["y"], name
