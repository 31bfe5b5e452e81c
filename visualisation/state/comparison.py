"""Comparison: a second world on the same clock, and the exercise that asked for it."""

from collections.abc import Mapping

import solara

from paradiplomacy.scenarios.format.problem import shown
from paradiplomacy.visualisation.comparison.second_world import second_world
from paradiplomacy.visualisation.exercises.exercise import ANSWERS, exercises_of
from paradiplomacy.visualisation.exercises.prediction import Prediction
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.state import asked
from paradiplomacy.visualisation.state.playback import FASTEST, Restart, same
from paradiplomacy.visualisation.state.world import World


class Comparison:
    """The second world of a page.

    Args:
        world: The first world.

    Attributes:
        second: The second world, or None.
        highlight: Whether the maps emphasise what only one world has.
        prediction: The exercise under way, or None.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.second: solara.Reactive[World | None] = solara.reactive(None, equals=same)
        self.highlight = solara.reactive(value=True)
        self.prediction: solara.Reactive[Prediction | None] = solara.reactive(None)
        # The second world moves first, so that the page never draws two months at a time.
        world.playback.before_month.append(self._follow)
        world.playback.after_month.append(self._stop_at_result)
        world.playback.on_restart.append(self._restarted)

    def begin(self, form: Mapping[str, object]) -> None:
        """Add a second world, as a form says."""

        def act() -> None:
            self._world.playback.halt()
            self._add(second_world(self._world.session, asked.form(form)))

        self._world.playback.ask(act)

    def end(self) -> None:
        """Return to one world."""
        self.second.set(None)
        self.prediction.set(None)

    def predict(self, form: Mapping[str, object]) -> None:
        """Take a prediction, add the counterpart of the case and run both from the start.

        Args:
            form: ``number`` of the exercise and ``answer``.
        """

        def act() -> None:
            # The exercise starts both worlds itself, with the clock at rest and nothing left of another comparison.
            self._world.playback.halt()
            self.end()
            session, scenario = self._world.session, self._world.session.run.scenario
            exercises = exercises_of(session.plain)
            given = asked.form(form, "number", "answer")
            number = asked.whole(given["number"])
            answer = next((each for each in ANSWERS if each == given["answer"]), None)
            if answer is None:
                raise LookupError(f"answer {shown(given['answer'])}: expected one of {', '.join(ANSWERS)}")
            if not 0 <= number < len(exercises):
                raise LookupError(f"exercise {number}: there are {len(exercises)}, numbered from 0")
            exercise = exercises[number]
            counterpart = exercise.counterpart(scenario)
            self._world.playback.publish(session.go_to(0))
            # What makes the counterpart is written in the scenario, so it passes the gate like any other way in.
            self._add(
                Session(
                    counterpart,
                    seed=session.run.seed,
                    replicate=session.run.replicate,
                    owner=session.owner,
                    host=session.host,
                )
            )
            self.prediction.set(Prediction(number, exercise, answer, exercise.at(scenario)))
            self._world.playback.pace(FASTEST)
            self._world.playback.playing.set(True)

        self._world.playback.ask(act)

    def finish(self) -> None:
        """Go to the month in which the exercise is measured."""
        if self.prediction.value is not None:
            self._world.playback.go(self.prediction.value.month)

    def _add(self, session: Session) -> None:
        self.second.set(World(session, like=self._world))

    def _alike(self, second: World) -> bool:
        """Return whether both worlds have the same actors."""
        return second.session.run.roster.ids == self._world.session.run.roster.ids

    def _follow(self, shot: Snapshot) -> None:
        if self.second.value is not None:
            self.second.value.playback.follow(shot.month)

    def _stop_at_result(self, shot: Snapshot) -> None:
        if self.prediction.value is not None and shot.month == self.prediction.value.month:
            self._world.playback.playing.set(False)

    def _restarted(self, new: Restart) -> None:
        self.prediction.set(None)
        second = self.second.value
        if "scenario" in new:
            self.end()
        elif second is not None and second.selection.shared and not self._alike(second):
            # The rows of actors that both worlds share may mean others now, or none.
            self._add(second.session)
