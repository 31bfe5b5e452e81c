"""Philox 4x32-10 in plain whole numbers (Salmon, Moraes, Dror and Shaw 2011), keyed by what a draw decides."""

import math

from paradiplomacy.model.chance import Purpose

WORD = 0xFFFFFFFF


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Four 32-bit counters and two 32-bit keys to four 32-bit words."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & WORD, (p0 >> 32) ^ c3 ^ k1, p0 & WORD
        k0, k1 = (k0 + 0x9E3779B9) & WORD, (k1 + 0xBB67AE85) & WORD
    return c0, c1, c2, c3


def words(key: int, a: int, b: int) -> tuple[int, int]:
    """Two 64-bit words that depend on all three."""
    w0, w1, w2, w3 = philox((a & WORD, a >> 32, b & WORD, b >> 32), (key & WORD, key >> 32))
    return w0 << 32 | w1, w2 << 32 | w3


def unit(word: int) -> float:
    """The upper 53 bits as a number between 0 and 1, both excluded."""
    return ((word >> 11) + 0.5) * 2.0**-53


class Luck:
    """The draws of one run. Set ``month`` before drawing."""

    def __init__(self, run: int, month: int) -> None:
        self.run = run
        self.keys: dict[tuple[int, int, int], int] = {}
        self.month = month

    def key(self, purpose: Purpose, number: int) -> int:
        """The key of this month's draws of a purpose."""
        asked = self.month, int(purpose), number
        if asked not in self.keys:
            self.keys[asked] = words(self.run, (self.month + 2**31) & WORD, int(purpose) << 32 | number)[0]
        return self.keys[asked]

    def mixed(self, purpose: Purpose, a: int, b: int, number: int = 0) -> int:
        """A word of 64 bits for an ordered pair: the key of something new."""
        return words(self.key(purpose, number), a, b)[0]

    def uniform(self, purpose: Purpose, a: int, b: int = 0, number: int = 0) -> float:
        """Between 0 and 1."""
        return unit(self.mixed(purpose, a, b, number))

    def normal(self, purpose: Purpose, a: int, b: int = 0, number: int = 0) -> float:
        """Standard normal (Box and Muller 1958)."""
        first, second = words(self.key(purpose, number), a, b)
        return math.sqrt(-2.0 * math.log(unit(first))) * math.cos(2.0 * math.pi * unit(second))

    def gumbel(self, purpose: Purpose, a: int, b: int = 0, number: int = 0) -> float:
        """Standard Gumbel: noise of a choice."""
        return -math.log(-math.log(self.uniform(purpose, a, b, number)))

    def strikes(self, purpose: Purpose, hazard: float, a: int, b: int = 0, number: int = 0) -> bool:
        """Whether something of this chance happens."""
        return self.uniform(purpose, a, b, number) < hazard
