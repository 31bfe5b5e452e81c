"""Ties by sub-region of the United Nations, next to those on record."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from paradiplomacy.experiments.measures.networks.ties import TieNetwork

OBSERVED: Mapping[str, float] = MappingProxyType(
    {
        "Australia and New Zealand": 0.019,
        "Central America": 0.056,
        "Eastern Africa": 0.011,
        "Eastern Asia": 0.154,
        "Eastern Europe": 0.059,
        "Middle Africa": 0.005,
        "Northern Africa": 0.042,
        "Northern America": 0.116,
        "Northern Europe": 0.036,
        "South America": 0.133,
        "South-eastern Asia": 0.045,
        "Southern Africa": 0.013,
        "Southern Asia": 0.039,
        "Southern Europe": 0.084,
        "Western Africa": 0.026,
        "Western Asia": 0.095,
        "Western Europe": 0.037,
    }
)
"""Share of the ends of ties in each region with five cities of the facts or more (Wikidata 2022, twin towns, CC0)."""
FACTOR = 1.5


def share_by_region(network: TieNetwork, regions: Sequence[str]) -> dict[str, float]:
    """Share of the ends of ties in each region; empty without ties.

    Args:
        network: The network.
        regions: (n,) the region of each city.
    """
    if not len(network.pairs):
        return {}
    ends = np.array(regions)[network.pairs.ravel()]
    return {name: float(np.mean(ends == name)) for name in sorted(set(regions))}


def near_observed(network: TieNetwork, regions: Sequence[str]) -> float:
    """Share of the observed regions whose share of the ends of ties is within ``FACTOR`` of that on record.

    NaN where no city is in any of them.
    """
    found = share_by_region(network, regions)
    compared = [(found[name], seen) for name, seen in OBSERVED.items() if name in found]
    near = [seen / FACTOR <= share <= seen * FACTOR for share, seen in compared]
    return float(np.mean(near)) if near else np.nan
