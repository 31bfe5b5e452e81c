"""Files and replicates in a real browser."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.write import to_toml

type Visitor = Callable[..., Any]


def test_files_are_saved_and_replicates_are_drawn_as_bands(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(2)
    visit.tab("share")
    for kind, start in (("scenario", b"# A small world"), ("tables", b"PK"), ("png", b"\x89PNG"), ("svg", b"<?xml")):
        with page.expect_download(timeout=60_000) as caught:
            page.click(f"[data-save={kind}]")
        path = caught.value.path()
        assert Path(path).read_bytes().startswith(start)
        assert caught.value.suggested_filename.startswith("small-seed4-month2.")
    tomllib.loads(to_toml(read.read("synthetic")))
    page.fill(".pd-count", "3")
    page.click(".pd-replicate")
    expect(page.locator(".pd-cancel")).to_be_visible()
    expect(page.locator(".pd-batch")).to_contain_text("3 runs are done. The bands", timeout=180_000)
    expect(page.locator(".pd-chart polygon").first).to_be_attached()
    page.fill(".pd-count", "100")
    page.click(".pd-replicate")
    page.click(".pd-cancel")
    expect(page.locator(".pd-replicate")).to_be_visible()
