"""Stops as they are read: every shipped story, and stories in worlds that lack what they are about."""

import pytest

from paradiplomacy import World
from paradiplomacy.model.calendar import month_of
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Stop
from paradiplomacy.scenarios.format.write import scenario_hash, to_toml
from paradiplomacy.scenarios.story.filling import fill, stops_of
from paradiplomacy.scenarios.story.slots import MOST_WORDS, words

STORIES = [name for name in read.names() if read.read(name).stops]


@pytest.mark.parametrize("name", STORIES)
def test_a_written_story_has_five_to_seven_stops_of_one_short_sentence(name: str) -> None:
    stops = read.read(name).stops
    assert 5 <= len(stops) <= 7 and stops_of(read.read(name)) == stops
    for stop in stops:
        # A sentence with its facts is at most as long as one that is read at a glance, and ends once.
        assert words(stop.says) <= MOST_WORDS and stop.says.endswith(".") and ". " not in stop.says, stop.name
        assert stop.source or not stop.event, stop.name


@pytest.mark.slow
@pytest.mark.parametrize("name", STORIES)
def test_every_slot_of_a_written_story_is_filled(name: str) -> None:
    scenario = read.read(name)
    world = World.from_scenario(scenario, seed=1)
    for stop in stops_of(scenario):
        world.run(month_of(scenario.start, stop.date) + 1 - world.month)
        shown = fill(world.state, stop)
        assert "no data" not in shown.sentence and "{" not in shown.sentence, stop.name
        assert len(shown.sentence.split()) <= MOST_WORDS and shown.month == world.month - 1
        assert len(shown.why) == len(stop.why) and bool(shown.look) == bool(stop.look), stop.name


STORY = """
extends = "synthetic"
title = "Short"
question = "Is it read?"
months = 6
[world]
cities = 40
nations = 4
[search]
burn_in = 1
[[events]]
date = "2016-03"
kind = "summit"
name = "A meeting"
who = ["cities"]
[[stops]]
name = "They meet"
date = "2016-03"
says = "They sign {signed:agreement}."
number = "signed"
event = "A meeting"
[[stops]]
name = "Too late"
date = "2017-01"
says = "They sign {signed:agreement}."
number = "signed"
"""


def test_a_story_is_part_of_the_file_but_not_of_the_hash() -> None:
    scenario = read.read_text(STORY)
    assert read.read_text(to_toml(scenario)).stops == scenario.stops != ()
    retold = change.apply(scenario, {'stops."They meet".says': "Now {signed} sign."})
    assert retold.stops != scenario.stops and scenario_hash(retold) == scenario_hash(scenario)


def test_a_scenario_that_extends_another_has_its_own_story() -> None:
    assert not {stop.name for stop in read.read("us-climate-exit").stops} & {
        stop.name for stop in read.read("c40-paris").stops
    }


def test_the_story_goes_without_an_event_that_was_removed_and_without_months_that_are_not_reached() -> None:
    scenario = read.read_text(STORY)
    assert [stop.name for stop in stops_of(scenario)] == ["They meet"]
    removed = change.apply(scenario, {'events."A meeting"': None})
    assert [stop.name for stop in removed.stops] == ["Too late"] and stops_of(removed) == ()
    assert stops_of(change.apply(removed, {"start": "2017-02"})) == ()


def test_a_world_that_lacks_an_actor_leaves_out_its_explanation() -> None:
    scenario = read.read_text(STORY)
    world = World.from_scenario(scenario, seed=1)
    world.run(3)
    stop = Stop(name="x", date="2016-03", says="{signed:agreement}.", number="signed", why=("N001", "N999"))
    shown = fill(world.state, stop)
    assert shown.why == () and shown.sentence == f"{shown.number} agreement{'' if shown.number == '1' else 's'}."
