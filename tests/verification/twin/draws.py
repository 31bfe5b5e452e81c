"""Random draws by Philox 4x32-10 in Python integers (Salmon, Moraes, Dror and Shaw 2011), keyed by their purpose."""

import math

from paradiplomacy.model.chance import Purpose

WORD = 0xFFFFFFFF


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Map four 32-bit counters and two 32-bit keys to four 32-bit words."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & WORD, (p0 >> 32) ^ c3 ^ k1, p0 & WORD
        k0, k1 = (k0 + 0x9E3779B9) & WORD, (k1 + 0xBB67AE85) & WORD
    return c0, c1, c2, c3


def words(key: int, a: int, b: int) -> tuple[int, int]:
    """Return two 64-bit words that depend on all three arguments."""
    w0, w1, w2, w3 = philox((a & WORD, a >> 32, b & WORD, b >> 32), (key & WORD, key >> 32))
    return w0 << 32 | w1, w2 << 32 | w3


def unit(word: int) -> float:
    """Convert the upper 53 bits to a number in the open interval (0, 1)."""
    return ((word >> 11) + 0.5) * 2.0**-53


class Draws:
    """Random draws of one run. Set ``month`` before drawing."""

    def __init__(self, run: int, month: int) -> None:
        self.run = run
        self.keys: dict[tuple[int, int, int], int] = {}
        self.month = month

    def key(self, purpose: Purpose, number: int) -> int:
        """Return the key of this month's draws for a purpose."""
        asked = self.month, int(purpose), number
        if asked not in self.keys:
            self.keys[asked] = words(self.run, (self.month + 2**31) & WORD, int(purpose) << 32 | number)[0]
        return self.keys[asked]

    def word(self, purpose: Purpose, a: int, b: int, number: int = 0) -> int:
        """Return a 64-bit word for an ordered pair; it serves as the key of a new agreement."""
        return words(self.key(purpose, number), a, b)[0]

    def uniform(self, purpose: Purpose, a: int, b: int = 0, number: int = 0) -> float:
        """Draw uniformly from (0, 1)."""
        return unit(self.word(purpose, a, b, number))

    def uniform_of_window(self, purpose: Purpose, window: int, a: int, b: int, number: int) -> float:
        """Draw uniformly from (0, 1); the key has the number of a window of months in the place of the month."""
        month, self.month = self.month, window
        u = self.uniform(purpose, a, b, number)
        self.month = month
        return u

    def normal(self, purpose: Purpose, a: int, b: int = 0, number: int = 0) -> float:
        """Draw from the standard normal distribution (Box and Muller 1958)."""
        first, second = words(self.key(purpose, number), a, b)
        return math.sqrt(-2.0 * math.log(unit(first))) * math.cos(2.0 * math.pi * unit(second))

    def lasting(self, purpose: Purpose, a: int, b: int = 0) -> float:
        """Draw from the standard normal distribution what stays the same in all months."""
        month, self.month = self.month, 0
        z = self.normal(purpose, a, b)
        self.month = month
        return z

    def review(self, purpose: Purpose, share: float, actor: int, a: int, b: int) -> float:
        """Draw what a review adds to its mean, a share of whose variance lasts with the actor."""
        lasting, yearly = self.lasting(Purpose.CAPACITY, actor), self.normal(purpose, a, b)
        return math.sqrt(share) * lasting + math.sqrt(1.0 - share) * yearly

    def gumbel(self, purpose: Purpose, a: int, b: int = 0, number: int = 0) -> float:
        """Draw from the standard Gumbel distribution, the noise of a discrete choice."""
        return -math.log(-math.log(self.uniform(purpose, a, b, number)))

    def occurs(self, purpose: Purpose, probability: float, a: int, b: int = 0, number: int = 0) -> bool:
        """Return true with this probability."""
        return self.uniform(purpose, a, b, number) < probability
