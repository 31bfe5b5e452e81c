"""How many visitors there may be at once: each has a world of its own, and the memory of a machine has an end."""

import os
import threading

ASKED_VISITORS = "PARADIPLOMACY_VISITORS"
"""Environment variable in which the command says how many there may be."""
MOST = 40


class Visitors:
    """Seats that are taken and given back.

    Args:
        most: How many there are; none said means that of the environment, or ``MOST``.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._here = 0

    @property
    def most(self) -> int:
        """How many visitors there may be at once."""
        return int(os.environ.get(ASKED_VISITORS, MOST)) if self._most is None else self._most

    @property
    def here(self) -> int:
        """How many there are."""
        return self._here

    def enter(self) -> bool:
        """Take a seat; says whether there was one."""
        with self._lock:
            if self._here >= self.most:
                return False
            self._here += 1
            return True

    def leave(self) -> None:
        """Give a seat back."""
        with self._lock:
            self._here -= 1


VISITORS = Visitors()
