"""Statistics of shape agree with counting by hand."""

from itertools import combinations

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks import structure

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
        (8, [*TRIANGLE, (4, 5)], 1.0, 1.0, 5 / 8, 3 / 5),  # three of the eight cities have no ties
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
