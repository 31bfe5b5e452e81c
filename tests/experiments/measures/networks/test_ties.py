"""A network has each tie once, and a part of it the ties among its own cities."""

from itertools import combinations

import numpy as np

from paradiplomacy import World
from paradiplomacy.experiments.measures.networks import gravity, ties


def test_a_repeated_or_reversed_tie_counts_once(network):
    assert network(3, [(0, 1), (1, 0), (0, 1), (2, 2)]).pairs.tolist() == [[0, 1]]


def test_large_cities_are_those_of_the_facts_whatever_they_have_grown_to():
    identities = ["USA:akron", "FRA:paris", "N001:0001"]
    grown, shrunk = np.full(3, 5e6), np.full(3, 5e5)
    assert ties.large_cities(identities, grown).tolist() == [False, True, True]
    assert ties.large_cities(identities, shrunk).tolist() == [False, True, False]


def test_the_network_of_a_month_is_what_it_was_in_that_month():
    changes = {"world.cities": 40, "world.nations": 5, "search.hazard": 1.0, "months": 30}
    world, seen = World.from_scenario("synthetic", seed=3, changes=changes), {}
    for _ in range(4):
        seen[world.month] = ties.of_world(world).pairs.tolist()
        world.run(months=7)
    assert len({len(pairs) for pairs in seen.values()}) > 1
    for month, pairs in seen.items():
        assert ties.at_month(world, month).pairs.tolist() == pairs, month


def test_restricting_to_large_cities_keeps_only_ties_among_them(network):
    whole = network(30, list(combinations(range(30), 2)))
    least = float(np.median(whole.places.population))
    part = ties.restricted(whole, whole.places.population >= least)
    large = np.flatnonzero(whole.places.population >= least)
    assert len(part.places.population) == len(large) < 30
    assert len(part.pairs) == len(large) * (len(large) - 1) // 2
    far = gravity.kilometres(part.places, np.array([[0, 1]]))
    assert far == gravity.kilometres(whole.places, large[None, :2])
