"""The address bar in a real browser leads another visitor to the same world."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


def test_the_address_bar_leads_another_visitor_to_the_same_world(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.tab("controls")
    page.fill("[aria-label='Search the controls']", "election_interval")
    page.fill("[data-path='politics.election_interval']", "24")
    page.locator("[data-path='politics.election_interval']").dispatch_event("change")
    page.click(".pd-apply")
    expect(page.locator(".pd-head")).to_contain_text("changed", timeout=20_000)
    visit.scrub(7)
    page.wait_for_function("location.search.includes('month=7')")
    assert "set=politics.election_interval%3D24" in page.url and "seed=4" in page.url
    visit.tab("share")
    digest = page.locator(".pd-digest").inner_text()
    assert page.input_value(".pd-link-text") == page.url
    page.click(".pd-copy")
    expect(page.locator(".pd-copy")).to_have_text("copied")
    page.wait_for_function("location.search.includes('month=7')")
    other = visitor(page.url)
    other.month(7)
    other.tab("share")
    expect(other.page.locator(".pd-digest")).to_have_text(digest)
