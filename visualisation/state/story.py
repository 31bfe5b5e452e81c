"""Story: the stop at which the reader is, and the way to the next; the clock halts at stops and waits for the reader."""

import threading

import solara

from paradiplomacy.scenarios.format.scenario import Stop
from paradiplomacy.scenarios.story.filling import FilledStop
from paradiplomacy.visualisation.rooms import STORY
from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.host import EndedError
from paradiplomacy.visualisation.session.session import Run
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.session.story import (
    Place,
    arrival,
    filled_stop,
    following,
    found,
    membership,
    places,
    preceding,
    written,
)
from paradiplomacy.visualisation.state.asked import whole
from paradiplomacy.visualisation.state.playback import FASTEST
from paradiplomacy.visualisation.state.rooms import Rooms
from paradiplomacy.visualisation.state.world import World

WAY = 3
"""Seconds at most from one stop to the next: the clock runs faster where many months lie between them."""
PANEL = "story"


class LeftError(Exception):
    """The search for stops is not needed any more."""


class Story:
    """The story of a page.

    Args:
        world: The world.
        rooms: Which room is open: only in that of the story does the clock halt at stops.

    Attributes:
        stop: The stop at which the reader is; None before the first and between two.
        at: Its number; None where there is none.
        explained: Whether the talks of its two actors are explained.
        reasons: Why its one actor is a member of its club or is not; empty where nobody asked.
        looking: Share of the run that has been searched for stops; None while no search is under way.
        refused: Why no stops could be found; empty where they could.
    """

    def __init__(self, world: World, rooms: Rooms) -> None:
        self._world, self._rooms = world, rooms
        self._wanted: int | None = None
        self._found: tuple[Run, tuple[FilledStop, ...]] | None = None
        self.stop: solara.Reactive[FilledStop | None] = solara.reactive(None)
        self.at: solara.Reactive[int | None] = solara.reactive(None)
        self.explained = solara.reactive(value=False)
        self.reasons = solara.reactive("")
        self.looking: solara.Reactive[float | None] = solara.reactive(None)
        self.refused = solara.reactive("")
        # Before the month is drawn, so that the page never shows a month with the sentence of another.
        world.playback.before_month.append(self._arrive)
        world.playback.clock.halts = self.halts
        self._arrive(world.session.now)

    @property
    def stops(self) -> tuple[Stop | FilledStop, ...]:
        """The stops of the present run: those of its scenario, else those that were found in it."""
        run = self._world.session.run
        return written(run) or (self._found[1] if self._found is not None and self._found[0] is run else ())

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the clock halts."""
        return places(self.stops, self._world.session.run.roster.start)

    @property
    def unsearched(self) -> bool:
        """True where the run has no written stops and was not searched yet."""
        run = self._world.session.run
        return not written(run) and (self._found is None or self._found[0] is not run)

    def halts(self, month: int) -> bool:
        """Return whether the clock waits for the reader after a month."""
        return self._rooms.room.value == STORY and any(place.month == month for place in self.places)

    def go_on(self, still: object) -> None:
        """Go to the next stop.

        Args:
            still: Whether to go there at once, for a reader who wants no motion; otherwise the clock plays the way.
        """
        month = self._world.session.now.month
        number = following(self.places, month, self.at.value)
        if number is None:
            return
        # Two stops of one month have no way between them.
        if self.places[number].month == month:
            self._stand_at(number)
        elif still or self._world.playback.playing.value:
            # Whoever asks again while the clock plays wants to be there.
            self._go(number)
        else:
            self._play_to(number, self.places[number].month - month)

    def go_back(self) -> None:
        """Go to the stop before, and from the first one to the beginning."""
        number = preceding(self.places, self._world.session.now.month, self.at.value)
        if number is None:
            self._leave_behind()
            self._world.playback.go(0)
        else:
            self._go(number)

    def go_to(self, number: object) -> None:
        """Go to a stop by its number."""
        at = whole(number)
        if at in range(len(self.places)):
            self._go(at)

    def explain(self) -> None:
        """Explain what the present stop offers: the talks of two actors, or the membership of one."""
        stop, roster = self.stop.value, self._world.session.run.roster
        if stop is None or not stop.why:
            return
        self._world.selection.tab.set(PANEL)
        if len(stop.why) == 1:
            self._world.playback.ask(lambda: self.reasons.set(membership(self._world.session, stop)))
        elif stop.agreement is not None:
            self.explained.set(True)
            self._world.selection.explain_agreement(stop.agreement)
        else:
            self.explained.set(True)
            self._world.selection.explain({"pair": [roster.labels[row] for row in stop.why]})

    def search(self, cancelled: threading.Event) -> None:
        """Search the run for stops, if it has none; runs in a separate thread.

        Args:
            cancelled: Set when the page is closed, another run is shown, or another room is entered.
        """
        # Read once: the visitor may start another run meanwhile, and the stops belong to this one.
        session = self._world.session
        run, horizon = session.run, session.run.roster.horizon
        if not self.unsearched or self._rooms.room.value != STORY:
            return

        def looked(month: int) -> None:
            if cancelled.is_set():
                raise LeftError
            # In tenths, because each new value draws the page.
            self.looking.set(round(month / horizon, 1))

        self.refused.set("")
        self.looking.set(0.0)
        try:
            self._found = run, found(session, looked)
        except RefusedError as error:
            self.refused.set(str(error))
        except (EndedError, LeftError):
            pass
        finally:
            self.looking.set(None)
        self._arrive(session.now)

    def _play_to(self, number: int, months: int) -> None:
        self._leave_behind()
        self._wanted = number
        # On the clock alone: the slider keeps the pace that the reader has chosen.
        self._world.playback.clock.speed = min(FASTEST, max(self._world.playback.speed.value, -(-months // WAY)))
        self._world.playback.playing.set(True)

    def _go(self, number: int) -> None:
        self._leave_behind()
        self._wanted = number
        self._world.playback.go(self.places[number].month)

    def _leave_behind(self) -> None:
        """Choose nothing any more: what was chosen at one stop would cover the next."""
        self._world.selection.clear()
        self._world.selection.tab.set(PANEL)

    def _arrive(self, shot: Snapshot) -> None:
        # A month that is drawn again, after a question for example, does not lead back to its first stop.
        number = arrival(self.places, shot.month, self.at.value if self._wanted is None else self._wanted)
        if number is not None or not self._world.playback.playing.value:
            self._wanted = None
        if number is None:
            self.at.set(None)
            self.stop.set(None)
        else:
            self._world.playback.clock.speed = self._world.playback.speed.value
            self._stand_at(number)

    def _stand_at(self, number: int) -> None:
        self.explained.set(False)
        self.reasons.set("")
        self.stop.set(filled_stop(self._world.session, self.stops[number]))
        self.at.set(number)
