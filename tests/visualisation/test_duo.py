"""Two worlds on one clock: what is said to stand in one of them only does."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.state.page import Board
from paradiplomacy.visualisation.comparison.difference import apart, difference, parted
from paradiplomacy.visualisation.theme.palette import APART, APART_BOTH, APART_ONE, APART_REST
from paradiplomacy.visualisation.comparison.second_world import overlaid, rival_of, told
from paradiplomacy.visualisation.session.session import SeedError, Session

type Visitor = Callable[..., Any]


def pairs(session: Session) -> set[frozenset[str]]:
    """Names of those tied by an agreement in force, the slow way."""
    state = session._world.state
    book, force = state.book.rows, 2
    return {
        frozenset(state.identities[row] for row in book.party[number].tolist())
        for number in state.book.live().tolist()
        if book.status[number] == force
    }


def test_the_same_world_twice_differs_in_nothing(visit: Session) -> None:
    visit.go_to(9)
    beside = rival_of(visit, {"scenario": "", "seed": "", "changes": ""})
    found = difference(visit.now, beside.now, (visit.run.roster, beside.run.roster))
    assert (found.first, found.second) == (0, 0) and found.both == len(pairs(visit)) > 0
    assert parted(visit, beside) is None
    assert beside.digest() == visit.digest() and told(visit, beside) == "the same again"


def test_pairs_of_one_world_only_are_counted_as_the_books_have_them(visit: Session) -> None:
    visit.go_to(12)
    beside = rival_of(visit, {"scenario": "", "seed": "9", "changes": "politics.election_interval=12"})
    assert beside.now.month == 12 and beside.run.changes == {"politics.election_interval": 12}
    found = difference(visit.now, beside.now, (visit.run.roster, beside.run.roster))
    mine, theirs = pairs(visit), pairs(beside)
    assert (found.both, found.first, found.second) == (len(mine & theirs), len(mine - theirs), len(theirs - mine))
    assert found.first and found.second
    names = dict(zip(visit.run.roster.names, visit.run.roster.ids, strict=True))
    for one, other in found.examples[0]:
        assert frozenset((names[one], names[other])) in mine - theirs


def test_ties_are_coloured_by_whether_the_other_world_has_them(visit: Session) -> None:
    visit.go_to(12)
    seen, ids = set(), visit.run.roster.ids
    for asked in ({"seed": "9"}, {"changes": "utility.benefit_scale=0.8"}):  # other ties; nearly the same ties
        beside = rival_of(visit, asked)
        shot, theirs = apart(visit.now, visit.run.roster, beside.now, beside.run.roster), pairs(beside)
        for a, b, status, tie in zip(shot.arcs.a, shot.arcs.b, shot.arcs.status, shot.arcs.tie, strict=True):
            also = frozenset((ids[a], ids[b])) in theirs
            assert tie == (APART_REST if status != 2 else APART_BOTH if also else APART_ONE)
            seen.add(int(tie))
        assert np.array_equal(shot.arcs.number, visit.now.arcs.number)
    assert seen == set(range(len(APART)))


def test_the_month_they_part_is_that_of_the_first_event_that_differs(visit: Session) -> None:
    visit.go_to(14)
    beside = rival_of(visit, {"changes": "response.tolerance=0.9"})
    logs = [[repr(column) for column in session.log().T.tolist()] for session in (visit, beside)]
    at = next(at for at, (one, other) in enumerate(zip(*logs, strict=False)) if one != other)
    month = parted(visit, beside)
    assert month is not None and month == min(session.log()[0, at] for session in (visit, beside))
    visit.go_to(month)
    beside.go_to(month)
    assert parted(visit, beside) is None


def test_one_clock_moves_both(visit: Session) -> None:
    board = Board(visit)
    board.set_beside({"seed": "9"})
    rival = board.rival.value
    assert rival is not None and board.trouble.value is None
    board.go(7)
    assert board.now.value.month == rival.now.value.month == 7
    board.restart()
    assert board.now.value.month == rival.now.value.month == 0
    charts = overlaid(board.session.go_to(5), rival.session.go_to(5))
    assert charts
    for chart in charts:
        halves = [[line["values"] for line in chart["series"] if line["dash"] is dash] for dash in (False, True)]
        assert len(halves[0]) == len(halves[1]) > 0 and all(len(values) == 5 for half in halves for values in half)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"scenario": "../secret"}, ScenarioError),
        ({"scenario": "/etc/passwd"}, ScenarioError),
        ({"changes": "nonsense"}, ScenarioError),
        ({"changes": "negotiation.power=9"}, ScenarioError),
        ({"seed": "x"}, SeedError),
    ],
)
def test_a_wrong_second_world_is_refused_and_the_first_stays(
    visit: Session, asked: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        rival_of(visit, asked)
    board = Board(visit)
    board.set_beside(asked)
    assert board.rival.value is None and board.trouble.value is not None


def test_other_scenarios_are_compared_by_who_takes_part(visit: Session, small: Scenario) -> None:
    visit.go_to(4)
    beside = Session(small, seed=5, changes={"world.cities": 60})
    beside.go_to(4)
    found = difference(visit.now, beside.now, (visit.run.roster, beside.run.roster))
    mine, theirs = pairs(visit), pairs(beside)
    assert (found.both, found.first, found.second) == (len(mine & theirs), len(mine - theirs), len(theirs - mine))


def test_two_maps_on_the_page(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(6)
    visit.tab("duo")
    page.fill(".pd-duo-seed", "77")
    page.fill("[aria-label='Find what can be changed']", "politics.election_interval")
    page.get_by_role("button", name="add", exact=True).click()
    assert page.input_value(".pd-duo-changes") == "politics.election_interval=48"
    page.click(".pd-duo-begin")
    expect(page.locator(".pd-sheet")).to_have_count(2, timeout=60_000)
    expect(page.locator(".pd-duo-panel")).to_contain_text("B is: seed 77")
    expect(page.locator(".pd-parted")).to_contain_text("first event that differs")
    page.click(".pd-step")
    visit.month(7)
    expect(page.locator(".pd-worlds")).to_contain_text(["2016-07", "2016-07"])
    page.wait_for_function("[...document.querySelectorAll('.pd-sheet')].every((s) => s.pdMap.frame.month === 7)")
    for nth in (0, 1):  # each map is whole, also the one that was there before
        assert visit.map("map.book.size", nth) and visit.map("map.cols.size.length", nth) > 60
    only = visit.map("[...map.book.values()].filter((a) => a.tie === 2).length")
    assert isinstance(only, int) and only > 0
    expect(page.locator(".pd-key >> text=in this world only")).to_have_count(2)
    page.uncheck(".pd-highlight")
    expect(page.locator(".pd-key >> text=in this world only")).to_have_count(0)
    page.click(".pd-play")
    page.wait_for_function("parseInt(document.querySelector('.pd-month').textContent.split(' ')[1]) >= 10")
    page.click(".pd-play")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    tops = page.locator(".pd-sheet").evaluate_all("all => all.map((s) => s.getBoundingClientRect().top)")
    assert tops[1] > tops[0] + 200 and page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click(".pd-duo-end")
    expect(page.locator(".pd-sheet")).to_have_count(1)
    page.wait_for_function("document.querySelector('.pd-sheet').pdMap.cols.size.length > 60")


def test_what_tells_the_second_world_from_the_first_is_said(visit: Session) -> None:
    beside = rival_of(visit, {"seed": "8", "changes": "politics.election_interval=12\nmonths=30"})
    assert told(visit, beside) == "months = 30; politics.election_interval = 12; seed 8"
    assert told(visit, rival_of(visit, {"scenario": "c40-paris", "changes": "world.cities=40"})).startswith(
        "The mayors"
    )
