"""Stopping by hand: the first Ctrl-C lets the work end cleanly, the second one ends it at once."""

import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Self

type Handler = Callable[[int, FrameType | None], object] | int | None


class StopByHand:
    """While it is open, the first Ctrl-C is noted, so that the month can end; the second one stops at once.

    Args:
        message: Printed at the first one.
    """

    def __init__(self, message: str = "stopping after this month; the results so far are saved") -> None:
        self.pressed = False
        self._message = message
        self._before: Handler = signal.SIG_DFL

    def __enter__(self) -> Self:
        # The previous handler is restored at the end, because a notebook or a test may have installed one.
        self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True
        print(f"\n{self._message}", file=sys.stderr)
