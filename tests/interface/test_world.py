"""A world made from a scenario remembers what it was made of."""

from dataclasses import replace

import pytest

from paradiplomacy import ScenarioError, World
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.read import read_text

SMALL = {"world.cities": 12, "world.nations": 3, "search.burn_in": 0, "months": 2}


def test_a_world_remembers_its_scenario_with_all_changes_its_seed_and_its_replicate() -> None:
    world = World.from_scenario("synthetic", seed=7, replicate=2, changes=SMALL)
    assert (world.origin.name, world.origin.seed, world.origin.replicate) == ("synthetic", 7, 2)
    kept = read_text(world.origin.scenario)
    assert (kept.world.cities, kept.world.nations, kept.months) == (12, 3, 2)
    assert world.horizon == 2


def test_a_scenario_may_be_given_by_name_or_as_it_is() -> None:
    scenario = read.read("synthetic")
    small = replace(scenario, world=scenario.world._replace(cities=12, nations=3), months=2)
    by_name = World.from_scenario("synthetic", changes={"world.cities": 12, "world.nations": 3, "months": 2})
    assert World.from_scenario(small).digest() == by_name.digest()


@pytest.mark.parametrize("numbers", [{"seed": -1}, {"seed": 2**63}, {"replicate": -1}])
def test_a_number_out_of_range_is_refused_before_anything_is_built(numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(numbers))):
        World.from_scenario("synthetic", changes=SMALL, **numbers)


def test_a_wrong_change_is_refused() -> None:
    with pytest.raises(ScenarioError, match="did you mean"):
        World.from_scenario("synthetic", changes={"world.citis": 12})
