"""Names: each given once in a valid form, and each used one of something that exists."""

from collections.abc import Callable

import pytest

from paradiplomacy.model.events.election import Election
from paradiplomacy.model.events.exit import Exit
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.consistency.names import check_names
from paradiplomacy.scenarios.format.scenario import Club, Override, Place, Scenario

Noted = Callable[..., list[str]]
CLUB = Club(name="league", founded="2016-01", invited=("Paris",))


@pytest.fixture
def plain() -> Scenario:
    return read.read("baseline")


def test_a_valid_scenario_has_no_problem(noted: Noted) -> None:
    events = (Exit(date="2016-01", name="x", who=("FRA",), club="league"),)
    actors = (Override(who="FRA", position={"climate": 0.5}, party="centre"),)
    assert noted(check_names, clubs=(CLUB,), events=events, actors=actors) == []


def test_a_name_is_given_once_and_is_short_and_plain(noted: Noted, plain: Scenario) -> None:
    climate, trade, *_ = plain.issues
    issues = (climate, trade._replace(name=climate.name), trade._replace(name="of trade"))
    assert noted(check_names, issues=issues, parties=plain.parties[:1], actors=(), events=()) == [
        f'issues[1].name: duplicate name "{climate.name}", expected each of the issues once',
        'issues[2].name: "of trade" is not a valid name, expected at most 40 letters, digits, _ or -',
    ]


def test_without_issues_it_is_their_absence_that_is_noted(noted: Noted) -> None:
    (line,) = noted(check_names, issues=(), actors=(), events=())
    assert line.startswith("issues: no issues, expected at least one [[issues]]")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"actors": (Override(who="FRA", need={"climat": 0.5}),)}, 'actors[0].need.climat: unknown issue "climat"'),
        ({"actors": (Override(who="Pariss", trust=0.5),)}, 'actors[0].who: "Pariss": unknown city or group'),
        ({"actors": (Override(who="FRA", party="center"),)}, 'actors[0].party: unknown party "center"'),
        (
            {"events": (Exit(date="2016-01", name="x", who=("FRA",), club="leage"),), "clubs": (CLUB,)},
            'events[0].club: unknown club "leage"',
        ),
        (
            {"events": (Election(date="2016-01", name="x", who=("FRA",), party="monarchist"),)},
            'events[0].party: unknown party "monarchist"',
        ),
        ({"clubs": (CLUB._replace(host="c40"),)}, 'clubs[0].host: "c40": a group'),
        ({"world": Place(regions=("USA:californa",))}, 'world.regions[0]: unknown region "USA:californa"'),
    ],
)
def test_a_name_of_what_does_not_exist_is_noted(noted: Noted, fields: dict, message: str) -> None:
    (line,) = noted(check_names, **fields)
    assert line.startswith(f"{message}, ")


def test_uses_are_not_judged_by_a_list_that_is_wrong(noted: Noted) -> None:
    events = (Exit(date="2016-01", name="x", who=("FRA",), club="leage"),)
    assert noted(check_names, known=(("clubs", 0, "name"),), events=events, clubs=(CLUB,)) == []


@pytest.mark.parametrize(
    ("override", "message"),
    [
        (Override(who="FRA"), "actors[0]: an entry without values, expected a value such as trust = 0.6"),
        (Override(who="FRA", autonomy=0.5), 'actors[0].autonomy: "FRA" has no autonomy, only cities have autonomy'),
        (
            Override(who="Paris", consent={"climate": "required"}),
            'actors[0].consent: "Paris" has no consent, only nations have consent',
        ),
    ],
)
def test_an_override_sets_something_that_its_actors_have(noted: Noted, override: Override, message: str) -> None:
    assert noted(check_names, actors=(override,)) == [message]


@pytest.mark.parametrize("second", ["Paris", "FRA:paris"])
def test_a_list_gives_each_name_once(noted: Noted, second: str) -> None:
    clubs = (CLUB._replace(invited=("Paris", "Rome", second)),)
    assert noted(check_names, clubs=clubs, actors=(), events=()) == [
        f'clubs[0].invited[2]: "{second}" is given twice, expected each name once'
    ]
