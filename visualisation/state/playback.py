"""Playback: the session of a page, the month that is drawn, and the clock."""

import math
import threading
from collections.abc import Callable
from typing import NamedTuple, TypedDict, Unpack

import solara

from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.session.clock import Clock
from paradiplomacy.visualisation.session.failures import Failure, failure_of
from paradiplomacy.visualisation.session.session import Run, Session
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state.asked import whole

FASTEST = 20


class Restart(TypedDict, total=False):
    """State that is reset when a session starts again (``Session.restart``)."""

    scenario: str | Scenario
    seed: object
    changes: dict[str, object]
    replicate: int
    owner: Scenario


class Shown(NamedTuple):
    """The run and the month that the page draws."""

    run: Run
    now: Snapshot


def at_once(act: Callable[[], None]) -> None:
    """Do something now."""
    act()


def same(one: object, other: object) -> bool:
    """Return whether two values are one object; comparing the contents of a month would cost more than drawing it."""
    return one is other


class Playback:
    """The session of a page and its clock.

    Args:
        session: The session.

    Attributes:
        session: The session.
        clock: Its clock.
        shown: The run and the month that the page draws.
        playing, speed: Whether the clock runs; its speed in months a second.
        failure: The last failure, until it is closed.
        ahead: Number of turns of other visitors that this one waits for.
        work: Does what may take long; a page does it in a separate thread (``worker``).
        before_month, after_month: Called before and after a month is given to the page to draw.
        on_restart: Called after the session has started again, with what is new.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.clock = Clock(session, self.publish)
        # One value and not two: a roster with the month of another world would be drawn in between.
        self.shown: solara.Reactive[Shown] = solara.reactive(Shown(session.run, session.now), equals=same)
        self.playing = solara.reactive(value=False)
        self.speed = solara.reactive(self.clock.speed)
        self.failure: solara.Reactive[Failure | None] = solara.reactive(None)
        self.ahead = solara.reactive(0)
        self.work: Callable[[Callable[[], None]], None] = at_once
        self.before_month: list[Callable[[Snapshot], None]] = []
        self.after_month: list[Callable[[Snapshot], None]] = []
        self.on_restart: list[Callable[[Restart], None]] = []

    def publish(self, shot: Snapshot) -> None:
        """Let the page draw a month."""
        for act in self.before_month:
            act(shot)
        self.shown.set(Shown(self.session.run, shot))
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

    def ask(self, act: Callable[[], object]) -> None:
        """Do what a visitor asks for, guarded; the page answers other clicks meanwhile."""
        self.work(lambda: self.guarded(act))

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
            self.ask(self._again)
        else:
            self.playing.set(bool(play))

    def _again(self) -> None:
        self.publish(self.session.go_to(0))
        self.playing.set(True)

    def pace(self, speed: object) -> None:
        """Set the speed, in months a second."""
        # At once and not asked for like the rest: it is turned while months are being played.
        if isinstance(speed, int | float) and math.isfinite(speed):
            self.clock.speed = min(FASTEST, max(1, int(speed)))
            self.speed.set(self.clock.speed)

    def halt(self) -> None:
        """Stop the clock; no month is published after that."""
        # The clock first: a month in progress is still published, and then no other.
        self.clock.stop()
        self.playing.set(False)

    def go(self, month: int) -> None:
        """Go to a month and stop there."""

        def act() -> None:
            self.halt()
            self.publish(self.session.go_to(whole(month)))

        self.ask(act)

    def follow(self, month: int) -> None:
        """Go to the month of another world's clock."""
        self.guarded(lambda: self.shown.set(Shown(self.session.run, self.session.go_to(month))))

    def restart(self, **new: Unpack[Restart]) -> None:
        """Start again, with whatever is new."""
        self.ask(lambda: self.start_again(**new))

    def start_again(self, **new: Unpack[Restart]) -> None:
        """Stop the clock and start again; raise what goes wrong."""
        self.halt()
        self.session.restart(**new)
        for act in self.on_restart:
            act(new)
        self.publish(self.session.now)
