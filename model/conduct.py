"""Conduct of city diplomacy: antagonism and classes of acts, and the divergence of cities from their nations."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Parties, Rows
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, PartyStatus, Status

NO_ACT, LEFT, IN_FORCE = int(Diplomacy.NONE), int(PartyStatus.WITHDRAWN), int(Status.IN_FORCE)
CLASSES = len(Diplomacy)
WINDOW = 24  # months


class Conduct(NamedTuple):
    """Conduct of city diplomacy towards the nation in the acts of the last two years, and present ties.

    The row of a city covers its own acts, that of a nation the acts of all its cities.

    Attributes:
        antagonism: (actors,) mean over acts of salience x opposition x visibility; NaN where there was no act.
        classes: (classes, actors) number of acts of each class (``Diplomacy``).
        ties: (actors,) number of agreements in force of each actor.
    """

    antagonism: Floats
    classes: Ints
    ties: Ints


@inner
def antagonism_of(actors: Actors, book: Agreements, parties: Parties, p: int) -> float:
    """Return the antagonism of an act of city diplomacy: salience x opposition x visibility."""
    weight = 0.0
    for k in range(parties.terms.shape[1]):
        if parties.terms[p, k] > 0.0:
            weight += actors.salience[actors.nation[parties.actor[p]], k]
    return weight * max(0.0, -parties.alignment[p]) * book.visibility[parties.agreement[p]]


@inner
def ties_of(actors: int, book: Agreements, parties: Parties, listed: Rows) -> Ints:
    """Return the number of agreements in force of each actor, from a list that has all of them."""
    ties = np.zeros(actors, dtype=np.int32)
    for row in listed:
        if book.status[row] == IN_FORCE:
            for p in range(book.first[row], book.first[row] + book.size[row]):
                if parties.status[p] != LEFT:
                    ties[parties.actor[p]] += 1
    return ties


@compiled
def conduct_of(actors: Actors, book: Agreements, filled: int, parties: Parties, listed: Rows, month: int) -> Conduct:
    """Return the conduct of city diplomacy, given the number of agreements and a list that has all live ones."""
    actors_n = actors.key.shape[0]
    total, acts = np.zeros(actors_n), np.zeros(actors_n)
    classes = np.zeros((CLASSES, actors_n), dtype=np.int32)
    for row in range(filled):
        # ``NEVER`` is below every month, so unsigned negotiations drop out of this comparison.
        if book.signed[row] <= month - WINDOW:
            continue
        for p in range(book.first[row], book.first[row] + book.size[row]):
            if parties.diplomacy[p] == NO_ACT:
                continue
            here = antagonism_of(actors, book, parties, p)
            # An act counts for both, so that a nation's mean is over acts and not over cities.
            for actor in (parties.actor[p], actors.nation[parties.actor[p]]):
                acts[actor] += 1.0
                total[actor] += here
                classes[parties.diplomacy[p], actor] += 1
    for i in range(actors_n):
        # NaN, not 0, where there was no act: an actor without acts is not a conciliatory one.
        total[i] = total[i] / acts[i] if acts[i] > 0.0 else np.nan
    return Conduct(total, classes, ties_of(actors_n, book, parties, listed))


def conduct(state: State) -> Conduct:
    """Return the conduct of city diplomacy in the acts of the last two years."""
    book = state.book
    return conduct_of(state.actors, book.rows, len(book.table), book.parties, book.listed, state.month)


@inner
def divergence(actors: Actors, n_cities: int) -> float:
    """Return the mean distance of cities' leaders from their nations' leaders, weighted by the cities' salience."""
    total = 0.0
    for i in range(n_cities):
        for k in range(actors.position.shape[1]):
            total += actors.salience[i, k] * abs(actors.position[i, k] - actors.position[actors.nation[i], k])
    return total / max(1, n_cities)


@inner
def mean_of(values: Floats) -> float:
    """Return the mean, added up in the order of the rows."""
    # NumPy adds in blocks whose size depends on the machine; a fixed order gives the same bits everywhere.
    total = 0.0
    for value in values.ravel():
        total += value
    return total / max(1, values.size)
