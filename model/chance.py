"""Counter-based chance: every draw is a pure function of what it decides.

The generator is Philox 4x32 with ten rounds (Salmon, Moraes, Dror and Shaw 2011, "Parallel random
numbers: as easy as 1, 2, 3"). The key of a draw is made of the run (seed and replicate), the month,
the purpose and the number of the draw; its counter is the stable keys of the ordered pair of actors
that it concerns. No generator is carried along, so no draw depends on any other.
"""

import hashlib
import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Keys
from paradiplomacy.agents.compiled import compiled

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_WORD_SHIFT = np.uint64(11)
_UNIT = 2.0**-53
_RUN_KEY = np.uint64(0x706172616469706C)
NOBODY = np.uint64(0)


class Purpose(IntEnum):
    """What a draw decides; the numbers are part of every result and never change."""

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


class Stream(NamedTuple):
    """The run that draws belong to: enough to make any of them again."""

    key: np.uint64


@compiled
def _two_rounds(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64, np.uint64, np.uint64]:
    """Two of Philox' rounds, with the keys of the next ones. Written out: a loop here keeps loops around it scalar."""
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
    """Philox 4x32-10: four 32-bit counters and two 32-bit keys to four 32-bit words."""
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3, k0, k1 = _two_rounds(c0, c1, c2, c3, k0, k1)
    return c0, c1, c2, c3


@compiled
def mix(key: np.uint64, a: np.uint64, b: np.uint64) -> np.uint64:
    """64 bits that depend on all three arguments."""
    w0, w1, _, _ = philox(a & _LOW, a >> _HALF, b & _LOW, b >> _HALF, key & _LOW, key >> _HALF)
    return (w0 << _HALF) | w1


@compiled
def u01(key: np.uint64, a: np.uint64, b: np.uint64) -> float:
    """A uniform draw in the open interval (0, 1) for the ordered pair (a, b)."""
    return (float(mix(key, a, b) >> _WORD_SHIFT) + 0.5) * _UNIT


@compiled
def uniforms(key: np.uint64, a: np.uint64, others: Keys, draws: Floats) -> None:
    """Uniform draws for the ordered pairs of ``a`` with many others; compiled, several are made at a time."""
    for c in range(others.shape[0]):
        draws[c] = u01(key, a, others[c])


@compiled
def normal(key: np.uint64, a: np.uint64, b: np.uint64) -> float:
    """A standard normal draw for the ordered pair (Box and Muller 1958)."""
    w0, w1, w2, w3 = philox(a & _LOW, a >> _HALF, b & _LOW, b >> _HALF, key & _LOW, key >> _HALF)
    u = (float(((w0 << _HALF) | w1) >> _WORD_SHIFT) + 0.5) * _UNIT
    v = (float(((w2 << _HALF) | w3) >> _WORD_SHIFT) + 0.5) * _UNIT
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)


def stream_of(seed: int, replicate: int = 0) -> Stream:
    """The luck of a run.

    Args:
        seed: Root seed, 0 to 2**63 - 1.
        replicate: Number of the replicate, 0 or more.
    """
    return Stream(np.uint64(mix(_RUN_KEY, np.uint64(seed), np.uint64(replicate))))


def key_of(stream: Stream, month: int, purpose: Purpose, draw: int = 0) -> np.uint64:
    """The key of the draws of one purpose in one month (months before the start are negative)."""
    when = np.uint64((month + 2**31) & 0xFFFFFFFF)
    what = np.uint64((int(purpose) << 32) | draw)
    return np.uint64(mix(stream.key, when, what))


def key_of_name(identity: str) -> np.uint64:
    """The stable key of an actor, from its id alone."""
    return np.uint64(int.from_bytes(hashlib.blake2b(identity.encode(), digest_size=8).digest(), "little"))
