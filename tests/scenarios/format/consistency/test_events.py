"""Dated events: not before the start, and free of the faults that their kind defines."""

from collections.abc import Callable

from paradiplomacy.model.events.shock import Shock
from paradiplomacy.scenarios.format.consistency.events import check_events
from paradiplomacy.scenarios.format.scenario import Override

Noted = Callable[..., list[str]]
START = "2010-01"
SHOCK = Shock(date=START, name="x", who=("FRA",), column="trust", add=0.1)
EARLY = Shock(date="1999-12", name="x", who=("FRA",), column="trust", add=0.1)
VAGUE = Shock(date=START, name="x", who=("FRA",), column="trust", add=0.1, issues=("climate",))


def test_what_happens_from_the_start_on_has_no_problem(noted: Noted) -> None:
    actors = (Override(who="FRA", next_election=START), Override(who="FRA", trust=0.5))
    assert noted(check_events, events=(SHOCK,), actors=actors) == []


def test_dates_before_the_start_are_noted(noted: Noted) -> None:
    actors = (Override(who="FRA", next_election="1999-12"),)
    expected = f'"1999-12" is before the start, expected {START} or later'
    assert noted(check_events, events=(SHOCK, EARLY), actors=actors) == [
        f"actors[0].next_election: {expected}",
        f"events[1].date: {expected}",
    ]


def test_a_kind_of_event_notes_its_own_faults(noted: Noted) -> None:
    (line,) = noted(check_events, events=(VAGUE,))
    assert line.startswith("events[0].issues: trust does not differ by issue")


def test_a_fault_that_follows_from_a_wrong_key_is_not_noted(noted: Noted) -> None:
    known = (("events", 0, "column"),)
    assert noted(check_events, known=known, events=(VAGUE,)) == []


def test_an_event_of_a_wrong_kind_is_not_asked_for_faults(noted: Noted) -> None:
    assert noted(check_events, known=(("events", 0, "kind"),), events=(VAGUE,)) == []


def test_no_date_is_before_a_start_that_is_wrong(noted: Noted) -> None:
    assert noted(check_events, known=(("start",),), events=(EARLY,)) == []
