"""Counter-based random numbers: every draw is a pure function of what it decides.

The generator is Philox 4x32 with ten rounds (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as
1, 2, 3"). The key of a draw combines the run (seed and replicate), the month, the purpose and the number of the draw;
its counter holds the stable keys of the ordered pair of actors that it concerns.

No generator is carried along, so no draw depends on another. Adding an actor, reordering a loop or changing a parameter
leaves all other draws as they were: runs with one seed share their random numbers, and differ only by what was changed.
"""

import hashlib
import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Keys
from paradiplomacy.agents.compiled import compiled, inner

# The constants of the published generator: its statistical tests hold for these numbers only.
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_WORD_SHIFT = np.uint64(11)
# 53 bits fill a double. Half a step is added to a draw, so that it is never 0 and has a finite logarithm.
_UNIT = 2.0**-53
# The largest sum below would round up to exactly 1.
_BELOW_ONE = 1.0 - _UNIT
# "paradipl" in ASCII: any constant would do, but it may never change.
_RUN_KEY = np.uint64(0x706172616469706C)
LASTING = 0  # month of draws that last through a run
NOBODY = np.uint64(0)  # second of a pair, where a draw concerns one actor


class Purpose(IntEnum):
    """The decision that a draw serves. The numbers are part of every result: they never change and are never used again."""

    ACTOR = 1
    PARTY = 2
    LEADER = 3
    TIE = 4
    CANDIDATE = 5
    APPROACH = 6
    AGENDA = 7
    FORM = 8
    ROUNDS = 9
    WIN_SET = 10
    VOTE = 11
    CONSENT = 12
    COORDINATION = 13
    SEEN = 14
    RESPONSE = 15
    REPLY = 16
    COURT = 17
    DELIVERY = 18
    BREACH = 19
    RENEWAL = 20
    DORMANCY = 21
    TURNOVER = 22
    PUBLIC = 23
    ELECTION = 24
    GROWTH = 25
    SUMMIT = 26
    PLACE = 27
    AGE = 28
    EXPLAIN = 29
    CLUB_TURN = 30
    CLUB_LOOK = 31
    CLUB_VOTE = 32
    CLUB_REVIEW = 33
    CLUB_EXPEL = 34
    WAITING = 35
    CAPACITY = 40
    THRESHOLD = 41
    STATUTE = 50
    REPEAL = 51
    VETO = 52
    RUPTURE = 53


class Stream(NamedTuple):
    """The random numbers of one run.

    Attributes:
        key: Key of the run, made of its seed and replicate.
    """

    key: np.uint64


@compiled
def _two_rounds(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64]:
    """Apply two rounds of Philox; return the counters and the keys of the next round."""
    # Written out, because a loop here would prevent the compiler from vectorising the loops of callers.
    p0 = _MULTIPLIER_0 * c0
    p1 = _MULTIPLIER_1 * c2
    c0, c1, c2, c3 = (p1 >> _HALF) ^ c1 ^ k0, p1 & _LOW, (p0 >> _HALF) ^ c3 ^ k1, p0 & _LOW
    k0 = (k0 + _WEYL_0) & _LOW
    k1 = (k1 + _WEYL_1) & _LOW
    p0 = _MULTIPLIER_0 * c0
    p1 = _MULTIPLIER_1 * c2
    c0, c1, c2, c3 = (p1 >> _HALF) ^ c1 ^ k0, p1 & _LOW, (p0 >> _HALF) ^ c3 ^ k1, p0 & _LOW
    return c0, c1, c2, c3, (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW


@compiled
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the four 32-bit words of Philox 4x32-10 for four 32-bit counters and two 32-bit keys."""
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    return c0, c1, c2, c3


@compiled
def mix(key: np.uint64, a: np.uint64, b: np.uint64) -> np.uint64:
    """Return 64 bits that depend on all three arguments."""
    w0, w1, _, _ = philox(a & _LOW, a >> _HALF, b & _LOW, b >> _HALF, key & _LOW, key >> _HALF)
    return (w0 << _HALF) | w1


@compiled
def u01(key: np.uint64, a: np.uint64, b: np.uint64) -> float:
    """Return a uniform draw from the open interval (0, 1) for the ordered pair (a, b)."""
    return min((float(mix(key, a, b) >> _WORD_SHIFT) + 0.5) * _UNIT, _BELOW_ONE)


@compiled
def uniforms(key: np.uint64, a: np.uint64, others: Keys, draws: Floats) -> None:
    """Fill uniform draws for the ordered pairs of ``a`` with many others."""
    # Filled in one loop instead of returned one by one, so that the compiler makes several draws at a time.
    for c in range(others.shape[0]):
        draws[c] = u01(key, a, others[c])


@compiled
def normal(key: np.uint64, a: np.uint64, b: np.uint64) -> float:
    """Return a standard normal draw for the ordered pair (Box and Muller 1958)."""
    w0, w1, w2, w3 = philox(a & _LOW, a >> _HALF, b & _LOW, b >> _HALF, key & _LOW, key >> _HALF)
    u = (float(((w0 << _HALF) | w1) >> _WORD_SHIFT) + 0.5) * _UNIT
    v = (float(((w2 << _HALF) | w3) >> _WORD_SHIFT) + 0.5) * _UNIT
    # The method makes two draws, of which one is dropped: remembering it for the next call would be a state.
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)


def stream_of(seed: int, replicate: int = 0) -> Stream:
    """Return the random numbers of a run.

    Args:
        seed: Root seed, 0 to 2**63 - 1.
        replicate: Number of the replicate, 0 or more.
    """
    # Mixed rather than added, so that replicate 1 of seed 1 is not replicate 0 of seed 2.
    return Stream(np.uint64(mix(_RUN_KEY, np.uint64(seed), np.uint64(replicate))))


def key_of(stream: Stream, month: int, purpose: Purpose, draw: int = 0) -> np.uint64:
    """Return the key of the draws of one purpose in one month.

    Args:
        stream: The random numbers of the run.
        month: Month of the scenario; negative in the burn-in.
        purpose: What is decided.
        draw: Number of the draw, 0 or more, where a purpose needs several.
    """
    # Compiled code takes the members of an enumeration for another type than whole numbers.
    return np.uint64(_key(stream.key, int(month), int(purpose), draw))


@inner
def key(run: np.uint64, month: int, purpose: int, draw: int) -> np.uint64:
    """Return the key of the draws of one purpose in one month, as ``key_of``, given the key of the run."""
    when, what = words_of(month, purpose, draw)
    return mix(run, when, what)


@compiled
def _key(run: np.uint64, month: int, purpose: int, draw: int) -> np.uint64:
    return key(run, month, purpose, draw)


@compiled
def words_of(month: int, purpose: int, draw: int) -> tuple[np.uint64, np.uint64]:
    """Return the two words that make the key of a run the key of these draws; adding to the second counts the draws on.

    Args:
        month: Month of the scenario, or number of a window of months; negative in the burn-in.
        purpose: What is decided.
        draw: Number of the draw, 0 or more.
    """
    # Months of the burn-in are negative; the offset makes them unsigned.
    when = np.uint64((month + 2**31) & 0xFFFFFFFF)
    # The halves do not overlap, so two purposes cannot share a draw.
    return when, np.uint64((purpose << 32) | draw)


def key_of_name(identity: str) -> np.uint64:
    """Return the stable key of an actor, from its id alone."""
    # A hash of the id, because rows move when an actor is added. Python's own hash differs from process to process;
    # this one, read in a fixed byte order, is the same on every machine.
    return np.uint64(int.from_bytes(hashlib.blake2b(identity.encode(), digest_size=8).digest(), "little"))
