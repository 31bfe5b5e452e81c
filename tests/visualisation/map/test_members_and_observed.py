"""The map in a real browser, of a world with a club and a table of observed ties: rings, hatching, and the comparison."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from paradiplomacy.scenarios.format import read
from paradiplomacy.visualisation.map.map import NO_CLUB, chosen_club
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.theme.palette import MEMBER

SERVED = """
extends = "baseline"
title = "A small world with observed ties"
start = "2015-01"
months = 12
[world]
cities = 60
ties = "ties.csv"
[search]
burn_in = 2
[[clubs]]
name = "A club"
kind = "city club"
founded = "2014-06"
issues = ["climate"]
invited = ["FRA:paris", "JPN:tokyo", "CHN:beijing"]
members = ["FRA:paris", "JPN:tokyo"]
bonus = 5
[[clubs]]
name = "Another club"
kind = "city club"
founded = "2014-06"
issues = ["climate"]
invited = ["CHN:beijing"]
members = ["CHN:beijing"]
"""
OBSERVED = [
    ("JPN:tokyo", "CHN:beijing", "", "in force"),
    ("FRA:paris", "JPN:tokyo", "1990", "in force"),
    ("CHN:beijing", "FRA:paris", "2015-10", "in force"),
    ("EGY:cairo", "FRA:paris", "", "ended"),
]
LATE = 1  # of these begin in the ninth month or later
ENDED = 1
type Visitor = Callable[..., Any]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("observed")
    (folder / "ties.csv").write_text("city_a,city_b,since,status\n" + "".join(",".join(tie) + "\n" for tie in OBSERVED))
    (folder / "observed.toml").write_text(SERVED)
    return folder / "observed.toml"


@pytest.fixture(scope="module")
def place(serve: Callable[..., str], file: Path) -> str:
    return serve(str(file), "--seed", "4")


def test_the_first_club_is_shown_until_another_or_none_is_chosen(file: Path) -> None:
    scenario = read.read(str(file))
    session = Session(scenario, seed=4, owner=scenario)
    now = session.go_to(4)
    assert chosen_club("", replace(now, clubs=())) == NO_CLUB
    assert [chosen_club(name, now) for name in ("", "Another club", "of old", NO_CLUB)] == [
        "A club", "Another club", NO_CLUB, NO_CLUB,
    ]  # fmt: skip
    (first, _) = now.clubs
    assert {session.run.roster.ids[row] for row in first.members} >= {"FRA:paris", "JPN:tokyo"}


def test_members_of_the_chosen_club_have_a_ring(visitor: Visitor, place: str) -> None:
    visit = visitor(place, months=12)
    visit.scrub(4)
    visit.map("(map.draw(), 0)")
    names = "[...map.members].map((row) => map.ground.names[row]).sort().join()"
    assert {"Paris", "Tokyo"} <= set(str(visit.map(names)).split(","))
    legend = visit.page.locator(".pd-ringed")
    expect(legend).to_contain_text("in A club")
    # Straight up from the middle of a dot, where the ring of a cluster begins.
    x, y, radius = visit.map(
        "(() => { const n = map.nodes.find((each) => map.ground.names[each.row] === 'Paris'); return [n.x, n.y, n.radius]; })()"
    )
    pixel = "[...map.$refs.dots.getContext('2d').getImageData(Math.round(%f), Math.round(%f), 1, 1).data].slice(0, 3)"
    wanted = [int(MEMBER[at : at + 2], 16) for at in (1, 3, 5)]
    assert visit.map(pixel % (x + 1, y - radius - 2)) == pytest.approx(wanted, abs=25)
    visit.page.select_option(".pd-club", "Another club")
    visit.becomes(
        f"(() => {{ const map = document.querySelector('.pd-sheet').pdMap; return {names}; }})()", expected="Beijing"
    )
    visit.map("(map.draw(), 0)")
    assert visit.map(pixel % (x + 1, y - radius - 2)) != pytest.approx(wanted, abs=25)
    visit.page.select_option(".pd-club", NO_CLUB)
    visit.page.wait_for_function("document.querySelector('.pd-sheet').pdMap.members.size === 0")
    expect(legend).to_have_count(0)


def test_observed_ties_are_compared_with_what_is_in_force(visitor: Visitor, place: str) -> None:
    visit = visitor(place, months=12)
    page = visit.page
    visit.scrub(12)
    assert visit.map("map.observed.length") > 0
    page.click(".pd-observed")
    expect(page.locator(".pd-observed")).to_have_attribute("aria-pressed", "true")
    both, observed, simulated = (visit.map(f"map.counts[{at}] || 0") for at in (1, 2, 3))
    pairs = """(() => { const n = map.ground.cities, found = new Set(); for (const { a, b, status } of map.book.values())
        if (a < n && b < n && [2, 4, 5].includes(status)) found.add([Math.min(a, b), Math.max(a, b)].join()); return [...found]; })()"""
    in_force = {tuple(pair.split(",")) for pair in visit.map(pairs)}
    rows = visit.map("[...map.ground.observed]")
    table = {tuple(sorted(map(str, rows[at : at + 2]), key=int)) for at in range(0, len(rows), 3)}
    assert (both, observed, simulated) == (len(in_force & table), len(table - in_force), len(in_force - table))
    assert both + observed == len(OBSERVED) - ENDED and simulated > 0
    expect(page.locator(".pd-map [aria-label='What is shown']")).to_contain_text(f"observed only ({observed})")
    page.click(".pd-key:has-text('observed only')")
    assert visit.map("map.shown") == both + simulated
    page.click(".pd-observed")
    expect(page.locator(".pd-map [aria-label='What is shown']")).to_contain_text("against its nation")


def test_map_and_panel_count_the_same_ties_on_record(visitor: Visitor, place: str) -> None:
    visit = visitor(place, months=12)
    page = visit.page
    page.click(".pd-observed")
    visit.tab("record")
    for month, on_record in ((4, len(OBSERVED) - ENDED - LATE), (12, len(OBSERVED) - ENDED)):
        visit.scrub(month)
        both, observed, simulated = (visit.map(f"map.counts[{at}] || 0") for at in (1, 2, 3))
        assert both + observed == on_record
        for name, number in (("both", both), ("missing", observed), ("simulated", simulated)):
            expect(page.locator(f"[aria-label='Ties on record'] .pd-{name}")).to_have_text(str(number))


def test_a_world_without_a_table_has_no_such_comparison(begun: Any) -> None:
    assert begun.page.locator(".pd-observed").count() == 0 and begun.page.locator(".pd-club").count() == 0
