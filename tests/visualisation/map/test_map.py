"""The map in a real browser: zoom, filters, picking, clusters and flows, names, colours as drawn."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from colours import DRAWN, THEMES, contrast, tones
from playwright.sync_api import expect

from paradiplomacy.model.vocabulary import Status
from paradiplomacy.visualisation.theme.palette import AGAINST, OWN, STANCES, WITH

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
    page.click(".pd-more")
    page.click(".pd-key:text-is('in force')")
    assert begun.map("map.shown") < shown
    page.click(".pd-key:text-is('in force')")
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


def test_a_click_on_a_city_fans_out_its_ties_and_a_second_asks_why(begun: Any) -> None:
    page = begun.page
    page.click(".pd-step")
    begun.month(1)
    for row, keys in ((0, []), (1, ["Shift"])):
        page.locator(".pd-top").click(position=near(begun, row), modifiers=keys)
        page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.picked.length === {len(keys) + 1}")
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text(re.compile("^ *(They|If they)"), timeout=60_000)
    expect(page.locator(".pd-why .pd-space")).to_be_visible()
    page.click(".pd-close-up")


def near(visit: Any, row: int) -> dict[str, float]:
    """Zoom to a city until it is alone, and return its pixels."""
    visit.map(f"(map.view = {{ x: map.ground.place[{2 * row}] + 300, y: map.ground.place[{2 * row + 1}] + 300, "
              f"k: map.sheet.whole * 9 }}, map.draw(), 0)")  # fmt: skip
    x, y = visit.map(f"map.at(map.ground.place[{2 * row}], map.ground.place[{2 * row + 1}])")
    return {"x": x, "y": y}


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
    page.click(".pd-more")
    for word in ("climate", "migration", "trade", "health", "security", "city-city", "in force"):
        page.click(f".pd-map .pd-key:text-is('{word}')")
    assert visit.map("map.shown") == 0
    for word in ("climate", "migration", "trade", "health", "security", "city-city", "in force"):
        page.click(f".pd-map .pd-key:text-is('{word}')")
    assert visit.map("map.shown") == whole
    page.click(".pd-key:text-is('disputed only')")
    assert visit.map("map.shown") == visit.map("[...map.book.values()].filter((a) => a.drawn && a.disputed).length")


def test_a_line_describes_and_opens_its_agreement(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(12)
    page.click(".pd-each")
    expect(page.locator(".pd-each")).to_have_attribute("aria-pressed", "true")
    visit.map("(map.draw(), 0)")
    place = visit.map(
        """(() => { for (const arc of map.lines) { const c = arc.line;
        const [x, y] = map.at((c[0] + 2 * c[2] + c[4]) / 4, (c[1] + 2 * c[3] + c[5]) / 4).map(Math.round);
        const here = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]].map(([i, j]) => map.geometry.arcAt(map, x + i, y + j));
        if (!map.geometry.nodeAt(map, x, y) && here.every((each) => each === arc)) return [arc.number, x, y]; } })()"""
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


FLOW = """(() => { for (const flow of map.drawnFlows) { if (!(%s)) continue; const c = flow.line, i = 6 * Math.floor(c.length / 12);
    const [x, y] = map.at(c[i], c[i + 1]);
    if (!map.geometry.nodeAt(map, x, y) && map.geometry.flowAt(map, x, y) === flow) return [flow.total, x, y]; } })()"""


def test_a_flow_says_what_it_holds_and_lists_its_agreements(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(12)
    visit.map("(map.draw(), 0)")
    total, x, y = visit.map(FLOW % "flow.total > 1")
    page.locator(".pd-top").hover(position={"x": x, "y": y})
    expect(page.locator(".pd-tip")).to_contain_text(f"{total} agreements: ")
    page.locator(".pd-top").click(position={"x": x, "y": y})
    expect(page.locator(".pd-list li")).to_have_count(min(12, total))
    page.focus(".pd-top")
    page.keyboard.press("Escape")
    expect(page.locator(".pd-list")).to_have_count(0)
    page.locator(".pd-top").click(position={"x": x, "y": y})
    page.locator(".pd-list li button").first.click()
    expect(page.locator(".pd-panel")).to_contain_text("History")


MANY = f"""[...Array(600).keys()].forEach((i) => {{ const n = map.ground.cities, a = i % n, b = (7 * i + 13 * Math.floor(i / n) + 5) % n;
    if (a !== b) map.book.set(1e7 + i, {{ key: 1e7 + i, number: 1e7 + i, a, b, kind: 0, status: {Status.IN_FORCE.value}, tie: 2, disputed: 0, issues: 1, line: null }}); }}),"""


def test_clusters_part_and_flows_are_few_and_end_in_view(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    visit.scrub(12)
    every = visit.map("map.ground.cities")
    visit.map(f"({MANY} map.gather(), map.draw(), 0)")
    counts, drawn = [], []
    for zoom in (1, 2, 4, 9):
        visit.map(
            f"(map.view = {{ x: map.ground.place[0], y: map.ground.place[1], k: map.sheet.whole * {zoom} }}, map.draw(), 0)"
        )
        drawn.append(visit.map("map.drawnFlows.length"))
        assert visit.map("[...map.clusters.rows.values()].flat().length") == every
        assert visit.map(
            "map.drawnFlows.length > 0 && map.drawnFlows.every((flow) => [flow.a, flow.b].some((row) => { const [x, y] = map.at(map.ground.place[2 * row], "
            "map.ground.place[2 * row + 1]); return x >= 0 && y >= 0 && x <= map.sheet.w && y <= map.sheet.h; }))"
        )
        counts.append(visit.map("map.clusters.rows.size"))
    assert max(drawn) == 80, "there are more flows in view than are drawn"
    assert counts == sorted(counts) and counts[0] < counts[-1] == every
    assert visit.map("map.flows.reduce((sum, flow) => sum + flow.total, 0)") == visit.map("map.shown")


def test_a_click_on_a_cluster_leads_nearer_until_it_parts(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    visit.scrub(2)
    visit.map("(map.draw(), 0)")
    before, x, y, rows = visit.map(
        "(() => { const n = map.nodes.find((each) => each.rows.length > 1); return [map.view.k, n.x, n.y, n.rows]; })()"
    )
    visit.page.locator(".pd-top").click(position={"x": x, "y": y})
    visit.page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.drawnView.k > {before} * 1.5")
    assert visit.map("map.picked.length") == 0
    assert visit.map(f"new Set({rows}.map((row) => map.clusters.leader[row])).size") > 1


def test_names_cover_neither_each_other_nor_a_dot(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    visit.scrub(12)
    for zoom in (1, 3, 9):
        visit.map(
            f"(map.view = {{ x: map.ground.place[0], y: map.ground.place[1], k: map.sheet.whole * {zoom} }}, map.draw(), 0)"
        )
        names = visit.map("map.names")
        dots = visit.map(
            "map.nodes.filter((n) => n.radius >= 3.5).map(({ x, y, radius: r }) => [x - r, y - r, 2 * r, 2 * r])"
        )
        assert len(names) >= 3
        for at, name in enumerate(names):
            assert not any(cover(name, other) for other in (*names[:at], *dots))


def cover(one: list[float], other: list[float]) -> bool:
    return all(one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2] for axis in (0, 1))


PIXEL = """(() => { const ctx = map.$refs.%s.getContext("2d"), r = map.sheet.ratio;
    return [...ctx.getImageData(Math.round(%f * r), Math.round(%f * r), 1, 1).data]; })()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_flows_are_drawn_in_the_colours_of_the_legend_without_fading(
    visitor: Visitor, address: str, scheme: str
) -> None:
    visit = visitor(address, color_scheme=scheme)
    visit.scrub(12)
    visit.map("(map.draw(), 0)")
    seen = 0
    for stance in (WITH, OWN, AGAINST):
        found = visit.map(FLOW % f"flow.by[{stance}] === flow.total")
        if not found:
            continue
        seen += 1
        _, x, y = found
        wanted = getattr(STANCES[stance], scheme)
        # A line of two pixels covers one of them whole, which need not be the one in its middle.
        near = [visit.map(PIXEL % ("ties", x + i, y + j)) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        apart = [max(abs(pixel[part] - int(wanted[1 + 2 * part :][:2], 16)) for part in range(3)) for pixel in near]
        assert min(apart) <= 10, (wanted, near)
        *colour, opacity = near[apart.index(min(apart))]
        drawn = "#" + "".join(f"{part:02x}" for part in colour)
        assert opacity == 255
        assert all(contrast(drawn, ground) >= DRAWN for ground in (THEMES[scheme]["sheet"], *tones(scheme)))
    assert seen


def test_the_core_of_a_flow_is_the_share_against_the_nation(begun: Any) -> None:
    def cores(counts: list[int], width: float) -> object:
        flow = f"{{ by: {counts}, total: {sum(counts)} }}"
        return begun.map(f"map.geometry.coresOf({flow}, {width})")

    assert cores([0, 0, 6, 2, 4], 12) == [[WITH, 12], [AGAINST, 4]]
    assert cores([0, 0, 1, 5, 0], 12) == [[OWN, 12]]
    assert cores([0, 0, 0, 0, 3], 12) == [[AGAINST, 12]]
    assert cores([0, 0, 9, 0, 1], 5) == [[WITH, 5]], "half a pixel cannot be seen"
    assert [cores([0, 0, n, 0, 4 - n], 3) for n in (1, 3)] == [[[AGAINST, 3]], [[WITH, 3]]], (
        "too narrow for two colours"
    )


def test_an_agreement_that_is_opened_is_seen_whatever_its_status(begun: Any) -> None:
    begun.scrub(12)
    number = begun.map(f"[...map.book.values()].find((arc) => arc.status === {Status.SIGNED.value}).number")
    assert not begun.map(f"[...map.book.values()].find((arc) => arc.number === {number}).drawn")
    begun.map(f"(map.open({number}), 0)")
    begun.page.wait_for_function("document.querySelector('.pd-sheet').pdMap.picked.length === 2")
    begun.map("(map.draw(), 0)")
    assert begun.map(f"map.lines.some((arc) => arc.number === {number})")


def test_only_what_is_in_force_is_shown_until_the_rest_is_asked_for(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(12)
    codes = "[...new Set(map.arcs.map((arc) => arc.status))].sort().join()"
    assert visit.map(codes) == str(Status.IN_FORCE.value)
    before, others = visit.map("map.shown"), visit.map("map.others")
    assert others > 0
    expect(page.locator(".pd-rest")).to_contain_text(f"({others})")
    page.click(".pd-rest")
    expect(page.locator(".pd-rest")).to_have_attribute("aria-pressed", "true")
    assert visit.map("map.shown") == before + others
    page.click(".pd-rest")
    assert visit.map("map.shown") == before


def test_disputes_are_crossed_on_pinned_cities_and_counted_otherwise(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    for month in range(6, 30, 2):
        visit.scrub(month)
        if visit.map("map.disputes") > 0:
            break
    expect(page.locator(".pd-part")).to_contain_text(f"{visit.map('map.disputes')} in dispute")
    row = visit.map("map.arcs.find((arc) => arc.disputed && arc.a < map.ground.cities).a")
    visit.map(f"(map.pick([{row}]), 0)")
    page.wait_for_function(f"document.querySelector('.pd-sheet').pdMap.picked[0] === {row}")
    visit.map("(map.draw(), 0)")
    x, y = visit.map(
        "(() => { const c = map.lines.find((arc) => arc.disputed).line, i = 6 * Math.floor(c.length / 12); return c.length % 12 "
        "? map.at((c[i] + 2 * c[i + 2] + c[i + 4]) / 4, (c[i + 1] + 2 * c[i + 3] + c[i + 5]) / 4) : map.at(c[i], c[i + 1]); })()"
    )
    # The edges of a cross are smoothed.
    assert np.abs(np.subtract(visit.map(PIXEL % ("ties", x, y)), [0x26, 0x32, 0x3A, 255])).max() < 16
    assert visit.map("map.disputes") <= visit.map("map.lines.length")


def test_the_legend_hides_ties_and_still_counts_them(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    key = page.locator(".pd-map [aria-label='What is shown'] .pd-key:has-text('on its own')")
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
