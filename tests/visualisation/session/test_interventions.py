"""Interventions: added events are data of the scenario, and replay the same."""

import pytest
from shown import FILLED

from paradiplomacy.model.events import KINDS
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.session.interventions import OFFERS, event_of, groups_in, offered
from paradiplomacy.visualisation.session.session import Session


def asked(visit: Session, key: str, **more: object) -> tuple[str, dict[str, object]]:
    form = {"key": key, "who": visit.run.roster.names[-1], "issues": ["climate"], "choice": "", "number": ""}
    return event_of(form | {"date": visit.run.roster.date(visit.now.month)} | more, visit.run.roster)


def test_every_form_that_a_kind_of_event_declares_is_offered() -> None:
    declared = {form.key: form for kind in KINDS.values() for form in kind.forms}
    assert set(declared) == {each["key"] for each in offered()} == set(FILLED)
    for each in offered():
        form = declared[str(each["key"])]
        assert each["label"] == form.label and [word for word, _ in each["choices"]] == list(form.choices)


@pytest.mark.parametrize("key", OFFERS)
def test_every_event_of_the_list_happens_and_replays_the_same(visit: Session, key: str) -> None:
    visit.go_to(14)
    untouched = visit.digest()
    name, event = asked(visit, key, **FILLED[key])
    visit.add_event(name, event)
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
    visit.remove_event(name)
    visit.go_to(20)
    assert visit.digest() == plain.digest() and not visit.run.changes


def test_what_had_been_played_beyond_an_event_is_forgotten(visit: Session) -> None:
    visit.go_to(30)
    visit.go_to(14)
    visit.add_event(*asked(visit, "consent", choice="required", who="nations"))
    changed = visit.go_to(25) and visit.digest()
    visit.go_to(30)
    visit.go_to(25)
    assert visit.digest() == changed
    fresh = Session(visit.plain, seed=5, changes=visit.run.changes)
    fresh.go_to(25)
    assert fresh.digest() == changed


def test_a_later_event_waits_for_its_date_and_the_past_is_closed(visit: Session) -> None:
    visit.go_to(10)
    name, event = asked(visit, "statute", choice="bar all", date=visit.run.roster.date(15))
    visit.add_event(name, event)
    plain = Session(visit.plain, seed=5)
    assert visit.go_to(15) and plain.go_to(15) and visit.digest() == plain.digest()
    assert visit.go_to(16) and plain.go_to(16) and visit.digest() != plain.digest()
    before = visit.run
    with pytest.raises(ScenarioError, match="is past"):
        visit.add_event(*asked(visit, "statute", choice="none", date=visit.run.roster.date(15)))
    with pytest.raises(ScenarioError, match="is past"):
        visit.remove_event(name)
    with pytest.raises(ScenarioError, match="not added"):
        visit.remove_event("nonsense")
    assert visit.run is before


def test_only_groups_with_a_member_in_the_world_are_offered() -> None:
    three = change.apply(read.read("baseline"), {"world.cities": 5, "world.nations": 3})
    found = groups_in(three)
    assert groups_in(read.read("synthetic")) == ["cities", "nations"]
    assert "eu" not in found and {"c40", "g20", "cities"} <= set(found)
