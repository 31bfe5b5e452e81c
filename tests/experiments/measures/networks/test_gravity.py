"""The gravity model recovers planted coefficients and maximises its likelihood."""

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks import gravity, ties


def test_gravity_recovers_the_coefficients_that_ties_were_drawn_with(network):
    planted = np.array([4.5, 0.5, -0.3, -0.5, 0.9, -1.2, -0.7, 0.2, 0.4, -0.5, 0.6])
    z = []
    for seed in range(30):
        empty = network(120, [], seed)
        pairs = gravity.all_pairs(120)
        chance = 1 / (1 + np.exp(-gravity.terms_of(empty.places, pairs) @ planted))
        drawn = pairs[np.random.default_rng(1000 + seed).random(len(pairs)) < chance]
        fitted = gravity.gravity(ties.TieNetwork(empty.places, drawn), gravity.TERMS)
        z.append((fitted.coefficient - planted) / fitted.error)
    assert np.abs(np.mean(z, axis=0)).max() < 4 / np.sqrt(30)
    assert abs(np.std(z, axis=0).mean() - 1) < 4 / np.sqrt(2 * 30 * len(planted))  # standard errors are calibrated


def test_gravity_maximises_its_likelihood(network):
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
