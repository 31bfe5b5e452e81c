"""Networks to beat: the same degrees with partners at random, and gravity alone."""

import numpy as np

from paradiplomacy.experiments.measures.networks.gravity import all_pairs, chances, gravity
from paradiplomacy.experiments.measures.networks.structure import graph
from paradiplomacy.experiments.measures.networks.ties import TieNetwork, network_of

SWAPS = 10
"""Swaps for each tie: the usual number after which nothing of the old partners is left (Milo et al. 2003)."""


def rewired(network: TieNetwork, seed: int) -> TieNetwork:
    """The network after random swaps of partners: every degree stays. Too small a network is returned as it is."""
    import networkx as nx

    made = graph(network)
    if len(network.pairs) < 4:
        return network
    wanted = SWAPS * len(network.pairs)
    nx.double_edge_swap(made, nswap=wanted, max_tries=100 * wanted, seed=seed)
    pairs = np.array(sorted(made.edges()), dtype=np.int64)
    return network_of(network.places, pairs[:, 0], pairs[:, 1])


def gravity_alone(network: TieNetwork, seed: int) -> TieNetwork:
    """A network drawn pair by pair from the gravity that was fitted to this one: the same places, the same pull.

    Neither lasting activity nor closure is in it.
    """
    pairs = all_pairs(len(network.places.population))
    if not len(network.pairs):
        return network
    draws = np.random.default_rng(seed).random(len(pairs))
    kept = pairs[draws < chances(network.places, pairs, gravity(network))]
    return network_of(network.places, kept[:, 0], kept[:, 1])
