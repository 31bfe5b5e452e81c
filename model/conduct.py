"""Conduct of city diplomacy: antagonism and classes of acts, and the divergence of cities from their nations."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Parties, Rows
from paradiplomacy.model.recorder import Conduct
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, PartyStatus

NO_ACT, LEFT = int(Diplomacy.NONE), int(PartyStatus.WITHDRAWN)
WINDOW = 24  # months


@compiled
def antagonism(actors: Actors, book: Agreements, parties: Parties, acting: Rows, total: Floats, acts: Floats) -> None:
    """Add up antagonism, salience x opposition x visibility, over acts of city diplomacy, and count the acts.

    Each act counts for its city and for its nation. Both arrays are (actors,).
    """
    for p in acting:
        if parties.diplomacy[p] == NO_ACT:
            continue
        city = parties.actor[p]
        nation = actors.nation[city]
        weight = 0.0
        for k in range(parties.terms.shape[1]):
            if parties.terms[p, k] > 0.0:
                weight += actors.salience[nation, k]
        here = weight * max(0.0, -parties.alignment[p]) * book.visibility[parties.agreement[p]]
        # An act counts for both, so that a nation's mean is over acts and not over cities.
        for actor in (city, nation):
            acts[actor] += 1.0
            total[actor] += here


@compiled
def classes(actors: Actors, parties: Parties, acting: Rows, number: Ints) -> None:
    """Count acts of city diplomacy by class, (classes, actors), for each city and for each nation's cities."""
    for p in acting:
        kind = parties.diplomacy[p]
        if kind != NO_ACT:
            city = parties.actor[p]
            number[kind, city] += 1
            number[kind, actors.nation[city]] += 1


@compiled
def ties_of(parties: Parties, which: Rows, ties: Ints) -> None:
    """Count the agreements of each actor, from the rows of parties."""
    for p in which:
        if parties.status[p] != LEFT:
            ties[parties.actor[p]] += 1


@compiled
def divergence(actors: Actors, n_cities: int) -> float:
    """Return the mean distance of cities' leaders from their nations' leaders, weighted by the cities' salience."""
    total = 0.0
    for i in range(n_cities):
        for k in range(actors.position.shape[1]):
            total += actors.salience[i, k] * abs(actors.position[i, k] - actors.position[actors.nation[i], k])
    return total / max(1, n_cities)


@compiled
def mean_of(values: Floats) -> float:
    """Return the mean, added up in the order of the rows."""
    # NumPy adds in blocks whose size depends on the machine; a fixed order gives the same bits everywhere.
    total = 0.0
    for value in values.ravel():
        total += value
    return total / max(1, values.size)


def conduct(state: State) -> Conduct:
    """Return the conduct of city diplomacy in the acts of the last two years."""
    book, actors = state.book.rows, state.actors
    # ``NEVER`` is below every month, so unsigned negotiations drop out of this comparison.
    recent = np.flatnonzero(book.signed > state.month - WINDOW) if len(book.signed) else np.zeros(0, dtype=np.int64)
    total, acts = np.zeros(state.n_actors), np.zeros(state.n_actors)
    acting = state.book.parties_of(recent)
    antagonism(actors, book, state.book.parties, acting, total, acts)
    number = np.zeros((len(Diplomacy), state.n_actors), dtype=np.int32)
    classes(actors, state.book.parties, acting, number)
    # NaN, not 0, where there was no act: an actor without acts is not a conciliatory one.
    index = np.full(state.n_actors, np.nan)
    np.divide(total, acts, out=index, where=acts > 0)
    known = {kind.name.lower(): number[kind] for kind in Diplomacy if kind is not Diplomacy.NONE}
    return Conduct(index, known)
