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
    # Every ordered pair has its own draw, made of the keys of both actors, instead of the next number of a generator. One
    # more actor, or another parameter, therefore leaves the draws of all other pairs as they were, and two scenarios with
    # one seed differ only by what their difference causes (common random numbers).
    # A list that the compiler can type needs a first entry; it is dropped at the end.
    who, whom, when = [np.int32(0)], [np.int32(0)], [0.0]
    most = math.exp(closure)
    # Partners of i are stamped with i + 1, so that the array need not be cleared for the next actor.
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
            # Most draws exceed even the hazard with closure, which bounds the probability; only for the few that remain
            # are the partners of both compared.
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
    # One after the other, in the order of time: an approach uses up capacity that a later one then lacks. Settled all
    # at once, they would need another rule for who gives way; in parallel, the result would depend on the machine. The
    # copy leaves the column of capacities as it is for the next month.
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
    # Both rows in one integer, because single numbers are compared faster than pairs.
    pair = (low << 32) | high
    _, first = np.unique(pair[order], return_index=True)
    # np.unique sorts by pair; sorting the places of first occurrence restores the order of time.
    kept: Rows = order[np.sort(first)]
    return kept
