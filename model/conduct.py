"""Conduct of city diplomacy: antagonism and classes of acts, and the divergence of cities from their nations."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Parties, Shelf
from paradiplomacy.model.month import Month, month_of
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
def ties_of(actors: int, shelf: Shelf) -> Ints:
    """Return the number of agreements in force of each actor."""
    book, parties, ties = shelf.agreements, shelf.parties, np.zeros(actors, dtype=np.int32)
    for row in shelf.live[: shelf.listed[0]]:
        if book.status[row] == IN_FORCE:
            for p in range(book.first[row], book.first[row] + book.size[row]):
                if parties.status[p] != LEFT:
                    ties[parties.actor[p]] += 1
    return ties


@compiled
def conduct_of(month: Month) -> Conduct:
    """Return the conduct of city diplomacy."""
    actors, book, parties = month.actors, month.desk.shelf.agreements, month.desk.shelf.parties
    total, acts = np.zeros(actors.key.size), np.zeros(actors.key.size)
    classes = np.zeros((CLASSES, actors.key.size), dtype=np.int32)
    for row in range(month.desk.shelf.filled[0]):
        # ``NEVER`` is below every month, so unsigned negotiations drop out of this comparison.
        if book.signed[row] <= month.month - WINDOW:
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
    for i in range(actors.key.size):
        # NaN, not 0, where there was no act: an actor without acts is not a conciliatory one.
        total[i] = total[i] / acts[i] if acts[i] > 0.0 else np.nan
    return Conduct(total, classes, ties_of(actors.key.size, month.desk.shelf))


def conduct(state: State) -> Conduct:
    """Return the conduct of city diplomacy in the acts of the last two years."""
    return conduct_of(month_of(state))


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
