"""An exercise in a real browser."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


def test_predict_run_explain_on_the_page(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.tab("exercise")
    expect(page.locator(".pd-predict").first).to_be_disabled()
    page.check(".pd-exercise input[value=higher]")
    page.click(".pd-predict")
    expect(page.locator(".pd-sheet")).to_have_count(2, timeout=60_000)
    expect(page.locator(".pd-exercise progress")).to_be_visible()
    page.click(".pd-finish")
    expect(page.locator(".pd-answer")).to_contain_text("s you predicted", timeout=60_000)
    expect(page.locator(".pd-answer")).to_contain_text("in B")
    visit.month(30)
    page.click(".pd-forget")
    expect(page.locator(".pd-sheet")).to_have_count(1)
