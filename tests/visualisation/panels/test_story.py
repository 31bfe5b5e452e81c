"""The panel of the story in a real browser: its list leads to every stop, also to those that the program has found."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


def test_a_world_without_a_written_story_has_the_stops_that_the_program_finds(visitor: Visitor, address: str) -> None:
    visit = visitor(f"{address}?room=story")
    page = visit.page
    stops = page.locator(".pd-stops button")
    expect(stops.first).to_be_visible(timeout=60_000)
    assert stops.count() >= 3
    stops.last.click()
    expect(stops.last).to_have_attribute("aria-current", "step", timeout=30_000)
    expect(page.locator(".pd-story-where")).to_contain_text(f"{stops.count()} of {stops.count()}")
    expect(page.locator(".pd-story")).to_contain_text("found these stops")
    expect(page.locator(".pd-story-leave")).to_be_visible()
    page.click(".pd-story-leave")
    expect(page.locator("[data-room=explore]")).to_have_attribute("aria-current", "page")
    expect(page.locator(".pd-story-card")).to_have_count(0)
