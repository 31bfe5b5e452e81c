"""The page in a real browser: visitors, light and dark, wrong addresses, and every size of screen."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
import solara
from playwright.sync_api import expect

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation import page as page_module
from paradiplomacy.visualisation import panel_column
from paradiplomacy.visualisation.panels import available
from paradiplomacy.visualisation.rooms import EXPLORE
from paradiplomacy.visualisation.services import Services, Settings
from paradiplomacy.visualisation.session.opening import Opened
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState

type Visitor = Callable[..., Any]


def test_one_visitor_does_not_move_another(visitor: Visitor, address: str, begun: Any) -> None:
    other = visitor(address)
    begun.page.click(".pd-step")
    begun.month(1)
    other.page.wait_for_timeout(500)
    other.month(0)


def test_dark_and_narrow_pages(visitor: Visitor, address: str) -> None:
    made = visitor(address, color_scheme="dark")
    expect(made.page.locator(".pd-window.pd-dark")).to_be_visible()
    made.page.click(".pd-toggle")
    expect(made.page.locator(".pd-window.pd-dark")).to_have_count(0)
    made.page.set_viewport_size({"width": 390, "height": 844})
    made.becomes("document.documentElement.scrollWidth <= 390", expected=True)


def test_a_wrong_address_is_reported_with_a_way_out(address: str, browser: Any) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}?set={quote('negotiation.power=9')}&seed=1")
    expect(page.locator("[role=alert]")).to_contain_text("negotiation.power", timeout=60_000)
    page.click(".pd-home")
    page.wait_for_selector(".pd-top", timeout=60_000)
    page.context.close()


SIZES = ((1440, 900), (1920, 1080), (390, 844))


TABS = list(available(Services()))
SWITCHES = (".pd-rest", ".pd-each", ".pd-each", ".pd-more", ".pd-observed")


def test_however_much_is_changed_the_clock_stays_on_the_page(visitor: Visitor, address: str) -> None:
    paths = (
        "politics.election_interval=24", "politics.divergence_scale=0.1", "negotiation.power=0.5",
        "search.language=0.5", "politics.party_weight_nation=0.5", "response.statute_rate=0.2",
    )  # fmt: skip
    page = visitor(address + "?seed=4&" + "&".join("set=" + path.replace("=", "%3D") for path in paths)).page
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".pd-changes summary")).to_have_text(
        "changed: politics.election_interval, politics.divergence_scale, negotiation.power and 3 more"
    )
    expect(page.locator(".pd-changes li").nth(5)).to_be_hidden()
    ends = page.locator(".pd-ends").bounding_box()
    assert ends["y"] + ends["height"] <= 900
    page.click(".pd-changes summary")
    expect(page.locator(".pd-changes li").nth(5)).to_have_text("response.statute_rate=0.2")
    moved = page.locator(".pd-ends").bounding_box()
    assert moved == ends


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_panel_is_wider_than_its_place(visitor: Visitor, address: str, width: int, height: int) -> None:
    visit = visitor(address)
    page = visit.page
    page.set_viewport_size({"width": width, "height": height})
    visit.scrub(12)
    for name in TABS:
        visit.tab(name)
        expect(page.locator(f"[data-tab={name}]")).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(150)
        visit.becomes(
            "(() => { const panel = document.querySelector('.pd-panel'), right = panel.getBoundingClientRect().right;"
            "return [...panel.querySelectorAll('button, input, select, textarea, th, td, p, svg')]"
            ".filter((e) => e.offsetParent !== null || e.tagName === 'svg')"
            ".filter((e) => e.getBoundingClientRect().right > right + 1).map((e) => e.outerHTML.slice(0, 90)); })()",
            name,
            expected=[],
        )
        visit.becomes(f"document.documentElement.scrollWidth <= {width}", name, expected=True)
    page.evaluate("window.scrollTo(0, 0)")
    play = page.locator(".pd-play").bounding_box()
    assert play["y"] + play["height"] <= height


@pytest.mark.slow
@pytest.mark.parametrize("name", read.names())
def test_every_tab_of_every_scenario_opens_without_an_error(visitor: Visitor, address: str, name: str) -> None:
    """Every panel, switch of the map, club, city and reason; ``visitor`` fails on console errors and outside requests."""
    visit = visitor(f"{address}?scenario={name}&month=3", months=read.read(name).months)
    page = visit.page
    visit.month(3)
    for switch in SWITCHES:
        if page.locator(switch).count():
            page.click(switch)
    for value in page.locator(".pd-club option").evaluate_all("all => all.map((each) => each.value)"):
        page.select_option(".pd-club", value)
    visit.map("(map.pick([0, 1]), 0)")
    expect(page.locator("[data-tab=inspector]")).to_have_attribute("aria-selected", "true")
    page.click(".pd-ask")
    expect(page.locator(".pd-why p").first).to_have_text(re.compile(r"^\s*(They|If they|If their)\b"), timeout=60_000)
    for tab in TABS:
        visit.tab(tab)
        expect(page.locator(f"[data-tab={tab}]")).to_have_attribute("aria-selected", "true")
        expect(page.locator(".pd-panel section").first).to_be_visible()
        expect(page.locator("[role=alert]")).to_have_count(0)
    visit.map("(map.pick([]), map.reset(), 0)")
    expect(page.locator(".pd-failure")).to_have_count(0)


@solara.component
def Broken(*_: object, **__: object) -> None:
    raise RuntimeError("it broke")


def test_a_part_of_the_page_that_fails_leaves_the_rest_and_has_a_way_out(
    small: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, what in ((page_module, "Head", "The head"), (page_module, "Stage", "The map")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, Broken)
            opened = Opened(Session(small, seed=5), None)
            drawn = page_module.Window(opened, Settings(), dark=False, turn=lambda _: None, room=EXPLORE)
            text = str(solara.render(drawn, handle_error=False)[1].find().widgets)
            assert f"{what} cannot be shown" in text and "What happened" in text


@pytest.mark.parametrize("name", TABS)
def test_a_panel_that_fails_leaves_its_tabs_and_a_way_out(
    small: Scenario, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    found = available(Services())
    changed = found | {name: found[name]._replace(component=Broken)}
    monkeypatch.setattr(panel_column, "available", lambda _: changed)
    state = PageState(Session(small, seed=5), Settings())
    state.selection.tab.set(name)
    context = solara.render(panel_column.PanelColumn(state), handle_error=False)[1]
    text = str(context.find().widgets)
    assert f"{found[name].label} cannot be shown" in text and "try again" in text
    context.close()
