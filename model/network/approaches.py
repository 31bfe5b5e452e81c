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
    """All approaches of a month: who, whom, and when in the month (0 to 1) it would happen.

    Every pair of a circle has its own draw: i approaches j where an exponential waiting time with the
    pair's hazard ends within the month. A city turns to its own nation by its need. Any common partner raises the hazard by the factor exp(closure).
    """
    who, whom, when = [np.int32(0)], [np.int32(0)], [0.0]
    most = math.exp(closure)
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
            if u >= hazard * most:
                continue
            j = prospects.candidate[at]
            if actors.nation[i] == j:
                hazard *= need_of(actors, i)
            if not stamped:
                for near in range(ties.first[i], ties.first[i + 1]):
                    stamp[ties.partner[near]] = i + 1
                stamped = True
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
    """Go through the approaches in their order in time; each needs a free place on both sides.

    A pair that negotiates already does not open another negotiation.
    """
    free = capacity.copy()
    for step in range(order.shape[0]):
        at = order[step]
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
    """The order without the later of two approaches that meet."""
    low, high = np.minimum(who, whom).astype(np.int64), np.maximum(who, whom).astype(np.int64)
    pair = (low << 32) | high
    _, first = np.unique(pair[order], return_index=True)
    kept: Rows = order[np.sort(first)]
    return kept
