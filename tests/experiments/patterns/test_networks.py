"""The statistics of networks give what is known of networks that can be counted by hand, and of planted laws."""

from itertools import combinations

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks import gravity, nulls, structure, ties
from paradiplomacy.experiments.measures.networks.tail import tail

TRIANGLE = [(0, 1), (1, 2), (0, 2)]
STAR = [(0, leaf) for leaf in range(1, 6)]
COMPLETE = list(combinations(range(5), 2))


@pytest.mark.parametrize(
    ("n", "pairs", "transitivity", "assortativity", "few", "giant"),
    [
        (3, TRIANGLE, 1.0, np.nan, 0.0, 1.0),
        (6, STAR, 0.0, -1.0, 5 / 6, 1.0),
        (5, COMPLETE, 1.0, np.nan, 0.0, 1.0),
        (4, [*TRIANGLE, (2, 3)], 3 / 5, -5 / 7, 1 / 4, 1.0),
        (8, [*TRIANGLE, (4, 5)], 1.0, 1.0, 5 / 8, 3 / 5),  # three cities of the eight are linked to nobody
        (4, [], np.nan, np.nan, 1.0, np.nan),
    ],
    ids=["triangle", "star", "complete", "triangle with a tail", "triangle, pair and loners", "no ties"],
)
def test_the_shape_of_a_network_is_what_counting_by_hand_gives(
    network, n, pairs, transitivity, assortativity, few, giant
):
    made = network(n, pairs)
    assert structure.transitivity(made) == pytest.approx(transitivity, nan_ok=True)
    assert structure.assortativity(made) == pytest.approx(assortativity, nan_ok=True)
    assert structure.few_ties(made) == pytest.approx(few)
    assert structure.giant_component(made) == pytest.approx(giant, nan_ok=True)
    assert structure.density(made) == pytest.approx(len(set(pairs)) / (n * (n - 1) / 2))


def test_a_tie_counts_once_whichever_way_and_however_often_it_is_told(network):
    assert network(3, [(0, 1), (1, 0), (0, 1), (2, 2)]).pairs.tolist() == [[0, 1]]


def test_the_part_among_large_cities_keeps_their_ties_alone(network):
    whole = network(30, list(combinations(range(30), 2)))
    least = float(np.median(whole.places.population))
    part = ties.among(whole, least)
    kept = np.flatnonzero(whole.places.population >= least)
    assert len(part.places.population) == len(kept) < 30
    assert len(part.pairs) == len(kept) * (len(kept) - 1) // 2
    far = gravity.kilometres(part.places, np.array([[0, 1]]))
    assert far == gravity.kilometres(whole.places, kept[None, :2])


@pytest.mark.parametrize("exponent", [2.1, 2.6])
def test_the_tail_finds_a_planted_exponent_and_knows_its_error(exponent):
    rng = np.random.default_rng(7)
    found = [tail(rng.zipf(exponent, size=4000)) for _ in range(60)]
    z = np.array([(each.exponent - exponent) / each.error for each in found])
    assert abs(z.mean()) < 4 / np.sqrt(60)
    assert 0.7 < z.std() < 1.35  # four standard errors of a standard deviation of 60 values


def test_a_tail_needs_degrees_beyond_its_start():
    assert np.isnan(tail(np.array([1, 2, 3])).exponent)
    assert np.isnan(tail(np.array([5, 5, 5])).exponent)


def test_gravity_finds_the_coefficients_that_ties_were_drawn_with(network):
    planted = np.array([4.5, 0.5, -0.3, -0.5, 0.9, -1.2, -0.7, 0.2])
    z = []
    for seed in range(30):
        empty = network(120, [], seed)
        pairs = gravity.all_pairs(120)
        chance = 1 / (1 + np.exp(-gravity.terms_of(empty.places, pairs) @ planted))
        drawn = pairs[np.random.default_rng(1000 + seed).random(len(pairs)) < chance]
        fitted = gravity.gravity(ties.TieNetwork(empty.places, drawn), gravity.TERMS)
        z.append((fitted.coefficient - planted) / fitted.error)
    assert np.abs(np.mean(z, axis=0)).max() < 4 / np.sqrt(30)
    assert abs(np.std(z, axis=0).mean() - 1) < 4 / np.sqrt(2 * 30 * len(planted))  # the errors are what they say


def test_gravity_is_the_maximum_of_its_likelihood(network):
    rng = np.random.default_rng(3)
    made = network(40, [tuple(pair) for pair in rng.integers(0, 40, size=(120, 2)).tolist()])
    pairs = gravity.all_pairs(40)
    terms, tied = gravity.terms_of(made.places, pairs)[:, :6], gravity.is_tied(made, pairs)
    fitted = gravity.gravity(made)

    def likelihood(at):
        return float(np.sum(tied * (terms @ at) - np.logaddexp(0, terms @ at)))

    best = likelihood(fitted.coefficient)
    for term in range(6):
        for step in (-0.05, 0.05):
            assert likelihood(fitted.coefficient + step * np.eye(6)[term]) < best


def test_ties_within_a_nation_are_compared_with_all_pairs(network):
    made = network(20, [])
    pairs = gravity.all_pairs(20)
    at_home = made.places.nation[pairs[:, 0]] == made.places.nation[pairs[:, 1]]
    everybody = ties.TieNetwork(made.places, pairs)
    assert gravity.same_nation_over_random(everybody) == 1.0
    assert gravity.same_nation_over_random(ties.TieNetwork(made.places, pairs[~at_home])) == 0.0
    alone = gravity.same_nation_over_random(ties.TieNetwork(made.places, pairs[at_home]))
    assert alone == pytest.approx(1 / at_home.mean())


def test_rewiring_keeps_every_degree_and_breaks_triangles(network):
    cliques = [(a + 6 * c, b + 6 * c) for c in range(10) for a, b in combinations(range(6), 2)]
    made = network(60, cliques)
    shuffled = nulls.rewired(made, seed=2)
    assert np.array_equal(structure.degrees(shuffled), structure.degrees(made))
    assert structure.transitivity(made) == 1.0
    assert structure.transitivity(shuffled) < 0.3
    assert np.array_equal(shuffled.pairs, nulls.rewired(made, seed=2).pairs)


def test_gravity_alone_keeps_the_number_of_ties_but_for_chance(network):
    rng = np.random.default_rng(5)
    made = network(80, [tuple(pair) for pair in rng.integers(0, 80, size=(300, 2)).tolist()])
    drawn = np.array([len(nulls.gravity_alone(made, seed).pairs) for seed in range(40)])
    error = drawn.std(ddof=1) / np.sqrt(40)
    assert abs(drawn.mean() - len(made.pairs)) < 4 * error
