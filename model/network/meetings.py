"""Meetings at a summit: which invitees negotiate with each other."""

import numpy as np

from paradiplomacy.agents.columns import Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.chance import NOBODY, Purpose, u01
from paradiplomacy.model.network.approaches import first_of_each_pair
from paradiplomacy.model.state import State

LARGE = 1000  # invitees above which only candidates nearby are compared: all pairs would take quadratic time
CANDIDATES = 64


@compiled
def meetings(
    keys: np.ndarray, who: Ints, count: int, key: np.uint64, first: Ints, second: Ints, when: np.ndarray
) -> None:
    """Fill in the ``count`` others whom each invitee of a summit meets: the first in a race of draws keyed by pair."""
    others = who.shape[0]
    time = np.empty(others)
    at = 0
    for a in range(others):
        for b in range(others):
            # Draws are at most 1, so 2 marks the invitee itself and 3 those who have been chosen.
            time[b] = 2.0 if a == b else u01(key, keys[who[a]], keys[who[b]])
        for _ in range(count):
            best = int(time.argmin())
            first[at], second[at], when[at] = who[a], who[best], time[best]
            time[best] = 3.0
            at += 1


@compiled
def meetings_of_many(
    keys: np.ndarray,
    who: Ints,
    count: int,
    candidates: int,
    key: np.uint64,
    place_key: np.uint64,
    first: Ints,
    second: Ints,
    when: np.ndarray,
) -> int:
    """Fill in the meetings at a large summit, where each invitee meets others nearby; return their number.

    Invitees are placed on a ring by a draw keyed by the actor. Each draws ``candidates`` points of the ring, and the
    race is among the invitees next to those points. One more invitee therefore changes only its own meetings and
    those of the invitees that it displaces. (A compiled kernel fills arrays, hence its many parameters.)
    """
    others = who.shape[0]
    places = np.empty(others)
    for a in range(others):
        places[a] = u01(place_key, keys[who[a]], NOBODY)
    # A stable sort, so that equal places have one order on every machine.
    ring = np.argsort(places, kind="mergesort")
    places = places[ring]
    near, time = np.empty(candidates, dtype=np.int64), np.empty(candidates)
    at = 0
    for a in range(others):
        for t in range(candidates):
            point = u01(place_key, keys[who[a]], np.uint64(t + 1))
            # Beyond the last place the ring begins again.
            near[t] = ring[np.searchsorted(places, point) % others]
            b = near[t]
            time[t] = 2.0 if a == b else u01(key, keys[who[a]], keys[who[b]])
        for _ in range(count):
            best = int(time.argmin())
            # Several points may lead to the same invitee, so there can be fewer than ``count`` to meet.
            if time[best] >= 2.0:
                break
            first[at], second[at], when[at] = who[a], who[near[best]], time[best]
            at += 1
            for t in range(candidates):
                if near[t] == near[best]:
                    time[t] = 3.0
    return at


def pairs_that_meet(state: State, who: Ints, count: int) -> tuple[Ints, Ints]:
    """Return both sides of the meetings at a summit, each pair once, in the order of their draws.

    Args:
        state: The world.
        who: Rows of the invitees.
        count: Others whom each invitee meets; no meetings where it is below 1.
    """
    size = len(who) * max(0, count)
    first, second = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    when = np.zeros(size)
    if size == 0:
        return first, second
    key, keys = state.key(Purpose.SUMMIT), state.actors.key
    if len(who) <= LARGE:
        meetings(keys, who, count, key, first, second, when)
    else:
        # A second key, so that where invitees are on the ring does not decide whom they meet first.
        candidates, place_key = max(CANDIDATES, 2 * count), state.key(Purpose.SUMMIT, 1)
        made = meetings_of_many(keys, who, count, candidates, key, place_key, first, second, when)
        first, second, when = first[:made], second[:made], when[:made]
    # Equal times are ordered by row: the order of meetings has to be defined, because capacity may run out.
    order = first_of_each_pair(first, second, np.lexsort((second, first, when)))
    return first[order], second[order]
