"""Interventions in a real browser."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


def test_an_event_is_added_shared_and_removed(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(6)
    visit.tab("intervene")
    page.select_option(".pd-event-kind", "consent")
    page.fill(".pd-event-who-field", str(visit.map("map.labels[map.ground.cities]")))
    page.click(".pd-intervene .pd-key >> text=climate")
    page.click(".pd-add-event")
    expect(page.locator(".pd-added")).to_contain_text("consent becomes required on climate (2016-07)")
    expect(page.locator(".pd-mark")).to_have_count(2)
    page.wait_for_function("decodeURIComponent(location.search).includes('kind = \"law\"')")
    page.click(".pd-step")
    visit.month(7)
    page.wait_for_function("location.search.includes('month=7')")
    other = visitor(page.url)
    other.month(7)
    for each in (visit, other):
        each.tab("share")
    digest = page.locator(".pd-digest").inner_text()
    expect(other.page.locator(".pd-digest")).to_have_text(digest)
    visit.tab("intervene")
    page.fill(".pd-event-who-field", "Atlantis")
    page.click(".pd-add-event")
    expect(page.locator("[role=alert]")).to_contain_text("Atlantis")
    page.click(".pd-close")
    page.click(".pd-back")
    visit.month(6)
    page.click(".pd-added button")
    expect(page.locator(".pd-mark")).to_have_count(1)


def test_a_withdrawal_and_a_summit_are_called_with_their_number_and_date(begun: Any) -> None:
    page = begun.page
    begun.scrub(3)
    begun.tab("intervene")
    nation = str(begun.map("map.labels[map.ground.cities + 1]"))
    page.select_option(".pd-event-kind", "withdrawal")
    page.fill(".pd-event-who-field", nation)
    page.click(".pd-add-event")
    expect(page.locator(".pd-added")).to_contain_text(f"{nation} withdraws from its agreements")
    page.select_option(".pd-event-kind", "summit")
    page.fill(".pd-event-who-field", "cities")
    page.fill(".pd-event-number", "2")
    page.fill(".pd-event-date", "2016-08")
    page.click(".pd-add-event")
    expect(page.locator(".pd-added li")).to_have_count(2)
    page.select_option(".pd-event-kind", "statute")
    page.select_option(".pd-event-choice", "none")
    page.fill(".pd-event-who-field", nation)
    page.click(".pd-add-event")
    expect(page.locator(".pd-added")).to_contain_text("repealed")
    begun.scrub(8)
    begun.tab("feed")
    expect(page.locator(".pd-feed")).to_contain_text("A summit")
