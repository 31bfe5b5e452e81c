"""The frame of a scenario is that of its world, and two frames differ where actors, start or horizon do."""

import pytest

from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build
from paradiplomacy.scenarios.world.frame import frame_of, world_difference

SYNTHETIC = change.apply(read.read("synthetic"), {"world.cities": 24, "world.nations": 5, "search.candidates": 64})
FACTS = read.read("baseline")


@pytest.mark.parametrize("scenario", [SYNTHETIC, FACTS])
def test_a_frame_has_the_actors_of_the_world(scenario) -> None:
    world = build.build(scenario, burn_in=False)
    frame = frame_of(scenario)
    assert frame.cities == set(world.cities)
    assert frame.nations == set(world.nations)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"world.cities": 30}, "30 cities instead of 398"),
        ({"world.nations": 25}, "25 nations instead of"),
        ({"start": "2016-01"}, "a start in 2016-01 instead of 2010-01"),
        ({"months": 1}, "a horizon of 1 instead of 240 months"),
        ({"world.regions": ["CHN:guangdong"]}, "cities instead of"),
    ],
)
def test_other_actors_start_or_horizon_make_another_world(changes, words) -> None:
    found = world_difference(change.apply(FACTS, changes), FACTS)
    assert words in found


def test_changes_that_only_fit_together_with_others_have_a_frame_too() -> None:
    found = frame_of(SYNTHETIC, {"world.cities": 7, "start": "2030-05", "months": 3, "politics.diffusion": 9.0})
    assert (len(found.cities), found.start, found.months) == (7, "2030-05", 3)
    assert frame_of(FACTS, {"world.regions": ["CHN:guangdong"]}).cities != frame_of(FACTS).cities


def test_other_rules_and_numbers_that_mean_the_same_actors_make_no_other_world() -> None:
    assert world_difference(change.apply(FACTS, {"politics.divergence_scale": 0.0}), FACTS) == ""
    assert world_difference(change.apply(FACTS, {"world.cities": 398}), FACTS) == ""
    assert world_difference(change.apply(SYNTHETIC, {"world.zipf": 1.3}), SYNTHETIC) == ""
