"""Ties: the partners of every actor, as one compressed list of rows."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Rows


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


@compiled
def _fill(first: Rows, partner: Ints, agreement: Rows, party: Ints, which: Rows) -> None:
    for row in which:
        first[party[row, 0] + 1] += 1
        first[party[row, 1] + 1] += 1
    for i in range(1, first.shape[0]):
        first[i] += first[i - 1]
    # A copy moves on with every partner entered; ``first`` itself has to stay where each part begins.
    at = first[:-1].copy()
    for row in which:
        for side in range(2):
            i = party[row, side]
            partner[at[i]] = party[row, 1 - side]
            agreement[at[i]] = row
            at[i] += 1


def network(actors: int, party: Ints, which: Rows) -> Network:
    """Return the network of these agreements.

    Args:
        actors: Number of actors.
        party: (agreements, 2) rows of the parties.
        which: Numbers of the agreements that count.
    """
    made = Network(
        first=np.zeros(actors + 1, dtype=np.int64),
        partner=np.zeros(2 * len(which), dtype=np.int32),
        agreement=np.zeros(2 * len(which), dtype=np.int64),
    )
    _fill(made.first, made.partner, made.agreement, party, which)
    return made


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
