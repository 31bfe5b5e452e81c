"""Two worlds in a real browser."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


def test_two_maps_on_the_page(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(6)
    visit.tab("compare")
    page.fill(".pd-compare-seed", "77")
    page.fill("[aria-label='Find a parameter']", "politics.election_interval")
    page.get_by_role("button", name="add", exact=True).click()
    assert page.input_value(".pd-compare-changes") == "politics.election_interval=48"
    page.click(".pd-compare-begin")
    expect(page.locator(".pd-sheet")).to_have_count(2, timeout=60_000)
    expect(page.locator(".pd-compare")).to_contain_text("B is: seed 77")
    expect(page.locator(".pd-diverged")).to_contain_text("first event that differs")
    page.click(".pd-step")
    visit.month(7)
    expect(page.locator(".pd-worlds")).to_contain_text(["2016-07", "2016-07"])
    page.wait_for_function("[...document.querySelectorAll('.pd-sheet')].every((s) => s.pdMap.frame.month === 7)")
    for nth in (0, 1):  # each map is whole, also the one that was there before
        assert visit.map("map.book.size", nth) and visit.map("map.columns.size.length", nth) > 60
    only = visit.map("[...map.book.values()].filter((a) => a.tie === 2).length")
    assert isinstance(only, int) and only > 0
    expect(page.locator(".pd-key >> text=in this world only")).to_have_count(2)
    page.uncheck(".pd-highlight")
    expect(page.locator(".pd-key >> text=in this world only")).to_have_count(0)
    page.click(".pd-play")
    page.wait_for_function("parseInt(document.querySelector('.pd-month').textContent.split(' ')[1]) >= 10")
    page.click(".pd-play")
    page.set_viewport_size({"width": 390, "height": 844})
    tops = "[...document.querySelectorAll('.pd-sheet')].map((s) => s.getBoundingClientRect().top)"
    visit.becomes(f"(([first, second]) => second > first + 200)({tops})", expected=True)
    visit.becomes("document.documentElement.scrollWidth <= 390", expected=True)
    page.click(".pd-compare-end")
    expect(page.locator(".pd-sheet")).to_have_count(1)
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.columns.size.length > 60")


def test_another_scenario_is_compared_and_both_run_on(begun: Any) -> None:
    page = begun.page
    begun.tab("compare")
    page.select_option(".pd-compare-scenario", "synthetic")
    page.fill(".pd-compare-changes", "world.cities=40\nworld.nations=5\nsearch.burn_in=1")
    page.click(".pd-compare-begin")
    expect(page.locator(".pd-sheet")).to_have_count(2, timeout=60_000)
    page.click(".pd-step")
    begun.month(1)
    expect(page.locator(".pd-worlds").nth(1)).to_contain_text("A synthetic world")
    begun.tab("charts")
    expect(page.locator(".pd-chart").first).to_be_visible()
    begun.tab("compare")
    expect(page.locator(".pd-compare-counts")).to_contain_text("in A only")
