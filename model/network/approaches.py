"""Approaches: when actors turn to those whom they may approach, and which approaches open a negotiation."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.chance import uniforms
from paradiplomacy.model.network.prospects import Prospects, need_of
from paradiplomacy.model.network.ties import Network
from paradiplomacy.model.vocabulary import Status

NEGOTIATING = int(Status.NEGOTIATING)


@compiled
def approaches(
    actors: Actors, n_cities: int, prospects: Prospects, ties: Network, closure: float, key: np.uint64
) -> tuple[Ints, Ints, Floats]:
    """Return all approaches of a month: the approaching actor, the other, and the time within the month (0 to 1).

    Actor i approaches j where an exponential waiting time with the pair's hazard ends within the month. The hazard of a
    city and its own nation grows with its need. A common partner multiplies the hazard by exp(closure).
    The function is long because its steps share one loop.
    """
    # Compiled lists need an element to know their type; it is dropped on return.
    who, whom, when = [np.int32(0)], [np.int32(0)], [0.0]
    most = math.exp(closure)
    # A common partner is found by marking the partners of i once, instead of comparing two lists for each pair.
    stamp = np.zeros(actors.key.shape[0], dtype=np.int32)
    longest = 0
    for i in range(prospects.first.shape[0] - 1):
        longest = max(longest, prospects.first[i + 1] - prospects.first[i])
    others, draws = np.empty(longest, dtype=np.uint64), np.empty(longest)
    for i in range(prospects.first.shape[0] - 1):
        stamped = False
        start, count = prospects.first[i], prospects.first[i + 1] - prospects.first[i]
        for c in range(count):
            others[c] = actors.key[prospects.candidate[start + c]]
        uniforms(key, actors.key[i], others[:count], draws[:count])
        for c in range(count):
            at, u = start + c, draws[c]
            hazard = prospects.hazard[at]
            # 1 - exp(-h) <= h, so a draw above the largest hazard cannot lead to an approach.
            if u >= hazard * most:
                continue
            j = prospects.candidate[at]
            if actors.nation[i] == j:
                hazard *= need_of(actors, i)
            if not stamped:
                for near in range(ties.first[i], ties.first[i + 1]):
                    stamp[ties.partner[near]] = i + 1
                stamped = True
            # Closure was estimated on ties between cities, so it applies within one level of government only.
            if (i < n_cities) == (j < n_cities):
                for near in range(ties.first[j], ties.first[j + 1]):
                    if stamp[ties.partner[near]] == i + 1:
                        hazard *= most
                        break
            wait = -math.log(1.0 - u) / hazard if hazard > 0.0 else math.inf
            if wait < 1.0:
                who.append(np.int32(i))
                whom.append(np.int32(j))
                when.append(wait)
    return np.array(who[1:], dtype=np.int32), np.array(whom[1:], dtype=np.int32), np.array(when[1:])


@compiled
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


def first_of_each_pair(who: Ints, whom: Ints, order: Rows) -> Rows:
    """Return the order without the later of two approaches within one pair."""
    low, high = np.minimum(who, whom).astype(np.int64), np.maximum(who, whom).astype(np.int64)
    # One integer per pair, so that NumPy finds the first of each without a loop.
    pair = (low << 32) | high
    _, first = np.unique(pair[order], return_index=True)
    # np.unique sorts by pair; sorting the places of first occurrence restores the order of time.
    kept: Rows = order[np.sort(first)]
    return kept
