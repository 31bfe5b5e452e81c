"""The host: what a server lends to its visitors - turns of its processors and room in its memory - and to one visit.

A month is one turn. Whoever asks for many months asks again after each, so that a visitor who leaps to month 2,400 of a large
world and one who plays a small world at a month a second are served in turn.
"""

import ctypes
import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from paradiplomacy.visualisation.services import RefusedError

LONG = 0.15
"""Processor time of a month from which it is heavy, in seconds: heavy months never use the last lane, which is left to the others."""
PATIENCE = 0.5
"""Seconds of waiting after which the visitor reads about it."""
ROOM = 6_000.0
"""Memory for the worlds of all visitors together, in MB, unless the server is started with another number."""
ROOM_OF_ONE = 1_500.0
"""Memory for the worlds of one visitor, in MB."""

TIDY = 5.0
"""Seconds after a visit until its memory is returned; worlds refer to themselves, so they are not freed at once."""

type Waits = Callable[[int], None]


class EndedError(RuntimeError):
    """The visit has ended; nobody waits for the answer."""


def unheard(_ahead: int) -> None:
    """Ignore the number of turns ahead."""


class Server:
    """Processors and memory of a server, shared by all visits.

    Args:
        lanes: Number of months that are computed at a time; one per processor unless given.
        room: Memory for all worlds in MB.
    """

    def __init__(self, lanes: int | None = None, room: float = ROOM) -> None:
        # At least two, so that one is left during a heavy month; compiled code runs side by side.
        self._lanes = max(2, lanes or os.cpu_count() or 2)
        self._free = threading.Condition()
        self._waiting: list[tuple[object, bool]] = []
        self._busy = self._heavy = 0
        self._room, self._held = room, dict[object, float]()
        self._tidying = threading.Lock()

    @contextmanager
    def turn(self, seconds: float, ended: threading.Event, waits: Waits = unheard) -> Iterator[None]:
        """Wait for a turn, and hold it.

        Args:
            seconds: Expected processor time.
            ended: Set when nobody waits for the result any more.
            waits: Called while waiting with the number of turns ahead, and with 0 when the wait is over.

        Raises:
            EndedError: The visit ended before the turn came.
        """
        heavy, place, shown = seconds > LONG, object(), False
        began = time.monotonic()
        with self._free:
            self._waiting.append((place, heavy))
            try:
                while not ended.is_set() and not self._may_begin(place, heavy):
                    self._free.wait(0.25)
                    if time.monotonic() - began > PATIENCE:
                        # Outside the lock: the page draws the number, and that takes its time.
                        ahead, shown = self._ahead(place), True
                        self._free.release()
                        try:
                            waits(ahead)
                        finally:
                            self._free.acquire()
            finally:
                self._waiting.remove((place, heavy))
            if not ended.is_set():
                self._busy += 1
                self._heavy += heavy
        if shown:
            waits(0)
        if ended.is_set():
            raise EndedError
        try:
            yield
        finally:
            with self._free:
                self._busy -= 1
                self._heavy -= heavy
                self._free.notify_all()

    def _may_begin(self, place: object, heavy: bool) -> bool:
        """Return whether a turn may begin: a lane is free for it, and nobody of its kind came before."""
        first = next(each for each, other in self._waiting if other == heavy)
        return first is place and self._busy < self._lanes and not (heavy and self._heavy >= self._lanes - 1)

    def _ahead(self, place: object) -> int:
        return [each for each, _ in self._waiting].index(place) + self._busy

    def hold(self, visit: object, size: float) -> None:
        """Note the memory that a visit's worlds need.

        Args:
            visit: The visit.
            size: Memory in MB; 0 gives it back.

        Raises:
            RefusedError: There is not that much room.
        """
        with self._free:
            others = sum(held for each, held in self._held.items() if each is not visit)
            grows = size > self._held.get(visit, 0.0)
            if grows and size > ROOM_OF_ONE:
                raise RefusedError(
                    f"This run needs {size:,.0f} MB of memory, and a page has {ROOM_OF_ONE:,.0f}. "
                    "Play fewer months or a smaller world, or run the scenario file with paradiplomacy run."
                )
            if grows and others + size > self._room:
                raise RefusedError(
                    "The worlds of all visitors fill the memory of this server. "
                    "Choose a smaller world, or try again when others have left."
                )
            self._held.pop(visit, None)
            if size:
                self._held[visit] = size

    def tidy(self) -> None:
        """Return memory that worlds have left to the operating system, in a moment."""
        # One at a time: when a whole class leaves, its memory is returned once.
        if self._tidying.acquire(blocking=False):
            timer = threading.Timer(TIDY, self._tidy)
            timer.daemon = True
            timer.start()

    def _tidy(self) -> None:
        self._tidying.release()
        give_back()


def give_back() -> None:
    """Free what is no longer used, and return it to the operating system where the C library would keep it."""
    gc.collect()
    # Only glibc has this; other libraries return memory by themselves.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


class Host:
    """The loan of a server to one visit.

    Args:
        server: The server; a separate one unless given.

    Attributes:
        waits: Called while the visit waits for a turn, with the number of turns ahead.
        ended: Set when the visit ends.
    """

    def __init__(self, server: Server | None = None) -> None:
        self._server = server or Server()
        self._sizes: dict[int, float] = {}
        self.ended = threading.Event()
        self.waits: Waits = unheard

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Wait for a turn of the server's processors, and hold it (``Server.turn``)."""
        with self._server.turn(seconds, self.ended, self.waits):
            yield

    def hold(self, world: int, size: float) -> None:
        """Note the memory of one of the visit's worlds in MB; 0 gives it back (``Server.hold``)."""
        sizes = {**self._sizes, world: size}
        # A world that is still at work when the visit ends must not take its room again.
        self._server.hold(self, 0.0 if self.ended.is_set() else sum(sizes.values()))
        self._sizes = sizes

    def end(self) -> None:
        """End the visit: whatever is being computed for it stops after the present month."""
        self.ended.set()
        self._server.hold(self, 0.0)
        self._server.tidy()
