"""Null models that the model has to beat: the same degrees with random partners, and gravity alone."""

import numpy as np

from paradiplomacy.experiments.measures.networks.gravity import all_pairs, chances, gravity
from paradiplomacy.experiments.measures.networks.structure import graph
from paradiplomacy.experiments.measures.networks.ties import TieNetwork, network_of

# Rewiring tests whether shape follows from degrees alone; gravity alone, whether it follows from geography alone.
SWAPS = 10
"""Swaps per tie after which, by common practice, no memory of the original partners is left (Milo et al. 2003)."""


def rewired(network: TieNetwork, seed: int) -> TieNetwork:
    """Swap partners at random, preserving every degree.

    Args:
        network: The network; with fewer than four ties it is returned unchanged.
        seed: Seed of the swaps.
    """
    import networkx as nx  # imported late: designs are checked without it

    made = graph(network)
    if len(network.pairs) < 4:
        return network
    swaps = SWAPS * len(network.pairs)
    nx.double_edge_swap(made, nswap=swaps, max_tries=100 * swaps, seed=seed)
    pairs = np.array(sorted(made.edges()), dtype=np.int64)
    return network_of(network.places, pairs[:, 0], pairs[:, 1])


def gravity_alone(network: TieNetwork, seed: int) -> TieNetwork:
    """Draw a network pair by pair from a gravity model fitted to this one.

    It has the same places and the same pull between them, but neither lasting activity nor triadic closure.

    Args:
        network: The network; without ties it is returned unchanged.
        seed: Seed of the draws.
    """
    pairs = all_pairs(len(network.places.population))
    if not len(network.pairs):
        return network
    draws = np.random.default_rng(seed).random(len(pairs))
    drawn = pairs[draws < chances(network.places, pairs, gravity(network))]
    return network_of(network.places, drawn[:, 0], drawn[:, 1])
