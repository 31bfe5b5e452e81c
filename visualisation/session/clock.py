"""The clock of a page: step, publish, wait until the page has drawn, then sleep."""

import threading
import time
from collections.abc import Callable
from typing import Literal

from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot

# The wait ends, so that a page that was closed does not hold its thread for ever.
PATIENCE = 15.0
"""Seconds that the clock waits for a month to be drawn; a page that was closed or is hidden draws none."""
# A year takes three seconds.
SPEED = 4
"""Months a second at first."""


class Clock:
    """Plays a session month by month.

    Args:
        session: The session.
        publish: Called with each new month.

    Attributes:
        speed: Largest number of months a second.
        halts: Whether to stop after a month.
    """

    def __init__(self, session: Session, publish: Callable[[Snapshot], None]) -> None:
        self.session = session
        self.speed = SPEED
        self.halts: Callable[[int], bool] = lambda _month: False
        self._publish = publish
        self._drawn = threading.Event()
        # Guards the flag together with publishing, so that no month appears after `stop` has returned.
        self._lock = threading.Lock()
        self._stopped = False

    def drawn(self) -> None:
        """Note that the page shows the last month that was published."""
        self._drawn.set()

    def stop(self) -> None:
        """Stop; when this returns, no further month is published."""
        with self._lock:
            self._stopped = True

    def play(self, cancelled: threading.Event) -> Literal["over", "cancelled", "halted", "unseen"]:
        """Play until the horizon.

        Args:
            cancelled: Ends the play when it is set.

        Returns:
            The reason of the end: ``over`` at the horizon, ``cancelled`` or stopped, ``halted`` after a month at which it stops, ``unseen``
            if the page does not draw any more.
        """
        self._stopped = False
        while not cancelled.is_set():
            if self.session.over:
                return "over"
            began = time.monotonic()
            with self._lock:
                if self._stopped:
                    return "cancelled"
                self._drawn.clear()
                self._publish(self.session.step())
            # Without this wait a slow browser would fall further and further behind the months that are sent to it.
            if not self._drawn.wait(PATIENCE):
                return "unseen"
            # After it has been drawn, so that the reader sees the month at which the clock halts.
            if self.halts(self.session.now.month):
                return "halted"
            cancelled.wait(max(0.0, 1.0 / self.speed - (time.monotonic() - began)))
        return "cancelled"
