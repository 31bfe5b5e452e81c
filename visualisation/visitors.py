"""A limit on the number of simultaneous visitors, since each has a separate world and memory is finite."""

import threading


class Visitors:
    """Places that are taken and given back.

    Args:
        most: Number of places.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._here = 0

    @property
    def here(self) -> int:
        """Number of visitors now."""
        return self._here

    def enter(self) -> bool:
        """Take a place; return whether one was free."""
        # Visitors arrive in separate threads.
        with self._lock:
            if self._here >= self.most:
                return False
            self._here += 1
            return True

    # Not guarded against leaving twice: the page calls it as the clean-up of an effect, once for each place taken.
    def leave(self) -> None:
        """Give a place back."""
        with self._lock:
            self._here -= 1
