"""Playback: the session of a page, the month that is drawn, and the clock."""

import threading
from collections.abc import Callable
from typing import TypedDict, Unpack

import solara

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.session.clock import Clock
from paradiplomacy.visualisation.session.failures import Failure, failure_of
from paradiplomacy.visualisation.session.session import Run, Session
from paradiplomacy.visualisation.session.snapshot import Snapshot

FASTEST = 20


class Restart(TypedDict, total=False):
    """State that is reset when a session starts again (``Session.restart``)."""

    scenario: str | Scenario
    seed: object
    changes: dict[str, object]
    replicate: int


def same(one: object, other: object) -> bool:
    """Return whether two values are one object; comparing the contents of a month would cost more than drawing it."""
    return one is other


class Playback:
    """The session of a page and its clock.

    Args:
        session: The session.
        playing: Whether the clock runs at first.

    Attributes:
        session: The session.
        clock: Its clock.
        now, run: The month and the run that the page draws.
        playing, speed: Whether the clock runs; its speed in months a second.
        failure: The last failure, until it is closed.
        before_month, after_month: Called before and after a month is given to the page to draw.
        on_restart: Called after the session has started again, with what is new.
    """

    def __init__(self, session: Session, *, playing: bool = False) -> None:
        self.session = session
        self.clock = Clock(session, self.publish)
        self.now: solara.Reactive[Snapshot] = solara.reactive(session.now, equals=same)
        self.run: solara.Reactive[Run] = solara.reactive(session.run, equals=same)
        self.playing = solara.reactive(value=playing)
        self.speed = solara.reactive(self.clock.speed)
        self.failure: solara.Reactive[Failure | None] = solara.reactive(None)
        self.before_month: list[Callable[[Snapshot], None]] = []
        self.after_month: list[Callable[[Snapshot], None]] = []
        self.on_restart: list[Callable[[Restart], None]] = []

    def publish(self, shot: Snapshot) -> None:
        """Let the page draw a month."""
        # The run comes before the month, so that a panel never draws a month with another roster.
        for act in self.before_month:
            act(shot)
        self.run.set(self.session.run)
        self.now.set(shot)
        for act in self.after_month:
            act(shot)

    def refresh(self) -> None:
        """Let the page draw the present month again, after a change of the scenario."""
        self.publish(self.session.refresh())

    def guarded(self, act: Callable[[], object]) -> None:
        """Do something that may fail: a failure is shown, stops the clock and leaves the last good month."""
        found = failure_of(self.session, act)
        if found is not None:
            self.playing.set(False)
        self.failure.set(found)

    def play(self, cancelled: threading.Event) -> None:
        """Play while ``playing`` is true; runs in a separate thread.

        Args:
            cancelled: Set when the page is closed or ``playing`` changes.
        """
        # The thread also starts when `playing` becomes false; then there is nothing to do.
        if self.playing.value:
            self.guarded(lambda: self.clock.play(cancelled))
            if not cancelled.is_set():
                self.playing.set(False)

    def play_or_pause(self, play: bool) -> None:
        """Start or stop the clock; at the horizon it starts from the beginning."""
        if play and self.session.over:
            self.guarded(lambda: self.publish(self.session.go_to(0)))
        self.playing.set(bool(play))

    def pace(self, speed: int) -> None:
        """Set the speed, in months a second."""
        self.clock.speed = min(FASTEST, max(1, int(speed)))
        self.speed.set(self.clock.speed)

    def halt(self) -> None:
        """Stop the clock; no month is published after that."""
        # The clock first: a month in progress is still published, and then no other.
        self.clock.stop()
        self.playing.set(False)

    def go(self, month: int) -> None:
        """Go to a month and stop there."""
        self.halt()
        self.guarded(lambda: self.publish(self.session.go_to(int(month))))

    def follow(self, month: int) -> None:
        """Go to the month of another world's clock."""
        self.guarded(lambda: self.now.set(self.session.go_to(month)))

    def restart(self, **new: Unpack[Restart]) -> None:
        """Start again, with whatever is new."""
        self.halt()
        self.guarded(lambda: self.start_again(**new))

    def start_again(self, **new: Unpack[Restart]) -> None:
        """Start again; raise what goes wrong."""
        self.session.restart(**new)
        for act in self.on_restart:
            act(new)
        self.run.set(self.session.run)
        self.publish(self.session.now)
