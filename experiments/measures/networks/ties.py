"""A network of cities as the statistics read it: the ties, and the attributes of each place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Actors, Floats, Keys
from paradiplomacy.model.agreements.book import NEVER, TIED, Flags
from paradiplomacy.model.agreements.pairs import pairs_of
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.scenarios.world.facts import table

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
        capital: (n,) 1 for the capital of a nation, else 0.
    """

    population: Floats
    place: Floats
    language: Keys
    nation: Rows
    democracy: Floats
    government: Floats
    capital: Floats


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


def restricted(network: TieNetwork, to: Flags) -> TieNetwork:
    """Restrict a network to some of its cities.

    Args:
        network: The network.
        to: (n,) whether each city stays.
    """
    row = np.cumsum(to) - 1
    pairs = network.pairs[to[network.pairs].all(axis=1)]
    columns = {name: column[to] for name, column in network.places._asdict().items()}
    return TieNetwork(Places(**columns), row[pairs])


def large_cities(identities: Sequence[str], population: Floats) -> Flags:
    """Flag the cities of over a million inhabitants: by the facts, or by the population of a city that they lack.

    By the facts, because the cities that the statistics compare have to be the same in all months and in the data.
    """
    facts = {row["id"]: float(row["population"]) for row in table("cities")}
    known = [facts.get(identity, now) for identity, now in zip(identities, population, strict=True)]
    return np.array(known) >= MILLION


def of_world(world: "World") -> TieNetwork:
    """Build the network of a world: two cities are tied by an agreement in force, dormant or suspended."""
    book = world.state.book.rows
    return _joined(world, TIED[book.status])


def at_start(world: "World") -> TieNetwork:
    """Build the network when the burn-in began, among the cities as they are now."""
    months = world.state.ledger.events.month
    return _joined(world, world.state.book.rows.opened < (months[0] if len(months) else 0))


def at_month(world: "World", month: int) -> TieNetwork:
    """Build the network as it was at the start of an earlier month, among the cities as they are now.

    Agreements of several cities, whose members change, count with all that ever took part.
    """
    book = world.state.book.rows
    # ``NEVER`` is before any month.
    begun = (book.in_force < month) & (book.in_force > NEVER)
    return _joined(world, begun & ((book.ended == NEVER) | (book.ended >= month)))


def _joined(world: "World", which: Flags) -> TieNetwork:
    """Build the network of the city-city agreements among these."""
    state = world.state
    # The observed network has cities only, so that agreements with nations are left out.
    tied = np.flatnonzero(which & (state.book.rows.kind == Kind.CITY_CITY))
    # Everybody in an agreement of several is tied to everybody else.
    party = state.book.parties.actor[pairs_of(state.book, tied).pairs].astype(np.int64)
    return network_of(places_of(state.actors, state.n_cities), party[:, 0], party[:, 1])


def places_of(actors: Actors, n: int) -> Places:
    """Copy the attributes of the first ``n`` actors, which are cities."""
    home = actors.nation[:n]
    return Places(
        population=actors.population[:n].copy(),
        place=actors.place[:n].copy(),
        language=actors.language[:n].copy(),
        nation=home.astype(np.int64),
        democracy=actors.democracy[:n].copy(),
        government=np.sqrt(actors.salience[home]) * actors.position[home],
        capital=actors.capital[:n].astype(np.float64),
    )
