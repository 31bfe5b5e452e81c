"""A network of cities as the statistics read it: the ties, and the attributes of each place."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Floats, Keys
from paradiplomacy.model.agreements.book import TIED, Flags
from paradiplomacy.model.agreements.pairs import pairs_of
from paradiplomacy.model.vocabulary import Kind

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

Rows = NDArray[np.int64]
# The observed network that the statistics are compared with is of cities of over a million inhabitants.
MILLION = 1e6


class Places(NamedTuple):
    """Attributes of n cities.

    Attributes:
        population: (n,) inhabitants.
        place: (n, 3) unit vector on the globe.
        language: (n, words) official languages, as one bit each.
        nation: (n,) index of the nation.
        democracy: (n,) electoral democracy of the nation, 0 to 1.
        government: (n, d) position of the nation's government in world politics. In data it is the ideal point in votes
            at the United Nations; in a simulation, which has no such votes, the position on the issues weighted by
            the square root of salience.
    """

    population: Floats
    place: Floats
    language: Keys
    nation: Rows
    democracy: Floats
    government: Floats


class TieNetwork(NamedTuple):
    """Cities and their ties.

    Attributes:
        places: The cities, tied or not.
        pairs: (m, 2) rows of the cities that are tied: each pair once, the lower row first.
    """

    places: Places
    pairs: Rows


def network_of(places: Places, first: Rows, second: Rows) -> TieNetwork:
    """Build a network, leaving out repeated ties and ties of a city with itself."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    pairs = np.stack([low, high], axis=1)[low != high]
    return TieNetwork(places, np.unique(pairs, axis=0).reshape(-1, 2).astype(np.int64))


def among(network: TieNetwork, least: float = MILLION) -> TieNetwork:
    """Restrict a network to cities with at least ``least`` inhabitants."""
    large = network.places.population >= least
    row = np.cumsum(large) - 1
    pairs = network.pairs[large[network.pairs].all(axis=1)]
    columns = {name: column[large] for name, column in network.places._asdict().items()}
    return TieNetwork(Places(**columns), row[pairs])


def of_world(world: "World") -> TieNetwork:
    """Build the network of a world: two cities are tied by an agreement in force, dormant or suspended."""
    book = world.state.book.rows
    return _joined(world, TIED[book.status])


def at_start(world: "World") -> TieNetwork:
    """Build the network when the burn-in began, among the cities as they are now."""
    months = world.state.ledger.events.month
    return _joined(world, world.state.book.rows.opened < (months[0] if len(months) else 0))


def _joined(world: "World", which: Flags) -> TieNetwork:
    """Build the network of the city-city agreements among these."""
    state = world.state
    actors, book, n = state.actors, state.book.rows, state.n_cities
    home = actors.nation[:n]
    # The observed network has cities only, so that agreements with nations are left out.
    tied = np.flatnonzero(which & (book.kind == Kind.CITY_CITY))
    places = Places(
        population=actors.population[:n].copy(),
        place=actors.place[:n].copy(),
        language=actors.language[:n].copy(),
        nation=home.astype(np.int64),
        democracy=actors.democracy[:n].copy(),
        government=np.sqrt(actors.salience[home]) * actors.position[home],
    )
    # Everybody in an agreement of several is tied to everybody else.
    party = state.book.parties.actor[pairs_of(state.book, tied).pairs].astype(np.int64)
    return network_of(places, party[:, 0], party[:, 1])
