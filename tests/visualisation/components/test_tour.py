"""The tour in a real browser: covers nothing it explains, and gives the focus back."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


SIZES = ((1440, 900), (1920, 1080), (390, 844))


def test_the_tour_covers_neither_a_tab_nor_what_it_explains(visitor: Visitor, address: str) -> None:
    page = visitor(address).page
    for width, height in SIZES[:2]:
        page.set_viewport_size({"width": width, "height": height})
        page.click(".pd-tour-again")
        for step in range(3):
            expect(page.locator(".pd-tour h2")).to_contain_text(f"{step + 1} of 3")
            boxes = [page.locator(css).bounding_box() for css in (".pd-tour", ".pd-tabs", ".pd-marked")]
            tour, *others = boxes
            for other in others:
                across = tour["x"] < other["x"] + other["width"] and other["x"] < tour["x"] + tour["width"]
                down = tour["y"] < other["y"] + other["height"] and other["y"] < tour["y"] + tour["height"]
                assert not (across and down), (width, step, tour, other)
            page.click(".pd-tour-next")
        page.keyboard.press("Escape")


def test_the_tour_is_gone_through_by_keyboard(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    expect(page.locator(".pd-tour")).to_have_count(0)
    page.click(".pd-tour-again")
    page.click(".pd-tour-next")
    page.click(".pd-tour-back")
    expect(page.locator(".pd-tour")).to_contain_text("1 of 3")
    assert page.evaluate("document.activeElement.className").startswith("pd-main pd-tour-next")
    page.keyboard.press("Enter")
    expect(page.locator(".pd-tour")).to_contain_text("2 of 3")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".pd-tour")).to_contain_text("3 of 3")
    expect(page.locator("[data-tab=exercise]")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".pd-tour")).to_contain_text("2 of 3")
    page.keyboard.press("Escape")
    expect(page.locator(".pd-tour")).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "pd-tour-again"
