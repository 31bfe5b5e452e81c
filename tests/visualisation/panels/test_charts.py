"""The charts panel in a real browser draws every month of every line, and says its values."""

import re
from typing import Any

from playwright.sync_api import expect


def test_every_line_has_a_point_for_every_month_and_its_last_value(begun: Any) -> None:
    page = begun.page
    begun.tab("charts")
    expect(page.locator(".pd-panel")).to_contain_text("No month is done yet")
    begun.scrub(12)
    expect(page.locator(".pd-chart").first).to_be_visible()
    points = page.locator(".pd-chart polyline").evaluate_all(
        "all => all.map((line) => line.getAttribute('points').split(' ').length)"
    )
    assert len(points) > 10 and max(points) == 12
    chart = page.locator(".pd-chart").first
    label = str(chart.locator("svg[role=img]").get_attribute("aria-label"))
    shown = chart.locator(".pd-chart-key b").first.inner_text()
    assert re.match(r"Agreements: in force (\d+)", label) and f"in force {shown}" in label
