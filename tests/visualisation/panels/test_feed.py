"""The panels in a real browser lead from the feed on to others."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect


def test_every_panel_opens_by_mouse_and_keyboard(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    for name, word in (
        ("charts", "Antagonism"),
        ("network", "Most connected"),
        ("league", "bypass"),
        ("regions", "drawn"),
    ):
        begun.tab(name)
        expect(page.locator(".pd-panel")).to_contain_text(word)
    begun.tab("league")
    page.click(".pd-panel >> text=nations")
    page.locator(".pd-panel tbody button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("decentralisation")
    page.focus("[data-tab=inspector]")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-tab=feed]")).to_have_attribute("aria-selected", "true")
    page.locator(".pd-feed li.pd-agree button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("alignment")


type Visitor = Callable[..., Any]


def test_panels_filter_sort_and_lead_on(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(20)
    expect(page.locator(".pd-feed li.pd-agree").first).to_be_visible()
    lines = page.locator(".pd-feed li").count()
    page.click(".pd-feed .pd-key:text-is('agreements')")
    assert page.locator(".pd-feed li").count() < lines
    visit.tab("league")
    page.click(".pd-panel th button:has-text('depth')")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("depth")
    depths = [float(text) for text in page.locator(".pd-panel tbody tr td:last-child").all_inner_texts()]
    assert depths == sorted(depths, reverse=True) and len(depths) > 10
    visit.tab("network")
    expect(page.locator(".pd-panel")).to_contain_text("Most connected")
    page.locator(".pd-panel tbody button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("Attributes")
    visit.tab("charts")
    expect(page.locator(".pd-panel")).to_contain_text("Share of the challenge closed: climate")
    page.locator(".pd-pace input").evaluate("e => { e.value = 20; e.dispatchEvent(new Event('change')); }")
    expect(page.locator(".pd-pace")).to_contain_text("20/s")
    page.click(".pd-play")
    visit.month(30)
    expect(page.locator(".pd-play")).to_contain_text("play", timeout=20_000)
