"""Plays a session: step, publish, wait until the page has drawn, then sleep. Knows nothing of Solara."""

import threading
import time
from collections.abc import Callable

from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot

PATIENCE = 15.0


class Player:
    """The clock of one page.

    Args:
        session: What is played.
        publish: Takes each new month.

    Attributes:
        speed: Months a second, at most.
    """

    def __init__(self, session: Session, publish: Callable[[Snapshot], None]) -> None:
        self.session = session
        self.speed = 4
        self._publish = publish
        self._drawn = threading.Event()
        self._lock = threading.Lock()
        self._stopped = False

    def drawn(self) -> None:
        """Note that the page shows the month that was published last."""
        self._drawn.set()

    def stop(self) -> None:
        """Stop: when this returns, the last month of the play is published."""
        with self._lock:
            self._stopped = True

    def play(self, cancelled: threading.Event) -> str:
        """Play until it is cancelled or stopped, the horizon is reached, or nobody looks any more; says which."""
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
            if not self._drawn.wait(PATIENCE):
                return "unseen"
            cancelled.wait(max(0.0, 1.0 / self.speed - (time.monotonic() - began)))
        return "cancelled"
