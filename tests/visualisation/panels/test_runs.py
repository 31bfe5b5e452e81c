"""The runs of a results folder in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from paradiplomacy.experiments.results.batch import BatchResults

type Visitor = Callable[..., Any]


def test_a_click_on_a_point_opens_its_run(visitor: Visitor, serve: Callable[..., str], folder: Path) -> None:
    visit = visitor(serve(str(folder)), months=8)
    page = visit.page
    visit.month(0)
    page.click("[data-tab=runs]")
    expect(page.locator(".pd-scatter circle")).to_have_count(4)
    expect(page.locator(".pd-scatter")).to_have_attribute("aria-label", "Runs by negotiation.power and agreements")
    before = page.locator(".pd-scatter circle[data-run='3']").get_attribute("cy")
    page.select_option(".pd-run-y", "run")
    page.select_option(".pd-run-x", "agreements")
    expect(page.locator(".pd-scatter")).to_have_attribute("aria-label", "Runs by agreements and run")
    assert page.locator(".pd-scatter circle[data-run='3']").get_attribute("cy") != before
    page.locator(".pd-scatter circle[data-run='3']").click()
    expect(page.locator(".pd-run-shown")).to_contain_text("run 3, negotiation.power 0.6, replicate 1", timeout=30_000)
    visit.scrub(8)
    page.wait_for_function("location.search.includes('run=3') && location.search.includes('month=8')")
    visit.tab("share")
    digest = BatchResults(folder).runs.set_index("run").loc[3, "digest"]
    expect(page.locator(".pd-digest")).to_have_text(str(digest))
