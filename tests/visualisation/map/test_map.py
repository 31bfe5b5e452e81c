"""The map in a real browser: zoom, filters, picking, and curves over the edge of the page."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


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
    name = begun.map("map.labels[0]")
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
        const { curve, flatX, flatY, unitVectors } = map.geometry;
        const lon = [178.5, -178, 140, -118], lat = [-18, -17, 36, 34], place = [], ground = { lon, place, units: unitVectors(lon, lat) };
        for (let i = 0; i < 4; i++) { const z = Math.sin(lat[i] * Math.PI / 180); place.push(flatX(lon[i], z), flatY(z)); }
        return [[0, 1], [2, 3]].map(([a, b]) => { const c = curve(ground, { a, b }), wide = []; for (let i = 0; i < c.length; i += 6) wide.push(Math.abs(c[i + 4] - c[i])); return [Math.max(...wide), wide.length, c[0] === place[2 * a], c[c.length - 2] === place[2 * b]]; });
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
        x, y = begun.map(f"map.at(map.ground.place[{2 * row}], map.ground.place[{2 * row + 1}])")
        page.locator(".pd-top").click(position={"x": x, "y": y}, modifiers=keys)
        page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.picked.length === {len(keys) + 1}")
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text("agree on", timeout=60_000)
    expect(page.locator(".pd-why .pd-space")).to_be_visible()
    page.click(".pd-close-up")


def test_the_map_pins_several_and_filters_by_issue_kind_status_and_dispute(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(12)
    page.click(".pd-pin")
    for row in (0, 1, 2):
        page.fill(".pd-tools input", str(visit.map(f"map.labels[{row}]")))
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


def test_an_arc_describes_and_opens_its_agreement(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(12)
    place = visit.map(
        """(() => { for (const [key, arc] of map.book) { if (!arc.drawn) continue; const c = arc.line;
        const [x, y] = map.at((c[0] + 2 * c[2] + c[4]) / 4, (c[1] + 2 * c[3] + c[5]) / 4);
        if (map.geometry.cityAt(map, x, y) < 0 && map.geometry.arcAt(map, x, y) === key) return [arc.number, x, y]; } })()"""
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


def test_the_legend_hides_ties_and_still_counts_them(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    key = page.locator(".pd-map [aria-label='What is shown'] .pd-key").nth(4)
    count = int(re.findall(r"\((\d+)\)", key.inner_text())[0])
    shown = begun.map("map.shown")
    assert count > 0
    key.click()
    expect(key).to_have_attribute("aria-pressed", "false")
    assert begun.map("map.shown") == shown - count
    expect(key).to_contain_text(f"({count})")
    page.focus(".pd-top")
    page.fill(".pd-tools input", str(begun.map("map.labels[0]")))
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 1")
    page.focus(".pd-top")
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 0")
