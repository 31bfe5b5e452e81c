"""A page that has lost its connection says so, with a button that reloads it."""

from typing import Any

from playwright.sync_api import expect


def test_a_long_interruption_is_reported_with_a_button_and_a_short_one_is_not(begun: Any) -> None:
    page = begun.page
    page.clock.install()
    page.evaluate("window.app.connectionStatus = 'disconnected'")
    page.clock.fast_forward(5_000)
    page.evaluate("window.app.connectionStatus = 'connected'")
    page.clock.fast_forward(20_000)
    expect(page.locator(".pd-cut")).to_have_count(0)
    page.evaluate("window.app.connectionStatus = 'disconnected'")
    page.clock.fast_forward(11_000)
    expect(page.locator(".pd-cut")).to_contain_text("reload")
    box = page.locator(".pd-reload").bounding_box()
    on_top = "([x, y]) => document.elementFromPoint(x, y).className"
    assert "pd-reload" in page.evaluate(on_top, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
    page.clock.resume()
    page.click(".pd-reload")
    page.wait_for_selector(".pd-top", timeout=60_000)
    expect(page.locator(".pd-cut")).to_have_count(0)
