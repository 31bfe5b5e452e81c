"""The tiny world of a scenario has its rules and its sorts of clubs, and a user's own rules are not run in it."""

from dataclasses import replace

from paradiplomacy.model.events.summit import Summit
from paradiplomacy.model.parameters import Rules
from paradiplomacy.scenarios.first_start.tiny import tiny
from paradiplomacy.scenarios.format.read import read, read_text
from paradiplomacy.scenarios.format.scenario import Club
from paradiplomacy.scenarios.format.write import to_toml


def test_every_scenario_of_the_library_has_a_tiny_world_that_can_be_read() -> None:
    for name in ("c40-paris", "synthetic", "club-mechanisms", "us-climate-exit"):
        small = tiny(read(name))
        assert replace(read_text(to_toml(small)), name=small.name, extends=small.extends) == small
        assert (small.world.kind, small.world.cities < 50) == ("synthetic", True)


def test_rules_and_parameters_are_those_of_the_scenario() -> None:
    given = read("synthetic")
    given = replace(
        given, rules=given.rules._replace(protocol="rubinstein"), response=given.response._replace(attention=0.9)
    )
    small = tiny(given)
    assert (small.rules, small.response) == (given.rules, given.response)


def test_own_rules_are_left_out() -> None:
    given = read("synthetic")
    given = replace(given, rules=given.rules._replace(protocol="nash", reply="mine.py:mine"))
    assert tiny(given).rules == given.rules._replace(reply=Rules().reply)


def test_each_sort_of_club_is_there_once_and_a_summit_if_there_is_one() -> None:
    given = read("synthetic")
    assert tiny(given).clubs == tiny(given).events == ()
    clubs = [
        Club(f"club {at}", "2000-01", ("N001:c00001",), kind)
        for at, kind in enumerate(("city club", "mixed club", "city club"))
    ]
    summit = Summit(name="meeting", date="2016-05", who=("N001",))
    small = tiny(replace(given, clubs=tuple(clubs), events=(summit,)))
    assert [(club.kind, club.invited) for club in small.clubs] == [
        ("city club", ("cities",)),
        ("mixed club", ("cities", "nations")),
    ]
    assert [type(event) for event in small.events] == [Summit]
