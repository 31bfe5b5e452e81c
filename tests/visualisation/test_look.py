"""What a first visitor looks at: nothing lies over what is spoken of, nothing is cut off, in every size of window."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

type Visitor = Callable[..., Any]

SIZES = ((1440, 900), (1920, 1080), (390, 844))
TABS = [
    "happened",
    "inspector",
    "series",
    "network",
    "league",
    "regions",
    "controls",
    "intervene",
    "seat",
    "duo",
    "exercise",
    "share",
]


def test_the_tour_covers_no_tab_and_not_what_it_speaks_of(visitor: Visitor, address: str) -> None:
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


def test_however_much_is_changed_the_clock_stays_on_the_page(visitor: Visitor, address: str) -> None:
    paths = (
        "politics.election_interval=24", "politics.divergence_scale=0.1", "negotiation.power=0.5",
        "search.language=0.5", "politics.party_weight_nation=0.5", "response.preempt_cost=0.2",
    )  # fmt: skip
    page = visitor(address + "?seed=4&" + "&".join("set=" + path.replace("=", "%3D") for path in paths)).page
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".pd-changes summary")).to_have_text(
        "changed: politics.election_interval, politics.divergence_scale, negotiation.power and 3 more"
    )
    expect(page.locator(".pd-changes li").nth(5)).to_be_hidden()
    ends = page.locator(".pd-ends").bounding_box()
    assert ends["y"] + ends["height"] <= 900
    page.click(".pd-changes summary")
    expect(page.locator(".pd-changes li").nth(5)).to_have_text("response.preempt_cost=0.2")
    moved = page.locator(".pd-ends").bounding_box()
    assert moved == ends


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_panel_is_wider_than_its_place(visitor: Visitor, address: str, width: int, height: int) -> None:
    visit = visitor(address)
    page = visit.page
    page.set_viewport_size({"width": width, "height": height})
    visit.scrub(12)
    for name in TABS:
        visit.tab(name)
        expect(page.locator(f"[data-tab={name}]")).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(150)
        wide = page.evaluate(
            "(() => { const panel = document.querySelector('.pd-panel'), right = panel.getBoundingClientRect().right;"
            "return [...panel.querySelectorAll('button, input, select, textarea, th, td, p, svg')]"
            ".filter((e) => e.offsetParent !== null || e.tagName === 'svg')"
            ".filter((e) => e.getBoundingClientRect().right > right + 1).map((e) => e.outerHTML.slice(0, 90)); })()"
        )
        assert not wide, (name, wide)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("window.scrollTo(0, 0)")
    play = page.locator(".pd-play").bounding_box()
    assert play["y"] + play["height"] <= height
