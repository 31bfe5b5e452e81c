"""The seat in a real browser."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import expect

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.session.session import Session

type Visitor = Callable[..., Any]


def test_the_page_asks_the_seat(
    visitor: Visitor, address: str, served: Scenario, busiest: Callable[[Session], int]
) -> None:
    twin = Session(served, seed=4)
    name = twin.run.roster.names[busiest(twin)]
    visit = visitor(address)
    page = visit.page
    visit.scrub(3)
    visit.tab("seat")
    page.fill(".pd-seat-of", name)
    page.click(".pd-sit")
    expect(page.locator(".pd-seat")).to_contain_text(f"You decide for {name}")
    page.locator(".pd-scrub").evaluate(
        "e => { e.value = 30; e.dispatchEvent(new Event('input')); e.dispatchEvent(new Event('change')); }"
    )
    expect(page.locator(".pd-proposal").first).to_contain_text("offers", timeout=30_000)
    waiting = page.locator(".pd-proposal").count()
    page.locator(".pd-no").first.click()
    expect(page.locator(".pd-answers li")).to_have_count(1)
    for done in range(1, waiting):
        # A click on a proposal that is about to go would be lost.
        expect(page.locator(".pd-proposal")).to_have_count(waiting - done, timeout=20_000)
        page.locator(".pd-yes").first.click()
        expect(page.locator(".pd-answers li")).to_have_count(done + 1, timeout=20_000)
    expect(page.locator(".pd-why")).to_contain_text("Zone of agreement", timeout=20_000)
    page.locator(".pd-answers li button").first.click()
    expect(page.locator(".pd-why p").first).to_have_text(re.compile("^They did not sign in .* because you refused"))
    visit.tab("inspector")
    page.locator(".pd-side-a").fill(str(twin.run.roster.names[0]))
    page.locator(".pd-side-b").fill(str(twin.run.roster.names[1]))
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text(str(twin.run.roster.names[1]), timeout=60_000)
    visit.tab("seat")
    back = page.locator(".pd-answers li button").first
    partner = back.inner_text().partition(" to ")[2].partition(";")[0]
    for patience in (5_000, 20_000):  # a click while the panel is still being drawn is lost
        back.click()
        with suppress(AssertionError):
            expect(page.locator(".pd-why")).to_contain_text(partner, timeout=patience)
            break
    expect(page.locator(".pd-why")).to_contain_text(partner)
    page.wait_for_function("decodeURIComponent(location.search).includes('refusal')")
    page.locator(".pd-answers li >> text=undo").first.click()
    page.wait_for_function("!decodeURIComponent(location.search).includes('refusal')")
    page.click(".pd-leave")
    expect(page.locator(".pd-sit")).to_be_visible()
