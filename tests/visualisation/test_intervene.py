"""Intervene: what a visitor lets happen, or refuses from a seat, is data of the scenario, and replays the same."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Reason
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.state.page import Board
from paradiplomacy.visualisation.session.interventions import LIST, event_of
from paradiplomacy.visualisation.session.session import Session

type Visitor = Callable[..., Any]


def asked(visit: Session, key: str, **more: object) -> tuple[str, dict[str, object]]:
    form = {"key": key, "who": visit.run.roster.names[-1], "issues": ["climate"], "choice": "", "number": ""}
    return event_of(form | {"date": visit.run.roster.date(visit.now.month)} | more, visit.run.roster)


FILLED = {
    "withdrawal": {"who": "nations", "issues": []},
    "summit": {"who": "cities", "number": 2},
    "consent": {"choice": "required"},
    "preemption": {"choice": "yes"},
    "election": {"choice": "progressive"},
    "opinion": {"number": -0.4},
    "slump": {"number": 0.5},
}


@pytest.mark.parametrize("key", [each.key for each in LIST])
def test_every_event_of_the_list_happens_and_replays_the_same(visit: Session, key: str) -> None:
    visit.go_to(14)
    untouched = visit.digest()
    name, event = asked(visit, key, **FILLED[key])
    visit.happen(name, event)
    assert visit.digest() == untouched and visit.now.month == 14
    visit.go_to(20)
    changed = visit.digest()
    visit.go_to(3)
    visit.go_to(20)
    assert visit.digest() == changed
    fresh = Session(visit.plain, seed=5, changes=visit.run.changes)
    fresh.go_to(20)
    assert fresh.digest() == changed and fresh.run.scenario == visit.run.scenario
    plain = Session(visit.plain, seed=5)
    plain.go_to(20)
    assert plain.digest() != changed
    assert name in [marker.name for marker in visit.run.roster.markers]
    visit.go_to(14)
    visit.remove(name)
    visit.go_to(20)
    assert visit.digest() == plain.digest() and not visit.run.changes


def test_what_had_been_played_beyond_an_event_is_forgotten(visit: Session) -> None:
    visit.go_to(30)
    visit.go_to(14)
    visit.happen(*asked(visit, "consent", choice="required", who="nations"))
    changed = visit.go_to(25) and visit.digest()
    visit.go_to(30)
    visit.go_to(25)
    assert visit.digest() == changed
    fresh = Session(visit.plain, seed=5, changes=visit.run.changes)
    fresh.go_to(25)
    assert fresh.digest() == changed


def test_a_later_event_waits_for_its_date_and_the_past_is_closed(visit: Session) -> None:
    visit.go_to(10)
    name, event = asked(visit, "preemption", choice="yes", date=visit.run.roster.date(15))
    visit.happen(name, event)
    plain = Session(visit.plain, seed=5)
    assert visit.go_to(15) and plain.go_to(15) and visit.digest() == plain.digest()
    assert visit.go_to(16) and plain.go_to(16) and visit.digest() != plain.digest()
    before = visit.run
    with pytest.raises(ScenarioError, match="is past"):
        visit.happen(*asked(visit, "preemption", choice="no", date=visit.run.roster.date(15)))
    with pytest.raises(ScenarioError, match="is past"):
        visit.remove(name)
    with pytest.raises(ScenarioError, match="not added"):
        visit.remove("nonsense")
    assert visit.run is before


@pytest.mark.parametrize(
    ("key", "more", "told"),
    [
        ("nonsense", {}, "no such event"),
        ("withdrawal", {"who": "Atlantis"}, "Atlantis"),
        ("withdrawal", {"issues": ["nonsense"]}, "nonsense"),
        ("consent", {"choice": "nonsense"}, "no choice"),
        ("slump", {"number": "much"}, "no number"),
        ("slump", {"number": -3}, "too small"),
        ("summit", {"date": "tomorrow"}, "tomorrow"),
        ("summit", {"date": "1066-10"}, "1066-10"),
    ],
)
def test_a_wrong_form_is_refused_and_nothing_changes(visit: Session, key: str, more: dict[str, Any], told: str) -> None:
    visit.go_to(2)
    board, before = Board(visit), visit.run
    form = {"key": key, "who": visit.run.roster.names[-1], "issues": ["climate"], "date": visit.run.roster.date(2)}
    board.happen(form | FILLED.get(key, {}) | more)
    assert board.trouble.value is not None and told in board.trouble.value.cause and not board.trouble.value.place
    assert visit.run is before


def seat_with_proposals(visit: Session) -> int:
    """The actor that signs most from month 3 on."""
    plain = Session(visit.plain, seed=visit.run.seed)
    plain.go_to(30)
    log = plain._world.state.ledger.events
    signed = (log.kind == Event.SIGNED) & (log.month >= 3)
    return int(np.bincount(np.concatenate([log.actor[signed], log.other[signed]])).argmax())


def test_time_stops_for_proposals_and_a_yes_to_all_is_the_run_as_it_was(visit: Session) -> None:
    seat = seat_with_proposals(visit)
    plain = Session(visit.plain, seed=5)
    plain.go_to(20)
    visit.go_to(3)
    visit.sit(seat)
    while visit.now.month < 20:
        visit.step()
        for each in visit.waiting:
            assert each.month == visit.now.month
            assert all(0.0 < depth <= 1.0 for depth in each.terms) and len(each.terms) == len(each.issues) > 0
            visit.answer(each.partner, accepted=True)
    assert visit.digest() == plain.digest() and visit.words and not visit.run.changes
    assert all(word.picture.agreed for word in visit.words)


def test_a_no_is_in_the_ledger_and_replays_the_same(visit: Session) -> None:
    seat = seat_with_proposals(visit)
    visit.go_to(3)
    visit.sit(seat)
    visit.go_to(30)
    (first, *_) = visit.waiting
    assert visit.now.month == first.month < 30
    with pytest.raises(LookupError, match="no terms of this partner"):
        visit.answer(seat, accepted=True)
    for each in visit.waiting:
        visit.answer(each.partner, accepted=each is not first)
    visit.step()
    assert visit.now.month == first.month + 1
    log = visit._world.state.ledger.events
    no = (log.kind == Event.FAILED) & (log.detail == Reason.REFUSED_BY_SEAT)
    assert {int(log.actor[no][0]), int(log.other[no][0])} == {seat, first.partner} and no.sum() == 1
    digest = visit.digest()
    visit.go_to(0)
    visit.go_to(first.month + 1)
    assert visit.digest() == digest and not visit.waiting
    other = Session(visit.plain, seed=5, changes=visit.run.changes)
    other.go_to(first.month + 1)
    assert other.digest() == digest
    visit.take_back(0)
    assert visit.now.month == first.month and not visit.run.changes
    visit.step()
    assert [each.partner for each in visit.waiting][:1] == [first.partner]
    visit.sit(None)
    visit.go_to(20)
    plain = Session(visit.plain, seed=5)
    plain.go_to(20)
    assert visit.digest() == plain.digest()


def test_another_luck_knows_no_seat(visit: Session) -> None:
    visit.sit(0)
    visit.restart()
    assert visit.seat == 0
    visit.restart(seed=9)
    assert visit.seat is None and not visit.words
    with pytest.raises(LookupError, match="want 0"):
        visit.sit(10_000)


def test_the_page_lets_things_happen(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(6)
    visit.tab("intervene")
    page.select_option(".pd-event-kind", "consent")
    page.fill(".pd-event-who-field", str(visit.map("map.names[map.g.cities]")))
    page.click(".pd-intervene .pd-key >> text=climate")
    page.click(".pd-happen")
    expect(page.locator(".pd-added")).to_contain_text("consent becomes required on climate (2016-07)")
    expect(page.locator(".pd-mark")).to_have_count(2)
    page.wait_for_function("decodeURIComponent(location.search).includes('kind = \"law\"')")
    page.click(".pd-step")
    visit.month(7)
    page.wait_for_function("location.search.includes('month=7')")
    other = visitor(page.url)
    other.month(7)
    for each in (visit, other):
        each.tab("share")
    digest = page.locator(".pd-digest").inner_text()
    expect(other.page.locator(".pd-digest")).to_have_text(digest)
    visit.tab("intervene")
    page.fill(".pd-event-who-field", "Atlantis")
    page.click(".pd-happen")
    expect(page.locator("[role=alert]")).to_contain_text("Atlantis")
    page.click(".pd-close")
    page.click(".pd-back")
    visit.month(6)
    page.click(".pd-added button")
    expect(page.locator(".pd-mark")).to_have_count(1)


def test_the_page_asks_whoever_sits(visitor: Visitor, address: str, served: Scenario) -> None:
    twin = Session(served, seed=4)
    name = twin.run.roster.names[seat_with_proposals(twin)]
    visit = visitor(address)
    page = visit.page
    visit.scrub(3)
    visit.tab("seat")
    page.fill(".pd-seat-of", name)
    page.click(".pd-sit")
    expect(page.locator(".pd-seat")).to_contain_text(f"You speak for {name}")
    page.locator(".pd-scrub").evaluate(
        "e => { e.value = 30; e.dispatchEvent(new Event('input')); e.dispatchEvent(new Event('change')); }"
    )
    expect(page.locator(".pd-proposal").first).to_contain_text("offers", timeout=30_000)
    waiting = page.locator(".pd-proposal").count()
    page.locator(".pd-no").first.click()
    expect(page.locator(".pd-answers li")).to_have_count(1)
    for _ in range(waiting - 1):
        page.locator(".pd-yes").first.click()
        page.wait_for_timeout(500)
    expect(page.locator(".pd-why")).to_contain_text("Zone of agreement", timeout=20_000)
    visit.tab("inspector")
    page.locator(".pd-side-a").fill(str(twin.run.roster.names[0]))
    page.locator(".pd-side-b").fill(str(twin.run.roster.names[1]))
    page.click(".pd-ask")
    expect(page.locator(".pd-why")).to_contain_text(str(twin.run.roster.names[1]))
    visit.tab("seat")
    back = page.locator(".pd-answers li button").first
    partner = back.inner_text().partition(" to ")[2].partition(";")[0]
    back.click()
    expect(page.locator(".pd-why")).to_contain_text(partner)
    page.wait_for_function("decodeURIComponent(location.search).includes('refusal')")
    page.locator(".pd-answers li >> text=take back").first.click()
    page.wait_for_function("!decodeURIComponent(location.search).includes('refusal')")
    page.click(".pd-stand")
    expect(page.locator(".pd-sit")).to_be_visible()
