"""Ties: the partners of every actor, as one compressed list of rows."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.packed import packed
from paradiplomacy.model.agreements.book import ENDED, TIED, Agreements, Book, Flags, Parties, Rows, Shelf
from paradiplomacy.model.vocabulary import PartyStatus

LEFT = int(PartyStatus.WITHDRAWN)


class Network(NamedTuple):
    """The partners of all actors.

    Attributes:
        first: (actors + 1,) where each actor's partners begin: those of actor i are ``first[i]`` to ``first[i + 1]``.
        partner: Rows of the partners, one entry per agreement.
        agreement: Number of the agreement with each.
    """

    # One list with the beginning of each actor's part: compiled rules read it as plain arrays, and the partners of an
    # actor are next to each other in memory.
    first: NDArray[np.int64]
    partner: Ints
    agreement: Rows


def no_network(actors: int) -> Network:
    """Return the network without any ties."""
    nobody = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
    return Network(np.zeros(actors + 1, dtype=np.int64), *nobody)


@inner
def _inside(book: Agreements, parties: Parties, row: int) -> int:
    """Return the number of parties of an agreement that have not left."""
    count = 0
    for p in range(book.first[row], book.first[row] + book.size[row]):
        count += parties.status[p] != LEFT
    return count


@inner
def _network(actors: int, book: Agreements, parties: Parties, listed: Rows, counts: Flags) -> Network:
    """Return the network of the agreements in statuses that count: everybody has all others that have not left."""
    first = np.zeros(actors + 1, dtype=np.int64)
    for row in listed:
        if counts[book.status[row]]:
            others = _inside(book, parties, row) - 1
            for p in range(book.first[row], book.first[row] + book.size[row]):
                if parties.status[p] != LEFT:
                    first[parties.actor[p] + 1] += others
    for i in range(1, first.shape[0]):
        first[i] += first[i - 1]
    partner, agreement = np.empty(first[-1], dtype=np.int32), np.empty(first[-1], dtype=np.int64)
    # A copy moves on with every partner entered; ``first`` itself has to stay where each part begins.
    at = first[:-1].copy()
    for row in listed:
        if not counts[book.status[row]]:
            continue
        begin, end = book.first[row], book.first[row] + book.size[row]
        for p in range(begin, end):
            for q in range(begin, end):
                if p != q and parties.status[p] != LEFT and parties.status[q] != LEFT:
                    i = parties.actor[p]
                    partner[at[i]] = parties.actor[q]
                    agreement[at[i]] = row
                    at[i] += 1
    return Network(first, partner, agreement)


@compiled
def networks(actors: int, shelf: Shelf, listed: Rows) -> tuple[Network, Network]:
    """Return the network of ties (in force, dormant or suspended) and that of dealings (not ended) of some agreements."""
    ties = _network(actors, shelf.agreements, shelf.parties, listed, TIED)
    return ties, _network(actors, shelf.agreements, shelf.parties, listed, ~ENDED)


def network(actors: int, book: Book, which: Rows) -> Network:
    """Return the network of those among some agreements that have not ended.

    Args:
        actors: Number of actors.
        book: The book.
        which: Numbers of the agreements.
    """
    return networks(actors, packed(book.shelf), which)[1]


@compiled
def earlier_ties(first: Rows, partner: Ints, a: int, b: int) -> int:
    """Return the number of agreements between a and b."""
    count = 0
    for at in range(first[a], first[a + 1]):
        if partner[at] == b:
            count += 1
    return count


@compiled
def allied_cities(network: Network, i: int, n_cities: int) -> int:
    """Return the number of cities that an actor is tied to."""
    count = 0
    for at in range(network.first[i], network.first[i + 1]):
        if network.partner[at] < n_cities:
            count += 1
            # A city with several agreements counts once. Actors have few partners, so looking back is faster than a
            # set.
            for before in range(network.first[i], at):
                if network.partner[before] == network.partner[at]:
                    count -= 1
                    break
    return count
