"""The controls that no other test of the page uses, so that every one is; and the page without a mouse."""

import re
from typing import Any

from playwright.sync_api import expect


def test_time_is_ruled_without_a_mouse(begun: Any) -> None:
    page = begun.page
    page.focus(".pd-step")
    page.keyboard.press("Enter")
    begun.month(1)
    page.focus(".pd-scrub")
    page.keyboard.press("ArrowRight")
    begun.month(2)
    page.keyboard.press("Home")
    begun.month(0)
    page.focus(".pd-play")
    page.keyboard.press("Space")
    page.wait_for_function("parseInt(document.querySelector('.pd-month').textContent.split(' ')[1]) >= 3")
    expect(page.locator(".pd-play")).to_have_attribute("aria-label", "Pause")
    page.keyboard.press("Space")
    expect(page.locator(".pd-play")).to_have_attribute("aria-label", "Play")
    page.focus(".pd-mark")
    page.keyboard.press("Enter")
    begun.month(4)


def test_the_legend_hides_ties_and_still_counts_them(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    key = page.locator(".pd-map [aria-label='What is shown'] .pd-key").nth(4)
    count = int(re.findall(r"\((\d+)\)", key.inner_text())[0])
    shown = begun.map("map.shown")
    assert count > 0
    key.click()
    expect(key).to_have_attribute("aria-pressed", "false")
    assert begun.map("map.shown") == shown - count
    expect(key).to_contain_text(f"({count})")
    page.focus(".pd-top")
    page.fill(".pd-tools input", str(begun.map("map.names[0]")))
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 1")
    page.focus(".pd-top")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 0")


def test_an_agreement_leads_back_to_its_talks(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    page.locator(".pd-feed li.pd-agree button").first.click()
    button = page.locator(".pd-recall")
    date = re.findall(r"\d{4}-\d{2}", button.inner_text())[0]
    issues = page.locator(".pd-panel section[aria-label=Agreement] p").first.inner_text()
    button.click()
    expect(page.locator(".pd-why")).to_contain_text(f"how talks of {date} go", timeout=60_000)
    begun.month(11)  # eleven months are done: the talks are those of the twelfth
    assert all(each.inner_text() in issues for each in page.locator(".pd-choice[aria-pressed=true]").all())


def test_what_is_drafted_can_be_forgotten_or_put_back(begun: Any) -> None:
    page = begun.page
    begun.tab("controls")
    page.fill("[aria-label='Search the controls']", "election_interval")
    field = page.locator("[data-path='politics.election_interval']")
    before = field.input_value()
    for way in ("forget", f"back to {before}"):
        field.fill("24")
        field.dispatch_event("change")
        expect(page.locator(".pd-pending")).to_contain_text("election_interval")
        expect(page.locator(".pd-control")).to_contain_text("changed")
        page.locator(".pd-panel").get_by_role("button", name=way).click()
        expect(page.locator(".pd-pending")).to_have_count(0)
        expect(field).to_have_value(before)


def test_any_pair_and_any_issues_are_asked_about(begun: Any) -> None:
    page = begun.page
    begun.scrub(3)
    begun.tab("inspector")
    names = [str(begun.map(f"map.names[{row}]")) for row in (2, 5)]
    page.fill(".pd-side-a", names[0])
    page.fill(".pd-side-b", names[1])
    page.click(".pd-panel .pd-choice >> text=security")
    page.keyboard.press("Tab")
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text("security", timeout=60_000)
    for name in names:
        expect(page.locator(".pd-why")).to_contain_text(name)


def test_a_withdrawal_and_a_summit_are_called_with_their_number_and_date(begun: Any) -> None:
    page = begun.page
    begun.scrub(3)
    begun.tab("intervene")
    nation = str(begun.map("map.names[map.g.cities + 1]"))
    page.fill(".pd-event-who-field", nation)
    page.click(".pd-happen")
    expect(page.locator(".pd-added")).to_contain_text(f"{nation} leaves its agreements")
    page.select_option(".pd-event-kind", "summit")
    page.fill(".pd-event-who-field", "cities")
    page.fill(".pd-event-number", "2")
    page.fill(".pd-event-date", "2016-08")
    page.click(".pd-happen")
    expect(page.locator(".pd-added li")).to_have_count(2)
    page.select_option(".pd-event-kind", "preemption")
    page.select_option(".pd-event-choice", "no")
    page.fill(".pd-event-who-field", nation)
    page.click(".pd-happen")
    expect(page.locator(".pd-added")).to_contain_text("repealed")
    begun.scrub(8)
    begun.tab("happened")
    expect(page.locator(".pd-feed")).to_contain_text("A summit")


def test_another_scenario_is_put_beside_and_both_run_on(begun: Any) -> None:
    page = begun.page
    begun.tab("duo")
    page.select_option(".pd-duo-scenario", "synthetic")
    page.fill(".pd-duo-changes", "world.cities=40\nworld.nations=5\nsearch.burn_in=1")
    page.click(".pd-duo-begin")
    expect(page.locator(".pd-sheet")).to_have_count(2, timeout=60_000)
    page.click(".pd-step")
    begun.month(1)
    expect(page.locator(".pd-worlds").nth(1)).to_contain_text("A synthetic world")
    begun.tab("series")
    expect(page.locator(".pd-chart").first).to_be_visible()
    begun.tab("duo")
    expect(page.locator(".pd-duo-counts")).to_contain_text("in A only")


def test_a_screen_reader_finds_its_way(begun: Any) -> None:
    """Landmarks, names and states, as the browser hands them on."""
    page = begun.page
    begun.scrub(2)
    for role, name in (("main", None), ("complementary", "Panels"), ("tablist", "Panels")):
        expect(page.get_by_role(role, name=name)).to_have_count(1)
    expect(page.get_by_role("img", name=re.compile(r"^World map: \d+ agreements shown"))).to_have_count(1)
    expect(page.get_by_role("slider", name="Month to go to")).to_have_attribute("aria-valuetext", "2016-02")
    expect(page.get_by_role("tab", selected=True)).to_have_text("What happened")
    expect(page.get_by_role("tabpanel", name="What happened")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    begun.tab("series")
    expect(page.get_by_role("img", name=re.compile(r"^Agreements: in force \d+"))).to_have_count(1)
    page.fill(".pd-seed", "x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("expected a whole number")
    page.get_by_role("button", name="close").click()
