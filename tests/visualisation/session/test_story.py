"""The story of a session: where the clock halts, what comes next, and stops found without moving the world."""

import pytest

from paradiplomacy.scenarios.format.scenario import Stop
from paradiplomacy.scenarios.story.filling import FilledStop
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.story import (
    Place,
    arrival,
    asked,
    following,
    found,
    membership,
    places,
    preceding,
)

LISTED = (Place(3, "a"), Place(7, "b"), Place(7, "c"), Place(9, "d"))


def test_the_clock_halts_when_the_month_of_a_stop_is_done() -> None:
    written = Stop(name="a", date="2016-03", says="", number="signed")
    assert places((written, FilledStop(6, "b", "", "", "")), "2016-01") == LISTED[:2]


@pytest.mark.parametrize(
    ("month", "wanted", "at"), [(2, None, None), (3, None, 0), (7, None, 1), (7, 2, 2), (7, 3, 1), (9, 3, 3)]
)
def test_a_reader_arrives_at_the_wanted_stop_of_a_month_or_at_the_first(
    month: int, wanted: int | None, at: int | None
) -> None:
    assert arrival(LISTED, month, wanted) == at


@pytest.mark.parametrize(
    ("month", "at", "before", "after"),
    [
        (0, None, None, 0),
        (3, 0, None, 1),
        (5, None, 0, 1),
        (7, 1, 0, 2),
        (7, 2, 1, 3),
        (9, 3, 2, None),
        (12, None, 3, None),
    ],
)
def test_stops_follow_each_other_also_within_a_month(
    month: int, at: int | None, before: int | None, after: int | None
) -> None:
    assert (preceding(LISTED, month, at), following(LISTED, month, at)) == (before, after)


def test_a_stop_says_which_question_it_answers(visit: Session) -> None:
    first, second = visit.run.roster.labels[:2]
    pair, one = FilledStop(0, "", "", "", "", why=(0, 1)), FilledStop(0, "", "", "", "", why=(0,), club="C40")
    assert asked(pair, visit.run.roster) == f"Why do {first} and {second} agree, or why not?"
    assert asked(one, visit.run.roster) == f"Why is {first} a member of C40, or why not?"
    assert asked(pair._replace(agreement=4), visit.run.roster) == f"Why did {first} and {second} sign?"
    assert asked(one._replace(why=()), visit.run.roster) == ""


def test_the_membership_of_a_city_is_explained_by_its_id() -> None:
    session = Session("us-climate-exit", changes={"search.burn_in": 0})
    row = session.run.roster.row("Houston")
    text = membership(session, FilledStop(0, "", "", "", "", why=(row,), club="Climate Mayors"))
    assert text.startswith("Houston is ") and "Climate Mayors" in text


def test_stops_are_found_to_the_end_while_the_world_stays(visit: Session) -> None:
    visit.go_to(2)
    months: list[int] = []
    stops = found(visit, months.append)
    assert months == list(range(1, 41)) and visit.now.month == 2
    assert stops and all(stop.found and 0 <= stop.month < 40 for stop in stops)
    other = Session(visit.plain, seed=visit.run.seed)
    other.go_to(40)
    assert found(other, months.append) == stops


def test_a_search_ends_on_request(visit: Session) -> None:
    def stop(month: int) -> None:
        if month == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        found(visit, stop)
