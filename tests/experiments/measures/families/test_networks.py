"""Measures of networks are statistics of the ties of a world, and null models are reproducible."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.families import networks
from paradiplomacy.experiments.measures.networks import structure, ties
from paradiplomacy.experiments.measures.registry import MEASURES, fault, measure


def test_shapes_are_statistics_of_the_ties_among_large_cities(lively: World) -> None:
    found = networks.restricted(lively, ties.of_world(lively))
    assert len(found.pairs) > 0
    assert measure("ties_density").of(lively) == structure.density(found)
    assert measure("ties_few").of(lively) == structure.few_ties(found)
    assert measure("partners_2").of(lively) == np.mean(structure.degrees(found) >= 2)


@pytest.mark.parametrize("null", networks.NULLS)
def test_a_null_model_is_the_same_each_time(null: str, lively: World) -> None:
    first = networks.network(lively, null).pairs
    networks._null.cache_clear()
    assert np.array_equal(networks.network(lively, null).pairs, first)


def test_a_measure_follows_the_world_month_by_month() -> None:
    world = World.from_scenario(
        "synthetic", seed=3, changes={"world.cities": 60, "world.nations": 4, "search.hazard": -1.0}
    )
    densities = []
    for _ in range(3):
        world.run(months=4)
        densities.append(measure("ties_density").of(world))
        assert densities[-1] == structure.density(networks.restricted(world, ties.of_world(world)))
    assert len(set(densities)) > 1


def test_a_network_statistic_cannot_be_restricted() -> None:
    assert fault("ties_few of USA on climate") == (
        '"ties_few" cannot be restricted to actors (of) or to issues (on)',
        "it is a statistic of the network of all large cities",
    )
    assert all(not MEASURES[name].by for name in networks.FAMILY.measures)
