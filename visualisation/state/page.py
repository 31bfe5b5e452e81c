"""What one page remembers, and what it can ask for: reactive values around a session and its clock."""

import threading
from collections.abc import Callable
from typing import Any

import solara

from paradiplomacy.scenarios.format import read
from paradiplomacy.visualisation.session.address import Address, written
from paradiplomacy.visualisation.session.facts.bargaining import Picture
from paradiplomacy.visualisation.session.limits import uploaded
from paradiplomacy.visualisation.exercises.exercise import ANSWERS, exercises_of
from paradiplomacy.visualisation.session.facts.inspection import AgreementFacts
from paradiplomacy.visualisation.session.interventions import event_of
from paradiplomacy.visualisation.exercises.prediction import Lesson
from paradiplomacy.visualisation.session.opening import address_of
from paradiplomacy.visualisation.downloads import parcel_of
from paradiplomacy.visualisation.session.clock import Player
from paradiplomacy.visualisation.comparison.second_world import rival_of
from paradiplomacy.visualisation.session.seat import Proposal
from paradiplomacy.visualisation.services import OFFER, Batch
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot
from paradiplomacy.visualisation.session.failures import Trouble, troubles

LEAST_REPLICATES, MOST_REPLICATES = 3, 100


class Board:
    """What one page remembers: reactive values and the clock."""

    def __init__(self, session: Session, *, playing: bool = False, number: int | None = None) -> None:
        self.session = session
        self.number = solara.reactive(number)
        self.parcel: solara.Reactive[dict[str, Any] | None] = solara.reactive(None)
        self.batch: solara.Reactive[Batch | None] = solara.reactive(None, equals=lambda a, b: a is b)
        self.player = Player(session, self.publish)
        self.now: solara.Reactive[Snapshot] = solara.reactive(session.now, equals=lambda a, b: a is b)
        self.run = solara.reactive(session.run, equals=lambda a, b: a is b)
        self.playing = solara.reactive(value=playing)
        self.speed = solara.reactive(self.player.speed)
        self.picked: solara.Reactive[list[int]] = solara.reactive([])
        self.agreement: solara.Reactive[int | None] = solara.reactive(None)
        self.shade, self.size = solara.reactive("divergence"), solara.reactive("population")
        self.tab, self.level = solara.reactive("happened"), solara.reactive("cities")
        self.asked: solara.Reactive[Picture | None] = solara.reactive(None)
        self.trouble: solara.Reactive[Trouble | None] = solara.reactive(None)
        self.rival: solara.Reactive[Board | None] = solara.reactive(None, equals=lambda a, b: a is b)
        self.highlight = solara.reactive(value=True)
        self.waiting: solara.Reactive[tuple[Proposal, ...]] = solara.reactive(())
        self.lesson: solara.Reactive[Lesson | None] = solara.reactive(None)

    def publish(self, shot: Snapshot) -> None:
        """Let the page draw a month; the second world, where there is one, goes along."""
        if self.rival.value is not None:
            self.rival.value.follow(shot.month)
        self.run.set(self.session.run)
        self.now.set(shot)
        self.waiting.set(self.session.waiting)
        if self.session.waiting:
            self.playing.set(False)
            self.tab.set("seat")
        if self.lesson.value is not None and shot.month == self.lesson.value.month:
            self.playing.set(False)

    def follow(self, month: int) -> None:
        """Go to the month of the first world, as the second one."""
        self.guarded(lambda: self.now.set(self.session.go_to(month)))

    def set_beside(self, asked: dict[str, Any]) -> None:
        """Put a second world beside this one."""
        self._halt()
        self.guarded(lambda: self._put_beside(rival_of(self.session, asked)))

    def _put_beside(self, session: Session) -> None:
        beside = Board(session)
        beside.shade, beside.size = self.shade, self.size
        if session.run.cast.ids == self.session.run.cast.ids:
            beside.picked, beside.agreement, beside.tab = self.picked, self.agreement, self.tab
        self.rival.set(beside)

    def alone(self) -> None:
        """Back to one world."""
        self.rival.set(None)
        self.lesson.set(None)

    def predict(self, given: dict[str, Any]) -> None:
        """Take a prediction, set the counterpart beside the case and run both from the start."""

        def act() -> None:
            scenario, known = self.session.run.scenario, exercises_of(self.session.plain)
            number, answer = int(given["number"]), given["answer"]
            if not (0 <= number < len(known) and answer in ANSWERS):
                raise LookupError(f"exercise {number}, {answer}: there are {len(known)}")
            exercise = known[number]
            other = exercise.counterpart(scenario)
            self.publish(self.session.go_to(0))
            self._put_beside(Session(other, seed=self.session.run.seed, replicate=self.session.run.replicate))
            self.lesson.set(Lesson(number, exercise, answer, exercise.at(scenario)))
            self.pace(20)
            self.playing.set(True)

        self._halt()
        self.alone()
        self.guarded(act)

    def finish(self) -> None:
        """Go to the month in which the exercise is measured."""
        if self.lesson.value is not None:
            self.go(self.lesson.value.month)

    def guarded(self, act: Callable[[], Any]) -> None:
        """Do something that may fail: what fails is shown, and the last good month stays."""
        found = troubles(self.session, act)
        if found is not None:
            self.playing.set(False)
        self.trouble.set(found)

    def choose(self, tab: str) -> None:
        """Show another panel."""
        self.tab.set(tab)

    def play_or_pause(self, wanted: object) -> None:
        """Start or stop the clock; at the horizon play starts from the beginning."""
        if wanted and self.session.over:
            self.guarded(lambda: self.publish(self.session.go_to(0)))
        self.playing.set(bool(wanted))

    def pace(self, speed: int) -> None:
        """Set the speed, in months a second."""
        self.player.speed = min(20, max(1, int(speed)))
        self.speed.set(self.player.speed)

    def play(self, cancelled: threading.Event) -> None:
        """Play for as long as ``playing`` says so."""
        if self.playing.value:
            self.guarded(lambda: self.player.play(cancelled))
            if not cancelled.is_set():
                self.playing.set(False)

    def go(self, month: int) -> None:
        """Go to a month and stop there."""
        self._halt()
        self.guarded(lambda: self.publish(self.session.go_to(month)))

    def restart(self, **new: Any) -> None:
        """Start again, with whatever is new."""
        self._halt()
        self.guarded(lambda: self._start_again(**new))

    def upload(self, file: dict[str, Any]) -> None:
        """Start a scenario that the visitor has in a file."""
        self._halt()
        self.guarded(lambda: self._start_again(scenario=uploaded(str(file["text"]), str(file["name"]))))

    def _halt(self) -> None:
        """Stop the clock; no month is published after that."""
        self.player.stop()
        self.playing.set(False)

    def _start_again(self, **new: Any) -> None:
        self.session.restart(**new)
        self.lesson.set(None)
        if "scenario" in new:
            self.alone()
            self.number.set(None)
        self.stop_batch()
        self.picked.set([])
        self.agreement.set(None)
        self.asked.set(None)
        self.run.set(self.session.run)
        self.publish(self.session.now)

    def open_run(self, number: int) -> None:
        """Start a run of the results folder."""

        def act() -> None:
            results = OFFER.services.results
            if results is None:
                raise LookupError("this server shows no results folder")
            kept = results.open(int(number))
            self._start_again(scenario=kept.scenario, seed=kept.seed, changes=kept.changes, replicate=kept.replicate)
            self.number.set(int(number))

        self._halt()
        self.guarded(act)

    def fetch(self, kind: str) -> None:
        """Make a file of what is seen, for the browser to keep."""
        made: list[dict[str, Any]] = []
        self.guarded(lambda: made.append(parcel_of(kind, self.session)))
        self.parcel.set(made[0] if made else {"content": ""})

    def run_batch(self, count: int) -> None:
        """Run replicates of what is seen in the background."""

        def act() -> None:
            replicate = OFFER.services.replicate
            if replicate is None:
                raise LookupError("replicates are run where the window is opened by the command paradiplomacy view")
            if not LEAST_REPLICATES <= int(count) <= MOST_REPLICATES:
                raise LookupError(f"{count} replicates: want {LEAST_REPLICATES} to {MOST_REPLICATES}")
            self.stop_batch()
            run = self.session.run
            self.batch.set(replicate(run.scenario, run.seed, int(count)))

        self.guarded(act)

    def stop_batch(self) -> None:
        """End the batch in the background, where there is one."""
        if self.batch.value is not None:
            self.batch.value.cancel()
            self.batch.set(None)

    def happen(self, asked: dict[str, Any]) -> None:
        """Let something happen, as a form says."""

        def act() -> None:
            name, event = event_of(asked, self.session.run.cast)
            self.session.happen(name, event)
            self._shown()

        self.guarded(act)

    def take_away(self, name: str) -> None:
        """Take an event away that was added."""

        def act() -> None:
            self.session.remove(str(name))
            self._shown()

        self.guarded(act)

    def sit(self, name: str | None) -> None:
        """Speak for an actor by name; None: for nobody."""

        def act() -> None:
            self.session.sit(None if name is None else self.session.run.cast.row(str(name)))
            self._shown()

        self.guarded(act)

    def answer(self, given: dict[str, Any]) -> None:
        """Say yes or no to terms that wait; when none wait any more, the month is played."""

        def act() -> None:
            self.session.answer(int(given["partner"]), accepted=given["accepted"] is True)
            if not self.session.waiting:
                self.session.step()
            self.asked.set(self.session.words[-1].picture)
            self._shown()

        self.guarded(act)

    def look_back(self, number: int) -> None:
        """Show the bargaining picture of an answer."""
        if 0 <= int(number) < len(self.session.words):
            self.asked.set(self.session.words[int(number)].picture)

    def take_back(self, number: int) -> None:
        """Take an answer back and go to its month."""

        def act() -> None:
            self.publish(self.session.take_back(int(number)))

        self._halt()
        self.guarded(act)

    def _shown(self) -> None:
        """Let the page draw what the session has become."""
        self.publish(self.session.look())

    def pick(self, rows: list[int]) -> None:
        """Pin actors on the map and show the last one."""
        self.picked.set([int(row) for row in rows])
        self.agreement.set(None)
        self._ask_no_more()
        if rows:
            self.tab.set("inspector")

    def open(self, number: int) -> None:
        """Show an agreement."""
        facts = self.session.agreement(int(number))
        self.picked.set(list(facts.rows))
        self.agreement.set(facts.number)
        self._ask_no_more()
        self.tab.set("inspector")

    def _ask_no_more(self) -> None:
        """Put a bargaining picture away that is not about who is shown now."""
        names = [self.session.run.cast.names[row] for row in self.picked.value[-2:]]
        if self.asked.value is not None and not set(names) <= set(self.asked.value.names):
            self.asked.set(None)

    def agreement_facts(self, number: int | None) -> AgreementFacts | None:
        """The facts of the chosen agreement; None where there is none in this month."""
        try:
            return None if number is None else self.session.agreement(number)
        except LookupError:
            return None

    def ask(self, question: dict[str, Any]) -> None:
        """Draw the bargaining picture of a pair of names."""

        def act() -> None:
            cast = self.session.run.cast
            first, second = (cast.row(str(name)) for name in question["pair"])
            chosen = [cast.issues.index(name) for name in question.get("issues", []) if name in cast.issues]
            self.asked.set(self.session.picture(first, second, tuple(chosen)))

        self.guarded(act)

    def recall(self, number: int) -> None:
        """Go back to the month in which the talks of an agreement were settled, and draw them."""
        facts = self.session.agreement(int(number))
        if facts.settled is not None:
            self.go(facts.settled)
            self.ask({"pair": facts.names, "issues": facts.agenda})

    def open_scenario(self, name: str) -> None:
        """Start a scenario of the library; a page may open no other file."""
        if name in read.names():
            self.restart(scenario=name)

    def drawn(self) -> None:
        """The page has drawn a frame."""
        self.player.drawn()

    def query(self, address: Address | None, month: int) -> str:
        """What the address bar carries; empty where no address leads back here."""
        return "" if address is None else written(address._replace(month=month)) or ""

    def address(self) -> Address | None:
        """The address of what is played, at month 0."""
        return address_of(self.session, self.number.value)
