"""The observed network of ties among the cities of the facts, and the half of its pairs that estimates may use.

The observations are not part of the project: the path of the table is an argument. Its columns are ``city_a`` and ``city_b``.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Keys, empty
from paradiplomacy.experiments.measures.networks.gravity import all_pairs
from paradiplomacy.experiments.measures.networks.ties import TieNetwork, network_of, places_of
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.chance import key_of_name, u01
from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.own_data.ties import read_ties
from paradiplomacy.scenarios.world import census, traits
from paradiplomacy.scenarios.world.facts import FACTS_YEAR, region_of_nation

HALF = "the half of the pairs that estimates may use"
"""Key of the draw. The other half is for predictions only, so the key may never change."""


class Observed(NamedTuple):
    """The observed network, in the order of the ids of its cities.

    Attributes:
        identities: Ids of the cities.
        regions: (n,) sub-region of the United Nations of each.
        network: Cities and ties.
        pairs: (m, 2) all pairs of cities.
        is_estimated: (m,) whether estimates may use the pair.
    """

    identities: tuple[str, ...]
    regions: tuple[str, ...]
    network: TieNetwork
    pairs: np.ndarray
    is_estimated: Flags


def observed(file: Path) -> Observed:
    """Read the observed ties among the cities of the facts.

    Raises:
        TableError: With every problem of the table.
    """
    found = census.real(Place(), FACTS_YEAR)
    ids = [city.id for city in found.cities]
    ties = read_ties(file, {city.id: city.name for city in found.cities})
    columns = empty(len(found.everyone), 1)
    columns.key[:] = [key_of_name(actor.id) for actor in found.everyone]
    traits.place(columns, found)
    row = {identity: at for at, identity in enumerate(ids)}
    rows = np.array([(row[one], row[other]) for one, other in (tie.pair for tie in ties)], dtype=np.int64)
    region = region_of_nation()
    pairs = all_pairs(len(ids))
    return Observed(
        tuple(ids),
        tuple(region[city.nation] for city in found.cities),
        network_of(places_of(columns, len(ids)), rows[:, 0], rows[:, 1]),
        pairs,
        is_estimated(columns.key, pairs),
    )


def is_estimated(keys: Keys, pairs: np.ndarray) -> Flags:
    """Draw for each pair whether estimates may use it, by the keys of both cities: (pairs,)."""
    half = key_of_name(HALF)
    one, other = keys[pairs[:, 0]], keys[pairs[:, 1]]
    low, high = np.minimum(one, other), np.maximum(one, other)
    return np.array([u01(half, a, b) < 0.5 for a, b in zip(low, high, strict=True)])
