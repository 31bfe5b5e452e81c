"""The page in a real browser: every control is used, nothing fails, and no request leaves the machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


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
    feed = page.locator(".pd-feed").inner_text()
    arcs = begun.map("map.book.size")
    page.click(".pd-back")
    begun.month(19)
    page.click(".pd-mark")
    begun.month(4)
    begun.scrub(20)
    page.wait_for_timeout(300)
    assert page.locator(".pd-feed").inner_text() == feed
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
    expect(page.locator(".pd-trouble")).to_contain_text("expected a whole number")
    page.click(".pd-close")
    expect(page.locator(".pd-trouble")).to_have_count(0)


def test_the_map_zooms_pans_filters_and_finds(begun: Any) -> None:
    page = begun.page
    page.click(".pd-step")
    begun.month(1)
    before = begun.map("map.view.k")
    page.click("[aria-label='Zoom in']")
    assert begun.map("map.view.k") > before
    page.focus(".pd-top")
    page.keyboard.press("ArrowRight")
    assert begun.map("map.view.x") > 0
    page.keyboard.press("0")
    assert begun.map("map.view.k") == before
    box = page.locator(".pd-top").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -400)
    page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.view.k > {before} * 1.5")
    left = begun.map("map.view.x")
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 200, steps=3)
    page.mouse.up()
    page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.view.x > {left}")
    page.click("[aria-label='Whole world']")
    shown = begun.map("map.shown")
    page.click(".pd-key >> text=in force")
    assert begun.map("map.shown") < shown
    page.click(".pd-key >> text=in force")
    name = begun.map("map.names[0]")
    page.fill(".pd-tools input", str(name))
    page.keyboard.press("Enter")
    expect(page.locator(".pd-panel h2").first).to_have_text(str(name))
    assert begun.map("map.picked[0]") == 0
    page.click(".pd-unpin")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 0")
    page.select_option(".pd-shade", "trust")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.frame.of === 'trust'")
    page.select_option(".pd-size", "gdp")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.frame.by === 'gdp'")


def test_ties_over_the_edge_of_the_map_stop_there(begun: Any) -> None:
    """Between two places on both sides of the 180th meridian, near or far, no piece crosses the page."""
    crossing = begun.map("""(() => {
        const g = map.g;
        map.g = { lon: [178.5, -178, 140, -118], lat: [-18, -17, 36, 34], place: [] };
        map.locate();
        for (let i = 0; i < 4; i++) { const z = Math.sin(map.g.lat[i] * Math.PI / 180); map.g.place.push(map.flatX(map.g.lon[i], z), map.flatY(z)); }
        const found = [[0, 1], [2, 3]].map(([a, b]) => { const c = map.curve({ a, b }), wide = []; for (let i = 0; i < c.length; i += 6) wide.push(Math.abs(c[i + 4] - c[i])); return [Math.max(...wide), wide.length, c[0] === map.g.place[2 * a], c[c.length - 2] === map.g.place[2 * b]]; });
        map.g = g; map.locate();
        return found;
    })()""")
    assert isinstance(crossing, list)
    for widest, pieces, begins, ends in crossing:
        assert widest < 8_000 and pieces >= 2 and begins and ends  # the page is 54,000 wide


def test_a_click_on_a_city_fans_out_its_ties_and_a_second_asks_why(begun: Any) -> None:
    page = begun.page
    page.click(".pd-step")
    begun.month(1)
    box = page.locator(".pd-top").bounding_box()
    assert box
    for row, keys in ((0, []), (1, ["Shift"])):
        x, y = begun.map(f"map.at(map.g.place[{2 * row}], map.g.place[{2 * row + 1}])")
        page.locator(".pd-top").click(position={"x": x, "y": y}, modifiers=keys)
        page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.picked.length === {len(keys) + 1}")
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text("agree on", timeout=60_000)
    expect(page.locator(".pd-why .pd-space")).to_be_visible()
    page.click(".pd-near")


def test_every_panel_opens_by_mouse_and_keyboard(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    for name, word in (
        ("series", "Antagonism"),
        ("network", "Most connected"),
        ("league", "bypass"),
        ("regions", "drawn"),
    ):
        begun.tab(name)
        expect(page.locator(".pd-panel")).to_contain_text(word)
    begun.tab("league")
    page.click(".pd-panel >> text=nations")
    page.locator(".pd-panel tbody button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("decentralisation")
    page.focus("[data-tab=inspector]")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-tab=happened]")).to_have_attribute("aria-selected", "true")
    page.locator(".pd-feed li.pd-agree button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("alignment")


def test_charts_are_kept_as_pictures_that_say_what_made_them(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    begun.tab("series")
    for kind, start in (("svg", b"<svg "), ("png", b"\x89PNG")):
        with page.expect_download(timeout=60_000) as caught:
            page.click(f"[data-picture={kind}]")
        made = Path(caught.value.path()).read_bytes()
        assert made.startswith(start) and caught.value.suggested_filename == f"small-seed4-month12-charts.{kind}"
        if kind == "svg":
            drawn = ET.fromstring(made)
            told = " ".join(drawn.itertext())
            assert "Antagonism" in told and "seed 4, replicate 0, month 12" in told and "commit" in told
            assert len(drawn.findall(".//{*}polyline")) == page.locator(".pd-chart polyline").count() > 10


def test_another_scenario_of_the_library_is_opened(visitor: Visitor, address: str) -> None:
    visit = visitor(address, months=120)
    page = visit.page
    visit.tab("controls")
    page.select_option(".pd-scenario", "synthetic")
    expect(page.locator(".pd-panel")).to_contain_text("What follows from the rules alone")
    page.click(".pd-open")
    visit.month(0)
    expect(page.locator(".pd-head p").first).to_contain_text("What follows from the rules alone")


def test_controls_list_what_will_change_and_apply_it(begun: Any) -> None:
    page = begun.page
    begun.tab("controls")
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


def test_one_visitor_does_not_move_another(visitor: Visitor, address: str, begun: Any) -> None:
    other = visitor(address)
    begun.page.click(".pd-step")
    begun.month(1)
    other.page.wait_for_timeout(500)
    other.month(0)


def test_dark_and_phone_wide(visitor: Visitor, address: str) -> None:
    made = visitor(address, color_scheme="dark")
    expect(made.page.locator(".pd-window.pd-dark")).to_be_visible()
    made.page.click(".pd-toggle")
    expect(made.page.locator(".pd-window.pd-dark")).to_have_count(0)
    made.page.set_viewport_size({"width": 390, "height": 844})
    made.page.wait_for_timeout(300)
    assert made.page.evaluate("document.documentElement.scrollWidth") <= 390
