"""The page in a real browser: every control is used, nothing fails, and no request leaves the machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
SCENARIO = """
extends = "synthetic"
title = "A small world"
question = "Does the window show it?"
sources = ["none: made for a test"]
months = 30
[world]
cities = 60
nations = 6
[search]
burn_in = 2
[[events]]
date = "2016-05"
kind = "summit"
name = "A meeting"
who = ["cities"]
meetings = 1
"""
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("window")
    file = folder / "small.toml"
    file.write_text(SCENARIO)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = "import sys; from paradiplomacy.command import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "view", str(file), "--port", str(port), "--seed", "4"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=log, env=os.environ | {"SOLARA_KERNEL_CULL_TIMEOUT": "5s"}
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", folder / "log")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(url: str, log: Path) -> None:
    for _ in range(240):
        try:
            with urlopen(url):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the window does not answer\n{log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Visit:
    """A page whose requests to other machines are refused, and whose complaints are kept."""

    def __init__(self, browser: Browser, address: str, **context: object) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = browser.new_context(viewport={"width": 1400, "height": 900}, **context).new_page()
        self.page.route("**/*", self._route)
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector(".pd-top", timeout=240_000)
        expect(self.page.locator(".pd-month")).to_have_text("month 0 of 30")
        self.page.wait_for_function("document.querySelector('.pd-sheet').pdMap.taken > 0")

    def _route(self, route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def month(self, number: int) -> None:
        """Wait until the page says that so many months are done."""
        expect(self.page.locator(".pd-month")).to_have_text(f"month {number} of 30", timeout=20_000)

    def map(self, what: str) -> object:
        """Ask the map."""
        return self.page.evaluate(
            f"(() => {{ const map = document.querySelector('.pd-sheet').pdMap; return {what}; }})()"
        )

    def tab(self, name: str) -> None:
        """Open a panel."""
        self.page.click(f"[data-tab={name}]")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    made = Visit(browser, address)
    yield made
    made.page.context.close()
    assert not made.outside
    assert not made.complaints


def test_time_goes_forward_and_back(visit: Visit) -> None:
    page = visit.page
    page.click(".pd-step")
    visit.month(1)
    page.click(".pd-play")
    expect(page.locator(".pd-play")).to_contain_text("pause")
    page.wait_for_function("parseInt(document.querySelector('.pd-month').textContent.split(' ')[1]) >= 5")
    page.click(".pd-play")
    expect(page.locator(".pd-play")).to_contain_text("play")
    page.locator(".pd-scrub").evaluate(
        "e => { e.value = 20; e.dispatchEvent(new Event('input')); e.dispatchEvent(new Event('change')); }"
    )
    visit.month(20)
    feed = page.locator(".pd-feed").inner_text()
    arcs = visit.map("map.book.size")
    page.click(".pd-back")
    visit.month(19)
    page.click(".pd-mark")
    visit.month(4)
    page.locator(".pd-scrub").evaluate(
        "e => { e.value = 20; e.dispatchEvent(new Event('input')); e.dispatchEvent(new Event('change')); }"
    )
    visit.month(20)
    page.wait_for_timeout(300)
    assert page.locator(".pd-feed").inner_text() == feed
    assert visit.map("map.book.size") == arcs


def test_the_seed_is_shown_and_can_be_changed(visit: Visit) -> None:
    page = visit.page
    assert page.input_value(".pd-seed") == "4"
    page.click(".pd-step")
    visit.month(1)
    page.click(".pd-again")
    visit.month(0)
    page.click(".pd-new")
    page.wait_for_function("document.querySelector('.pd-seed').value !== '4'")
    page.fill(".pd-seed", "nonsense")
    page.click(".pd-reseed")
    expect(page.locator(".pd-trouble")).to_contain_text("want a whole number")
    page.click(".pd-close")
    expect(page.locator(".pd-trouble")).to_have_count(0)


def test_the_map_zooms_pans_filters_and_finds(visit: Visit) -> None:
    page = visit.page
    page.click(".pd-step")
    visit.month(1)
    before = visit.map("map.view.k")
    page.click("[aria-label='Zoom in']")
    assert visit.map("map.view.k") > before
    page.focus(".pd-top")
    page.keyboard.press("ArrowRight")
    assert visit.map("map.view.x") > 0
    page.keyboard.press("0")
    assert visit.map("map.view.k") == before
    shown = visit.map("map.shown")
    page.click(".pd-key >> text=in force")
    assert visit.map("map.shown") < shown
    page.click(".pd-key >> text=in force")
    name = visit.map("map.names[0]")
    page.fill(".pd-tools input", str(name))
    page.keyboard.press("Enter")
    expect(page.locator(".pd-panel h2").first).to_have_text(str(name))
    assert visit.map("map.picked[0]") == 0
    page.click(".pd-unpin")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 0")
    page.select_option(".pd-shade", "trust")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.frame.of === 'trust'")
    page.select_option(".pd-size", "gdp")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.frame.by === 'gdp'")


def test_a_click_on_a_city_fans_out_its_ties_and_a_second_asks_why(visit: Visit) -> None:
    page = visit.page
    page.click(".pd-step")
    visit.month(1)
    box = page.locator(".pd-top").bounding_box()
    assert box
    for row, keys in ((0, []), (1, ["Shift"])):
        x, y = visit.map(f"map.at(map.g.place[{2 * row}], map.g.place[{2 * row + 1}])")  # type: ignore[misc]
        page.locator(".pd-top").click(position={"x": x, "y": y}, modifiers=keys)
        page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.picked.length === {len(keys) + 1}")
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text("agree on", timeout=60_000)
    expect(page.locator(".pd-why .pd-space")).to_be_visible()
    page.click(".pd-near")


def test_every_panel_opens_by_mouse_and_keyboard(visit: Visit) -> None:
    page = visit.page
    page.locator(".pd-scrub").evaluate(
        "e => { e.value = 12; e.dispatchEvent(new Event('input')); e.dispatchEvent(new Event('change')); }"
    )
    visit.month(12)
    for name, word in (
        ("series", "Antagonism"),
        ("network", "Most connected"),
        ("league", "bypass"),
        ("regions", "drawn"),
    ):
        visit.tab(name)
        expect(page.locator(".pd-panel")).to_contain_text(word)
    visit.tab("league")
    page.click(".pd-panel >> text=nations")
    page.locator(".pd-panel tbody button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("decentralisation")
    page.focus("[data-tab=inspector]")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-tab=happened]")).to_have_attribute("aria-selected", "true")
    page.locator(".pd-feed li.pd-agree button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("alignment")


def test_controls_list_what_will_change_and_apply_it(visit: Visit) -> None:
    page = visit.page
    visit.tab("controls")
    page.fill("[aria-label='Search the controls']", "election_interval")
    page.fill("[data-path='politics.election_interval']", "24")
    page.locator("[data-path='politics.election_interval']").dispatch_event("change")
    expect(page.locator(".pd-pending")).to_contain_text("politics.election_interval")
    page.click(".pd-apply")
    expect(page.locator(".pd-head")).to_contain_text("changed: politics.election_interval", timeout=20_000)
    page.fill("[data-path='politics.election_interval']", "-5")
    page.locator("[data-path='politics.election_interval']").dispatch_event("change")
    page.click(".pd-apply")
    expect(page.locator("[role=alert]")).to_contain_text("too small", timeout=20_000)
    expect(page.locator(".pd-head")).to_contain_text("changed: politics.election_interval")


def test_one_visitor_does_not_move_another(browser: Browser, address: str, visit: Visit) -> None:
    other = Visit(browser, address)
    visit.page.click(".pd-step")
    visit.month(1)
    other.page.wait_for_timeout(500)
    other.month(0)
    other.page.context.close()


def test_dark_and_phone_wide(browser: Browser, address: str) -> None:
    made = Visit(browser, address, color_scheme="dark")
    expect(made.page.locator(".pd-window.pd-dark")).to_be_visible()
    made.page.click(".pd-toggle")
    expect(made.page.locator(".pd-window.pd-dark")).to_have_count(0)
    made.page.set_viewport_size({"width": 390, "height": 844})
    made.page.wait_for_timeout(300)
    assert made.page.evaluate("document.documentElement.scrollWidth") <= 390
    made.page.context.close()
