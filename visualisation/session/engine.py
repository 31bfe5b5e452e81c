"""The engine of a session: a world that is built and played month by month, each when its turn comes, and taken back."""

import time
import weakref
from collections.abc import Callable

from paradiplomacy.model.state import State
from paradiplomacy.model.world import World, one_month
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build
from paradiplomacy.visualisation.session.host import Host
from paradiplomacy.visualisation.session.keyframes import Keyframes, put_back, take

RECORDED = 120
"""Months for which a session records the columns of all actors, so that a long visit does not grow."""
MANY_ACTORS = 1_000
"""Number of actors from which building and the first month count as heavy, since no month has been timed yet."""


CLOSING = ("before", "negotiation")
"""Where in a month negotiations are about to close: after the search has opened new ones."""


class MonthError(RuntimeError):
    """A month that could not be played; its cause is the error that ended it."""


class Engine:
    """A world, its keyframes, and the turns and memory that it takes.

    Args:
        scenario: The resolved scenario, admitted (``gate``).
        seed: Root seed.
        replicate: Number of the replicate.
        host: What the server lends to the visit.

    Attributes:
        world: The world.
        seconds: Processor time of the last month.

    Raises:
        EndedError: The visit ended meanwhile.
        RefusedError: The server has no memory for the world.
    """

    def __init__(self, scenario: Scenario, seed: int, replicate: int, host: Host) -> None:
        self._host = host
        self.seconds = 1.0 if scenario.world.cities + scenario.world.nations > MANY_ACTORS else 0.0
        with host.turn(self.seconds):
            self.world: World = build.build(scenario, seed=seed, replicate=replicate, burn_in=False)
        # The burn-in is played here and not by ``build``, because it may be as long as ten years.
        while self.state.month < 0:
            with host.turn(self.seconds):
                self._month()
        # Totals are recorded for every month; only the columns of actors would grow without bound.
        self.state.recorder.most = RECORDED
        self._frames = Keyframes(self.state)
        # A world that is closed gives its memory back although the visit goes on.
        weakref.finalize(self, host.hold, id(self), 0.0)
        self.weigh()

    @property
    def state(self) -> State:
        """The state of the world."""
        return self.world.state

    def _month(self) -> None:
        # Time of the processor: on a busy machine every month would seem a heavy one, and wait behind those that are.
        began = time.thread_time()
        one_month(self.state)  # not World.step, because Mesa's clock only runs forward and stops after a failure
        self.seconds = time.thread_time() - began

    def weigh(self) -> None:
        """Note how much memory the world needs by now.

        Raises:
            RefusedError: The server has no room for it.
        """
        tables = (table.rows for table in self.state.tables().values())
        columns = [*self.state.actors, *self.state.prospects, *(column for rows in tables for column in rows)]
        # Tables have room to spare, and the page holds copies of what it draws: twice what is filled.
        needed = 2 * sum(column.nbytes for column in columns) + self._frames.size
        self._host.hold(id(self), needed / 1e6)

    def back_to(self, month: int) -> None:
        """Return to the last keyframe before a month that has been played."""
        # Random numbers depend on month and actor only, so playing forward from a keyframe gives the same past.
        if month < self.state.month:
            put_back(self.state, self._frames.before(month))

    def play(self, stays: Callable[[int], bool]) -> bool:
        """Play a month, and undo it if it fails or must not stay.

        Args:
            stays: Given the month that was played, says whether it stays.

        Returns:
            Whether it stayed.

        Raises:
            MonthError: The month failed.
        """
        # A compiled month may fail half-way, so what it changes is copied first and restored on failure.
        good, month = take(self.state), self.state.month
        try:
            self._month()
        except Exception as error:
            put_back(self.state, good)
            raise MonthError(f"{type(error).__name__}: {error}") from error
        if not stays(month):
            put_back(self.state, good)
            return False
        self._frames.keep(self.state)
        return True

    def inside[T](self, month: int, look: Callable[[State], T]) -> T:
        """Return what a look finds inside a month, where its negotiations are about to close; the world is then as before.

        Talks are decided by what their sides know in the middle of a month. Before it, and after it, other terms come out.

        Args:
            month: The month; at most the present one, which is the next to be played.
            look: Given the state, which it must not change.
        """
        here, found = self.state.month, list[T]()

        def pause(when: str, phase: str) -> None:
            if (when, phase) == CLOSING:
                found.append(look(self.state))

        self.back_to(month)
        self._play_to(month)
        good = take(self.state)
        try:
            with self._host.turn(self.seconds):
                one_month(self.state, pause)
        finally:
            put_back(self.state, good)
            self._play_to(here)
        return found[0]

    def _play_to(self, month: int) -> None:
        while self.state.month < month:
            with self._host.turn(self.seconds):
                self._month()

    def reschedule(self, scenario: Scenario) -> None:
        """Continue with the dated events of another scenario; the months already played are the same with both."""
        # Dated events are read month by month, so exchanging those of the future leaves the past as it was.
        self.state.dated_events = build.dated_events(scenario)
        self._frames.forget_after(self.state.month)
