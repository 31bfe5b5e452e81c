"""Null models keep what they promise and nothing else."""

from itertools import combinations

import numpy as np

from paradiplomacy.experiments.measures.networks import nulls, structure


def test_rewiring_keeps_every_degree_and_breaks_triangles(network):
    cliques = [(a + 6 * c, b + 6 * c) for c in range(10) for a, b in combinations(range(6), 2)]
    made = network(60, cliques)
    shuffled = nulls.rewired(made, seed=2)
    assert np.array_equal(structure.degrees(shuffled), structure.degrees(made))
    assert structure.transitivity(made) == 1.0
    assert structure.transitivity(shuffled) < 0.3
    assert np.array_equal(shuffled.pairs, nulls.rewired(made, seed=2).pairs)


def test_gravity_alone_keeps_the_expected_number_of_ties(network):
    rng = np.random.default_rng(5)
    made = network(80, [tuple(pair) for pair in rng.integers(0, 80, size=(300, 2)).tolist()])
    drawn = np.array([len(nulls.gravity_alone(made, seed).pairs) for seed in range(40)])
    error = drawn.std(ddof=1) / np.sqrt(40)
    assert abs(drawn.mean() - len(made.pairs)) < 4 * error
