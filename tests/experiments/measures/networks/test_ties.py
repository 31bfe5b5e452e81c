"""A network has each tie once, and a part of it the ties among its own cities."""

from itertools import combinations

import numpy as np

from paradiplomacy.experiments.measures.networks import gravity, ties


def test_a_repeated_or_reversed_tie_counts_once(network):
    assert network(3, [(0, 1), (1, 0), (0, 1), (2, 2)]).pairs.tolist() == [[0, 1]]


def test_restricting_to_large_cities_keeps_only_ties_among_them(network):
    whole = network(30, list(combinations(range(30), 2)))
    least = float(np.median(whole.places.population))
    part = ties.among(whole, least)
    large = np.flatnonzero(whole.places.population >= least)
    assert len(part.places.population) == len(large) < 30
    assert len(part.pairs) == len(large) * (len(large) - 1) // 2
    far = gravity.kilometres(part.places, np.array([[0, 1]]))
    assert far == gravity.kilometres(whole.places, large[None, :2])
