"""Stopping from outside: a signal lets the work end cleanly, and a second Ctrl-C ends it at once.

Ctrl-C sends SIGINT; schedulers, ``timeout`` and containers send SIGTERM; a terminal that closes sends SIGHUP.
"""

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Self

type Handler = Callable[[int, FrameType | None], object] | int | None

# By name, because Windows has no SIGHUP.
ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_received: list[int] = []


def exit_code() -> int:
    """Return the exit code of a program that a signal has stopped, as shells report it."""
    return 128 + (_received[-1] if _received else signal.SIGINT)


class Stopping:
    """While it is open, a signal that ends programs interrupts the work with ``KeyboardInterrupt``."""

    def __init__(self) -> None:
        self._before: dict[int, Handler] = {}

    def __enter__(self) -> Self:
        _received.clear()
        # Python allows signal handlers in the main thread only.
        if threading.current_thread() is threading.main_thread():
            for number in ENDING:
                before = signal.getsignal(number)
                # ``nohup`` makes a program ignore that its terminal closes, and means it.
                if before is not signal.SIG_IGN or number in (signal.SIGINT, signal.SIGTERM):
                    self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        # The previous handlers are restored, because a notebook or a test may have installed some.
        for number, before in self._before.items():
            # None is a handler that was not installed from Python, which only the default can replace.
            signal.signal(number, signal.SIG_DFL if before is None else before)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        _received.append(number)
        raise KeyboardInterrupt


class StopByHand(Stopping):
    """While it is open, a signal is noted, so that the month can end; the second Ctrl-C stops at once.

    Args:
        message: Printed at the first one.
    """

    def __init__(self, message: str = "stopping after this month; the results so far are saved") -> None:
        super().__init__()
        self.pressed = False
        self._message = message

    def _note(self, number: int, frame: FrameType | None) -> None:
        # Only a person means it when pressing twice: ``timeout`` sends its signal twice by itself.
        if self.pressed and number == signal.SIGINT:
            super()._note(number, frame)
        _received.append(number)
        if self.pressed:
            return
        self.pressed = True
        # A terminal that has closed takes no message, and the signal may arrive while another one is being printed.
        with suppress(OSError, RuntimeError):
            print(f"\n{self._message}", file=sys.stderr)
