"""Members around a national exit are counted from the ledger."""

import numpy as np

from paradiplomacy import World
from paradiplomacy.experiments.measures import exits
from paradiplomacy.experiments.measures.chosen import choose
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.agreements.book import INSIDE


def test_members_are_those_who_joined_less_those_who_left() -> None:
    joined, left = np.array([-3, 0, 2, 5]), np.array([2])
    assert [exits.members_after(joined, left, month) for month in (-4, -3, 1, 2, 5)] == [0, 1, 2, 2, 3]


def test_without_an_exit_there_is_no_growth_after_it(networks: World) -> None:
    assert exits.exit_of_a_nation(networks) is None
    assert np.isnan(measure("members_after_exit_2").of(networks))


def test_after_an_exit_the_nations_own_city_clubs_are_counted() -> None:
    changes = {"search.hazard": -30.0, "search.stock": -30.0, "search.hazard_nation": -30.0}
    world = World.from_scenario("us-climate-exit", seed=2, changes=changes)
    world.run(months=33)
    left = exits.exit_of_a_nation(world)
    assert left is not None
    assert world.state.identities[left.nation] == "USA"
    clubs = exits.own_city_clubs(world, left.nation)
    assert len(clubs) == 1
    rows = world.state.book.parties
    everything = choose(world, measure("signed").scope)
    inside = np.count_nonzero(INSIDE[rows.status] & (rows.club == clubs[0]))
    assert exits.members_around_exit(world, everything, world.month - left.month) == inside > 0
    assert measure("members_after_exit_0").of(world) == 1.0
