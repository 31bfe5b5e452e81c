"""A month that fails is reported, and the last good one stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

FRAGILE = """
from pathlib import Path

def fragile(cases, c):
    if Path({fault!r}).exists():
        raise RuntimeError("the protocol broke")
    return 0.5
"""


SCENARIO = """
extends = "synthetic"
title = "A fragile world"
question = "What is shown when a month fails?"
sources = ["none: made for a test"]
months = 2000
[world]
cities = 40
nations = 4
[search]
burn_in = 1
hazard = -2.0
[rules]
protocol = "fragile.py:fragile"
"""


type Visitor = Callable[..., Any]


@pytest.fixture(scope="module")
def fault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """While this file is there, no negotiation of the fragile world can be settled."""
    return tmp_path_factory.mktemp("fragile") / "fault"


@pytest.fixture(scope="module")
def fragile(fault: Path, serve: Callable[..., str]) -> str:
    (fault.parent / "fragile.py").write_text(FRAGILE.format(fault=str(fault)))
    file = fault.parent / "fragile.toml"
    file.write_text(SCENARIO)
    return serve(str(file), "--seed", "3")


def test_a_failed_month_is_reported_and_the_last_good_one_stays(visitor: Visitor, fragile: str, fault: Path) -> None:
    visit = visitor(fragile, months=2000)
    page = visit.page
    visit.scrub(3)
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.month === 3")
    frame = visit.map("map.taken")
    fault.touch()
    page.click(".pd-step")
    alert = page.locator("[role=alert]")
    expect(alert).to_contain_text("month 4 failed", timeout=20_000)
    expect(alert).to_contain_text("the protocol broke")
    visit.month(3)
    assert visit.map("map.taken") == frame and visit.map("map.book.size") > 0
    fault.unlink()
    page.click("text=back to month 3")
    expect(alert).to_have_count(0)
    page.click(".pd-step")
    visit.month(4)
