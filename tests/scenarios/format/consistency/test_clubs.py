"""Clubs and treaties: each name once, a known rule, and members of the level that the kind allows."""

from collections.abc import Callable

import pytest

from paradiplomacy.scenarios.format.consistency.clubs import check_clubs, known_charters
from paradiplomacy.scenarios.format.scenario import Club

Noted = Callable[..., list[str]]
CLUB = Club(name="league", founded="2016-01", invited=("cities",))


@pytest.mark.parametrize(
    "club",
    [
        CLUB,
        CLUB._replace(kind="nation treaty", invited=("nations", "FRA")),
        CLUB._replace(kind="mixed club", invited=("cities", "nations")),
        CLUB._replace(charter=known_charters()[0]),
        CLUB._replace(opened="2016-01"),
    ],
)
def test_a_valid_club_has_no_problem(noted: Noted, club: Club) -> None:
    assert noted(check_clubs, clubs=(club, CLUB._replace(name="other"))) == []


@pytest.mark.parametrize(
    ("club", "message"),
    [
        (CLUB._replace(invited=("FRA",)), 'invited[0]: "FRA" in a city club, expected cities in a city club'),
        (
            CLUB._replace(kind="nation treaty", invited=("nations",), members=("FRA", "Paris")),
            'members[1]: "Paris" in a nation treaty, expected nations in a nation treaty',
        ),
        (CLUB._replace(opened="2015-12"), "opened: opened in 2015-12, expected 2016-01 or later"),
        (CLUB._replace(charter="medium"), 'charter: unknown rule "medium", did you mean median?'),
        (
            CLUB._replace(invited=()),
            'invited: no invited actors, expected invited = ["FRA"] or another list of cities, nations or groups',
        ),
    ],
)
def test_a_member_of_the_wrong_level_and_an_unknown_rule_are_noted(noted: Noted, club: Club, message: str) -> None:
    assert noted(check_clubs, clubs=(club,)) == [f"clubs[0].{message}"]


def test_a_name_is_given_once(noted: Noted) -> None:
    (line,) = noted(check_clubs, clubs=(CLUB, CLUB))
    assert line == 'clubs[1].name: duplicate name "league", expected each of the clubs once'


def test_members_are_not_judged_by_a_kind_that_is_wrong(noted: Noted) -> None:
    assert noted(check_clubs, known=(("clubs", 0, "kind"),), clubs=(CLUB._replace(invited=("FRA",)),)) == []
