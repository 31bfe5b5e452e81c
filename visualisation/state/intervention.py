"""Intervention: events that the visitor adds to the scenario, and the decisions of a seat."""

from collections.abc import Mapping

import solara

from paradiplomacy.visualisation.session.interventions import event_of
from paradiplomacy.visualisation.session.seat import Proposal
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state import asked
from paradiplomacy.visualisation.state.world import World

SEAT = "seat"
"""Name of the panel with the proposals."""


class Intervention:
    """Interventions of a visitor in the world.

    Args:
        world: The world.

    Attributes:
        waiting: Proposals that wait for the decision of the seat.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.waiting: solara.Reactive[tuple[Proposal, ...]] = solara.reactive(())
        world.playback.after_month.append(self._stop_for_proposals)

    def add_event(self, form: Mapping[str, object]) -> None:
        """Add a dated event, as a form says."""

        def act() -> None:
            name, event = event_of(asked.form(form), self._world.session.run.roster)
            self._world.session.add_event(name, event)
            self._world.playback.refresh()

        self._world.playback.ask(act)

    def remove_event(self, name: str) -> None:
        """Remove an event that was added."""

        def act() -> None:
            self._world.session.remove_event(str(name))
            self._world.playback.refresh()

        self._world.playback.ask(act)

    def sit(self, name: str | None) -> None:
        """Decide for an actor by name; None leaves the seat."""

        def act() -> None:
            session = self._world.session
            session.sit(None if name is None else session.run.roster.row(str(name)))
            self._world.playback.refresh()

        self._world.playback.ask(act)

    def answer(self, form: Mapping[str, object]) -> None:
        """Accept or refuse a proposal; when none is left, the month is played.

        Args:
            form: ``partner``, the row of the partner, and ``accepted``.
        """

        def act() -> None:
            session = self._world.session
            given = asked.form(form, "partner", "accepted")
            session.answer(asked.whole(given["partner"]), accepted=given["accepted"] is True)
            # The month was undone to wait for this answer; with the last one it is played for good.
            if not session.waiting:
                session.step()
            self._world.selection.picture.set(session.answers[-1].picture)
            self._world.playback.refresh()

        self._world.playback.ask(act)

    def show_answer(self, number: object) -> None:
        """Show the bargaining picture of a decision."""
        answers = self._world.session.answers
        if isinstance(number, int) and 0 <= number < len(answers):
            self._world.selection.picture.set(answers[number].picture)

    def take_back(self, number: int) -> None:
        """Undo a decision and go to its month."""
        playback = self._world.playback

        def act() -> None:
            playback.halt()
            playback.publish(self._world.session.take_back(asked.whole(number)))

        playback.ask(act)

    def _stop_for_proposals(self, _shot: Snapshot) -> None:
        waiting = self._world.session.waiting
        self.waiting.set(waiting)
        if waiting:
            self._world.playback.playing.set(False)
            self._world.selection.tab.set(SEAT)
