"""The rest of the window in a real browser: every control of map and panels, errors, uploads, names and the keyboard."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

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
GOOD = 'extends = "synthetic"\ntitle = "Mine"\nquestion = "Does it open?"\nmonths = 12\n[world]\ncities = 40\nnations = 4\n'
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


def test_the_map_pins_several_and_filters_by_issue_kind_status_and_dispute(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(12)
    page.click(".pd-pin")
    for row in (0, 1, 2):
        page.fill(".pd-tools input", str(visit.map(f"map.names[{row}]")))
        page.keyboard.press("Enter")
        page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.picked.length === {row + 1}")
    linked = visit.map("[...map.linked].length")
    assert linked >= 3
    page.click(".pd-unpin")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 0")
    page.click("[aria-label='Whole world']")
    whole = visit.map("map.shown")
    for word in ("climate", "migration", "trade", "health", "security", "city-city", "in force"):
        page.click(f".pd-map .pd-key:text-is('{word}')")
    assert visit.map("map.shown") == 0
    for word in ("climate", "migration", "trade", "health", "security", "city-city", "in force"):
        page.click(f".pd-map .pd-key:text-is('{word}')")
    assert visit.map("map.shown") == whole
    page.click(".pd-key:text-is('disputed only')")
    assert visit.map("map.shown") == visit.map("[...map.book.values()].filter((a) => a.drawn && a.disputed).length")


def test_an_arc_tells_and_opens_its_agreement(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(12)
    place = visit.map(
        """(() => { for (const [number, arc] of map.book) { if (!arc.drawn) continue; const c = arc.line;
        const [x, y] = map.at((c[0] + 2 * c[2] + c[4]) / 4, (c[1] + 2 * c[3] + c[5]) / 4);
        if (map.nearest(x, y) < 0 && map.arc_at(x, y) === number) return [number, x, y]; } })()"""
    )
    number, x, y = place
    page.locator(".pd-top").hover(position={"x": x, "y": y})
    expect(page.locator(".pd-tip")).to_contain_text(" and ")
    page.locator(".pd-top").click(position={"x": x, "y": y})
    expect(page.locator(".pd-panel")).to_contain_text(f"agreement {number}")
    page.locator(".pd-panel h2 button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("By issue")
    page.locator(".pd-panel td button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("History")


def test_panels_filter_sort_and_lead_on(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(20)
    expect(page.locator(".pd-feed li.pd-agree").first).to_be_visible()
    lines = page.locator(".pd-feed li").count()
    page.click(".pd-feed .pd-key:text-is('agreements')")
    assert page.locator(".pd-feed li").count() < lines
    visit.tab("league")
    page.click(".pd-panel th button:has-text('depth')")
    depths = [float(text) for text in page.locator(".pd-panel tbody tr td:last-child").all_inner_texts()]
    assert depths == sorted(depths, reverse=True) and len(depths) > 10
    visit.tab("network")
    expect(page.locator(".pd-panel")).to_contain_text("Most connected")
    page.locator(".pd-panel tbody button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("Attributes")
    visit.tab("series")
    expect(page.locator(".pd-panel")).to_contain_text("Share of the challenge closed: climate")
    page.locator(".pd-pace input").evaluate("e => { e.value = 20; e.dispatchEvent(new Event('change')); }")
    expect(page.locator(".pd-pace")).to_contain_text("20/s")
    page.click(".pd-play")
    visit.month(30)
    expect(page.locator(".pd-play")).to_contain_text("play", timeout=20_000)


def test_a_month_that_fails_is_told_and_the_last_good_one_stays(visitor: Visitor, fragile: str, fault: Path) -> None:
    visit = visitor(fragile, months=2000)
    page = visit.page
    visit.scrub(3)
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.months === 3")
    frame = visit.map("map.taken")
    fault.touch()
    page.click(".pd-step")
    alert = page.locator("[role=alert]")
    expect(alert).to_contain_text("month 4, could not be played", timeout=20_000)
    expect(alert).to_contain_text("the protocol broke")
    visit.month(3)
    assert visit.map("map.taken") == frame and visit.map("map.book.size") > 0
    fault.unlink()
    page.click("text=back to month 3")
    expect(alert).to_have_count(0)
    page.click(".pd-step")
    visit.month(4)


def test_a_file_of_ones_own_opens_or_says_what_is_wrong(visitor: Visitor, address: str, tmp_path: Path) -> None:
    visit = visitor(address)
    page = visit.page
    visit.tab("controls")
    for name, text, message in (
        ("typo.toml", GOOD + "[politics]\nelction_interval = 4\n", "did you mean"),
        ("files.toml", GOOD.replace('"synthetic"', '"/etc/passwd"'), "extends a file"),
        ("rules.toml", GOOD + '[rules]\nprotocol = "mine.py:rule"\n', "a rule of one's own"),
    ):
        (tmp_path / name).write_text(text)
        page.set_input_files(".pd-upload", tmp_path / name)
        expect(page.locator("[role=alert]")).to_contain_text(message, timeout=20_000)
        expect(page.locator("h1").first).to_have_text("A small world")
    (tmp_path / "huge.toml").write_text("#" * 1_000_001)
    page.set_input_files(".pd-upload", tmp_path / "huge.toml")
    expect(page.locator(".pd-panel")).to_contain_text("too large")
    (tmp_path / "mine.toml").write_text(GOOD)
    page.set_input_files(".pd-upload", tmp_path / "mine.toml")
    expect(page.locator("h1").first).to_have_text("Mine", timeout=20_000)
    visit.months = 12
    page.click(".pd-step")
    visit.month(1)


def test_everything_has_a_name_and_a_visible_focus_and_fits_every_width(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    nameless = """() => [...document.querySelectorAll("button, input, select, textarea, [role=img], canvas")]
        .filter((e) => e.offsetParent !== null && e.getAttribute("aria-hidden") !== "true" && e.type !== "hidden")
        .filter((e) => !(e.getAttribute("aria-label") || e.innerText || (e.labels && e.labels.length) || e.title))
        .map((e) => e.outerHTML.slice(0, 120))"""
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    cut = """() => { const p = document.querySelector(".pd-panel"); return p.scrollWidth - p.clientWidth; }"""
    for tab in page.locator("[data-tab]").all():
        name = tab.get_attribute("data-tab")
        visit.tab(str(name))
        expect(tab).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(150)
        assert page.evaluate(nameless) == [], name
        for width, height in ((390, 844), (2200, 1200), (1400, 900)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(120)
            assert page.evaluate(wide) <= 0, (name, width)
            assert page.evaluate(cut) <= 0, (name, width)
    page.locator(".pd-toggle").first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


FAINT = """() => {
    const parts = (text) => { const v = (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number); return v.length < 4 ? [...v, 1] : v; };
    const over = (top, ground) => [0, 1, 2].map((i) => top[i] * top[3] + ground[i] * (1 - top[3]));
    const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = (e) => { const all = []; for (; e; e = e.parentElement) all.push(parts(getComputedStyle(e).backgroundColor)); return all.reverse().reduce((g, c) => over(c, g), [255, 255, 255]); };
    const found = [];
    for (const e of document.querySelector(".pd-window").querySelectorAll("*")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()), box = e.getBoundingClientRect();
        if (!own || !box.width || e.disabled || e.closest("canvas, datalist, style, title, option")) continue;
        const style = getComputedStyle(e), under = ground(e), ink = parts(e.closest("svg") ? style.fill : style.color);
        let shown = 1;
        for (let up = e; up; up = up.parentElement) shown *= Number(getComputedStyle(up).opacity);
        const [low, high] = [light(over([ink[0], ink[1], ink[2], ink[3] * shown], under)), light(under)].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) < 4.5) found.push([((high + 0.05) / (low + 0.05)).toFixed(2), e.outerHTML.slice(0, 100)]);
    }
    return found;
}"""
"""Texts on the page whose contrast with what lies behind them is less than 4.5 to 1 (WCAG 2.1, 1.4.3), as drawn."""


def test_every_text_of_every_panel_can_be_read_in_light_and_dark(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(6)
    page.locator(".pd-feed li.pd-agree button").first.click()
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_be_visible(timeout=60_000)
    for dark, theme in enumerate(("light", "dark")):
        expect(page.locator(".pd-window.pd-dark")).to_have_count(dark)
        for tab in page.locator("[data-tab]").all():
            name = str(tab.get_attribute("data-tab"))
            visit.tab(name)
            expect(tab).to_have_attribute("aria-selected", "true")
            page.wait_for_timeout(150)
            assert page.evaluate(FAINT) == [], (theme, name)
        page.click(".pd-toggle")
    expect(page.locator(".pd-window.pd-dark")).to_have_count(0)
    page.evaluate("document.querySelector('.pd-window').style.setProperty('--faint', '#8a949c')")
    assert page.evaluate(FAINT), "a faint text is not seen"


def test_the_server_listens_on_this_machine_only_and_gives_no_file_away(address: str) -> None:
    place = urlsplit(address)
    port = int(place.port or 0)
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    at = {row[1].partition(":")[0] for row in listening if row[3] == "0A" and int(row[1].partition(":")[2], 16) == port}
    assert at == {"0100007F"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    up = "/..".join([""] * 14)
    for path in ("/static", "/static/public", "/static/assets", "/_solara/cdn", "/static/nbextensions", ""):
        for trick in (
            f"{path}{up}/etc/passwd",
            f"{path}{up.replace('/', '%2f')}%2fetc%2fpasswd",
            f"{path}//etc/passwd",
        ):
            connection.request("GET", trick)
            answer = connection.getresponse()
            assert b"root:" not in answer.read(), trick
    connection.close()


@pytest.fixture(scope="module")
def plain() -> Iterator[str]:
    """``solara run visualisation/app.py``, as a user types it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = Path(__file__).parents[2] / "visualisation" / "app.py"
    begin = "import sys; from solara.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", begin, "run", str(app), "--port", str(port), "--no-open"]
    environment = os.environ | {"PARADIPLOMACY_SCENARIO": "synthetic"}
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    address = f"http://127.0.0.1:{port}/"
    for _ in range(240):
        try:
            urlopen(address).close()
            break
        except OSError:
            time.sleep(0.5)
    yield address
    server.terminate()
    server.wait(10)


def test_solara_run_serves_the_same_page_without_the_network(visitor: Visitor, plain: str) -> None:
    visit = visitor(plain)
    page = visit.page
    page.click(".pd-step")
    expect(page.locator(".pd-month")).to_have_text(re.compile("month 1 of"), timeout=30_000)
    assert page.evaluate("document.fonts.check('14px Roboto')")
