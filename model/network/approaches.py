"""Approaches: when actors turn to those whom they may approach, and which approaches open a negotiation."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.chance import u01
from paradiplomacy.model.network.potential import WINDOW, Factors, Pairs, Potential, bound_on, growth_until
from paradiplomacy.model.network.prospects import need_of
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.parameters import Search
from paradiplomacy.model.vocabulary import Status

NEGOTIATING = int(Status.NEGOTIATING)


@inner
def _hazard_now(
    actors: Actors, n_cities: int, ties: Network, i: int, j: int, hazard: float, now: Factors, stamp: Ints
) -> float:
    """Return the hazard of a pair this month.

    That of a city and its own nation grows with its need; the trend and a common partner multiply it by their factors.
    ``stamp`` holds i + 1 at the partners of i. Inner rules take columns one by one, hence the eight arguments.
    """
    if actors.nation[i] == j:
        return hazard * need_of(actors, i)
    if i < n_cities and j < n_cities:
        hazard *= now.growth
    # Closure was estimated on ties between cities, so it applies within one level of government only.
    if (i < n_cities) == (j < n_cities):
        for near in range(ties.first[j], ties.first[j + 1]):
            if stamp[ties.partner[near]] == i + 1:
                return hazard * now.closure
    return hazard


@inner
def _waits(
    actors: Actors, n_cities: int, pairs: Pairs, clock: Floats, ties: Network, now: Factors, wait: Floats
) -> None:
    """Fill the waiting times of pairs at the hazards of this month, in months; those of 1 or more are no approach.

    Compiled code accepts no keywords and fills arrays, hence the seven arguments.
    """
    # A common partner is found by marking the partners of i once, instead of comparing two lists for each pair.
    stamp = np.zeros(actors.key.shape[0], dtype=np.int32)
    marked = -1
    for c in range(clock.shape[0]):
        i = pairs.who[c]
        # No hazard of the month can be larger, and looking for a common partner is the slow part.
        if clock[c] >= bound_on(n_cities, i, pairs.whom[c], pairs.hazard[c], now):
            wait[c] = math.inf
            continue
        if i != marked:
            for near in range(ties.first[i], ties.first[i + 1]):
                stamp[ties.partner[near]] = i + 1
            marked = i
        hazard = _hazard_now(actors, n_cities, ties, i, pairs.whom[c], pairs.hazard[c], now, stamp)
        wait[c] = clock[c] / hazard if hazard > 0.0 else math.inf


@inner
def _clocks(keys: Keys, pairs: Pairs, key: np.uint64, clock: Floats) -> None:
    """Fill this month's unit-exponential waiting times of pairs."""
    for c in range(clock.shape[0]):
        clock[c] = -math.log(1.0 - u01(key, keys[pairs.who[c]], keys[pairs.whom[c]]))


@compiled
def approaches(
    actors: Actors, n_cities: int, potential: Potential, ties: Network, search: Search, key: np.uint64, month: int
) -> tuple[Ints, Ints, Floats]:
    """Return all approaches of a month: the approaching actor, the other, and the time within the month (0 to 1).

    Actor i approaches j where an exponential waiting time with the pair's hazard of the month ends within the month.

    Args:
        actors: The columns.
        n_cities: Number of cities.
        potential: The potential approaches of the window of the month.
        ties: Network of ties at the start of the month.
        search: Parameters of the search, as in ``potential``.
        key: Key of the draws of this month, for the pairs that are asked every month.
        month: The month.
    """
    number, frequent = month - potential.window * WINDOW, potential.frequent
    start, stop = potential.first[number], potential.first[number + 1]
    few, often = stop - start, frequent.who.shape[0]
    clock, wait = np.empty(few + often), np.empty(few + often)
    who, whom = np.empty(few + often, dtype=np.int32), np.empty(few + often, dtype=np.int32)
    now = Factors(math.exp(search.closure), growth_until(search.growth, month))
    pairs = Pairs(potential.pairs.who[start:stop], potential.pairs.whom[start:stop], potential.pairs.hazard[start:stop])
    clock[:few] = potential.clock[start:stop]
    _waits(actors, n_cities, pairs, clock[:few], ties, now, wait[:few])
    _clocks(actors.key, frequent, key, clock[few:])
    _waits(actors, n_cities, frequent, clock[few:], ties, now, wait[few:])
    who[:few], who[few:], whom[:few], whom[few:] = pairs.who, frequent.who, pairs.whom, frequent.whom
    some = np.flatnonzero(wait < 1.0)
    return who[some], whom[some], wait[some]


@inner
def admit(
    order: Rows, who: Ints, whom: Ints, capacity: Ints, book: Agreements, dealings: Network, admitted: Flags
) -> None:
    """Mark the approaches that open a negotiation, in their order in time.

    Both actors need capacity for one more negotiation this month, and a pair that negotiates already does not open a
    second negotiation.
    """
    # Capacity is spent within the month only: negotiations that are already open do not reduce it.
    free = capacity.copy()
    for at in order:
        i, j = who[at], whom[at]
        if free[i] <= 0 or free[j] <= 0:
            continue
        met = False
        for near in range(dealings.first[i], dealings.first[i + 1]):
            if dealings.partner[near] == j and book.status[dealings.agreement[near]] == NEGOTIATING:
                met = True
                break
        if met:
            continue
        admitted[at] = True
        free[i] -= 1
        free[j] -= 1


@compiled
def first_of_each_pair(who: Ints, whom: Ints, order: Rows) -> Rows:
    """Return the order without the later of two approaches within one pair."""
    pair = np.empty(order.shape[0], dtype=np.int64)
    for at in range(order.shape[0]):
        i, j = np.int64(who[order[at]]), np.int64(whom[order[at]])
        # One integer per pair, so that sorting brings the approaches of each together.
        pair[at] = (min(i, j) << 32) | max(i, j)
    together = np.argsort(pair, kind="mergesort")
    kept = np.ones(order.shape[0], dtype=np.bool_)
    for at in range(1, order.shape[0]):
        kept[together[at]] = pair[together[at]] != pair[together[at - 1]]
    return order[kept]
