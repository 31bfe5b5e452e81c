"""Names, focus, contrast and landmarks of the whole page, in a real browser."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

type Visitor = Callable[..., Any]


def test_everything_has_a_name_and_a_visible_focus_and_fits_every_width(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    nameless = """() => [...document.querySelectorAll("button, input, select, textarea, [role=img], canvas")]
        .filter((e) => e.offsetParent !== null && e.getAttribute("aria-hidden") !== "true" && e.type !== "hidden")
        .filter((e) => !(e.getAttribute("aria-label") || e.innerText || (e.labels && e.labels.length) || e.title))
        .map((e) => e.outerHTML.slice(0, 120))"""
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    cut = """() => { const p = document.querySelector(".pd-panel"); return p.scrollWidth - p.clientWidth; }"""
    for name in visit.every_tab():
        page.wait_for_timeout(150)
        visit.becomes(nameless, name, expected=[])
        for width, height in ((390, 844), (2200, 1200), (1400, 900)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(120)
            visit.becomes(f"{wide} <= 0", name, width, expected=True)
            visit.becomes(f"({cut})() <= 0", name, width, expected=True)
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
        for name in visit.every_tab():
            page.wait_for_timeout(150)
            visit.becomes(FAINT, theme, name, expected=[])
        page.click(".pd-toggle")
    expect(page.locator(".pd-window.pd-dark")).to_have_count(0)
    page.evaluate("document.querySelector('.pd-window').style.setProperty('--faint', '#8a949c')")
    assert page.evaluate(FAINT), "a faint text is not seen"


def test_a_screen_reader_finds_its_way(begun: Any) -> None:
    """Landmarks, names and states, as the browser hands them on."""
    page = begun.page
    begun.scrub(2)
    for role, name in (
        ("main", None),
        ("complementary", "Panels"),
        ("navigation", "Rooms"),
        ("tablist", "Panels of Explore"),
    ):
        expect(page.get_by_role(role, name=name)).to_have_count(1)
    expect(page.get_by_role("img", name=re.compile(r"^World map: \d+ agreements shown"))).to_have_count(1)
    expect(page.get_by_role("slider", name="Month to go to")).to_have_attribute("aria-valuetext", "2016-02")
    expect(page.get_by_role("tab", selected=True)).to_have_text("What happened")
    expect(page.get_by_role("tabpanel", name="What happened")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    begun.tab("charts")
    expect(page.get_by_role("img", name=re.compile(r"^Agreements: in force \d+"))).to_have_count(1)
    page.fill(".pd-seed", "x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("expected a whole number")
    page.get_by_role("button", name="close").click()
