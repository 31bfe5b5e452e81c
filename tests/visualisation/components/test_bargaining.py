"""The bargaining form in a real browser: any pair, any issues."""

from typing import Any

from playwright.sync_api import expect


def test_any_pair_and_any_issues_are_asked_about(begun: Any) -> None:
    page = begun.page
    begun.scrub(3)
    begun.tab("inspector")
    names = [str(begun.map(f"map.labels[{row}]")) for row in (2, 5)]
    page.fill(".pd-side-a", names[0])
    page.fill(".pd-side-b", names[1])
    page.click(".pd-panel .pd-choice >> text=security")
    page.keyboard.press("Tab")
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text("security", timeout=60_000)
    for name in names:
        expect(page.locator(".pd-why")).to_contain_text(name)
