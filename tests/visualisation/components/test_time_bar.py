"""The time bar in a real browser: forward and back, seeds, and without a mouse."""

from typing import Any

from playwright.sync_api import expect


def test_time_goes_forward_and_back(begun: Any) -> None:
    page = begun.page
    page.click(".pd-step")
    begun.month(1)
    page.click(".pd-play")
    expect(page.locator(".pd-play")).to_contain_text("pause")
    page.wait_for_function("parseInt(document.querySelector('.pd-month').textContent.split(' ')[1]) >= 5")
    page.click(".pd-play")
    expect(page.locator(".pd-play")).to_contain_text("play")
    begun.scrub(20)
    expect(page.locator(".pd-feed h3").first).to_have_text("2017-08")
    feed = page.locator(".pd-feed").inner_text()
    arcs = begun.map("map.book.size")
    page.click(".pd-back")
    begun.month(19)
    page.click(".pd-mark")
    begun.month(5)
    expect(page.locator(".pd-date")).to_have_text("2016-05")
    expect(page.locator(".pd-feed h3").first).to_have_text("2016-05")
    begun.scrub(20)
    expect(page.locator(".pd-feed")).to_have_text(feed, use_inner_text=True)
    assert begun.map("map.book.size") == arcs


def test_the_seed_is_shown_and_can_be_changed(begun: Any) -> None:
    page = begun.page
    assert page.input_value(".pd-seed") == "4"
    page.click(".pd-step")
    begun.month(1)
    page.click(".pd-again")
    begun.month(0)
    page.click(".pd-new")
    page.wait_for_function("document.querySelector('.pd-seed').value !== '4'")
    page.fill(".pd-seed", "nonsense")
    page.click(".pd-reseed")
    expect(page.locator(".pd-failure")).to_contain_text("expected a whole number")
    page.click(".pd-close")
    expect(page.locator(".pd-failure")).to_have_count(0)


def test_time_is_controlled_without_a_mouse(begun: Any) -> None:
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
    begun.month(5)
