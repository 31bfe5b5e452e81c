"""A thread of a page for whatever may take long, so that the page answers clicks, and its end is noticed, meanwhile."""

import queue
import threading
from collections.abc import Callable

LOOK = 1.0
"""Seconds between two looks at whether the page has ended."""


class Worker:
    """Does one thing after another, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._asked: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def do(self, act: Callable[[], None]) -> None:
        """Do something after all that was asked for before it."""
        self._asked.put(act)

    def run(self, cancelled: threading.Event) -> None:
        """Work until the page ends; runs in a separate thread.

        Args:
            cancelled: Set when the page has ended.
        """
        while not cancelled.is_set():
            try:
                act = self._asked.get(timeout=LOOK)
            except queue.Empty:
                continue
            act()
