"""A session: one visitor plays one world forward and back, restarts it and asks why.

The world never leaves the session; everything it returns is frozen. Each method may be called from any thread, because
the page plays in one thread and answers clicks in others.
"""

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.world import World, update_networks
from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.session import gate
from paradiplomacy.visualisation.session.engine import Engine
from paradiplomacy.visualisation.session.facts.actor import ActorFacts, actor_facts
from paradiplomacy.visualisation.session.facts.agreement import AgreementFacts, agreement_facts, end_of_talks, latest
from paradiplomacy.visualisation.session.facts.bargaining import Picture, picture, picture_of_talks
from paradiplomacy.visualisation.session.facts.feed import FeedLine, feed_of
from paradiplomacy.visualisation.session.host import Host
from paradiplomacy.visualisation.session.interventions import event_path, refuse_past
from paradiplomacy.visualisation.session.roster import Roster, roster_of
from paradiplomacy.visualisation.session.seat import Answer, Proposal, proposals, refusal, refusal_name, seen
from paradiplomacy.visualisation.session.seed import seed_of
from paradiplomacy.visualisation.session.snapshot import Snapshot, snapshot


@dataclass(frozen=True)
class Run:
    """A run: what it is made of, and its roster."""

    scenario: Scenario
    changes: Mapping[str, object]
    seed: int
    replicate: int
    roster: Roster


class Session:
    """A world that is played, rewound and questioned.

    Args:
        scenario: Name in the library, or a scenario.
        seed: Root seed, 0 to 2**63 - 1.
        changes: Path in the scenario to new value.
        replicate: Number of the replicate, as batches count them.
        owner: The scenario that the owner of the server opened, if it is the one that is played (``gate.admitted``).
        host: What the server lends to the visit.

    Attributes:
        run: The run that is played.
        now: The present month.
        host: What the server lends to the visit.

    Raises:
        ScenarioError: The scenario or a change is wrong.
        SeedError: The seed is not a whole number in its range.
    """

    def __init__(
        self,
        scenario: str | Scenario = "c40-paris",
        *,
        seed: object = 1,
        changes: Mapping[str, object] | None = None,
        replicate: int = 0,
        owner: Scenario | None = None,
        host: Host | None = None,
    ) -> None:
        # Reentrant, because public methods call each other while they hold it.
        self._lock = threading.RLock()
        # Held by whoever moves or changes the world, from the first month to the last; the lock above is free between
        # two months, so that a page which only reads need not wait for a leap of a thousand months.
        self._moving = threading.RLock()
        self.host = host or Host()
        self._seat: int | None = None
        self._identity: tuple[tuple[str, ...], int, int] | None = None
        self._answers: dict[tuple[int, int], Answer] = {}
        self._waiting: tuple[Proposal, ...] = ()
        self._owner = owner
        self._start(scenario, seed_of(seed), dict(changes or {}), replicate)

    def _start(self, scenario: str | Scenario, seed: int, changes: dict[str, object], replicate: int) -> None:
        """Build a world; the one before is given up only when this has succeeded."""
        # A name and never a path: whoever may open a file reads it first.
        plain = scenario if isinstance(scenario, Scenario) else gate.library(scenario)
        # Before anything is built: a scenario that names a Python file would run it.
        changed = gate.changed(plain, changes, self._owner)
        engine = Engine(changed, seed, replicate, self.host)
        roster = roster_of(engine.world, changed)
        first = snapshot(engine.state, roster)
        with self._lock:
            self._plain, self._engine, self._world = plain, engine, engine.world
            # Decisions of the seat belong to one course of random events; with other actors or draws they are void.
            if self._identity != (roster.ids, seed, replicate):
                self._seat, self._answers = None, {}
            self._identity, self._waiting = (roster.ids, seed, replicate), ()
            self.run = Run(changed, changes, seed, replicate, roster)
            self.now = first

    @property
    def plain(self) -> Scenario:
        """The scenario without the changes."""
        return self._plain

    @property
    def owner(self) -> Scenario | None:
        """The scenario that the owner of the server opened, if it is the one that is played."""
        return self._owner

    @property
    def over(self) -> bool:
        """True once the horizon is reached."""
        return self.now.month >= self.run.roster.horizon

    @property
    def seat(self) -> int | None:
        """Row of the actor for whom the visitor decides, or None."""
        return self._seat

    @property
    def waiting(self) -> tuple[Proposal, ...]:
        """Proposals that wait for the seat's decision; no month is played while there are any."""
        return self._waiting

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Decisions of the seat, in order."""
        return tuple(self._answers.values())

    def sit(self, row: int | None) -> None:
        """Decide for an actor from now on, or for none.

        Args:
            row: Row of the actor; None leaves the seat.

        Raises:
            LookupError: No actor has this row.
        """
        with self._moving, self._lock:
            if row is not None and not 0 <= row < len(self.run.roster.ids):
                raise LookupError(f"row {row}: expected 0 to {len(self.run.roster.ids) - 1}")
            if row != self._seat:
                self._answers = {}
            self._seat, self._waiting = row, ()

    def answer(self, partner: int, *, accepted: bool) -> None:
        """Accept or refuse a proposal; a refusal becomes a dated event of the scenario.

        Args:
            partner: Row of the partner whose proposal it is.
            accepted: Whether it is accepted.

        Raises:
            LookupError: No proposal of this partner is waiting.
        """
        with self._moving, self._lock:
            found = [each for each in self._waiting if each.partner == partner]
            if not found or self._seat is None:
                raise LookupError("no proposal of this partner is waiting")
            proposal, roster = found[0], self.run.roster
            before = self._engine.inside(proposal.month, lambda state: seen(state, roster, proposal, accepted=accepted))
            if not accepted:
                self.add_event(refusal_name(roster, proposal, self._seat), refusal(roster, proposal, self._seat))
            self._answers[proposal.month, partner] = Answer(proposal, accepted, before)
            self._waiting = tuple(each for each in self._waiting if each.partner != partner)

    def take_back(self, number: int) -> Snapshot:
        """Undo a decision and go to its month; decisions of later months are undone as well.

        Args:
            number: Its place among the decisions.

        Returns:
            The snapshot of its month.

        Raises:
            LookupError: No decision has this number.
        """
        # Not the lock of readers: going back plays months, each of which waits for its turn.
        with self._moving:
            if self._seat is None or not 0 <= number < len(self._answers):
                raise LookupError(f"decision {number}: there are {len(self._answers)}")
            first = self.answers[number].proposal
            undone = [
                answer for answer in self.answers if answer.proposal == first or answer.proposal.month > first.month
            ]
            self.go_to(min(self.now.month, first.month))
            for answer in undone:
                del self._answers[answer.proposal.month, answer.proposal.partner]
                if not answer.accepted:
                    self.remove_event(refusal_name(self.run.roster, answer.proposal, self._seat))
            self._waiting = ()
            return self.now

    def refresh(self) -> Snapshot:
        """Take the snapshot of the present month again, after a change of the scenario."""
        with self._lock:
            self.now = snapshot(self._world.state, self.run.roster)
            return self.now

    def add_event(self, name: str, event: Mapping[str, object]) -> None:
        """Add a dated event, from this month on; it is a change of the scenario like any other.

        Args:
            name: Name of the event.
            event: Its keys.

        Raises:
            ScenarioError: The event is wrong, or its date is past.
        """
        with self._moving, self._lock:
            refuse_past(str(event.get("date", "")), self.run.roster, self.now.month)
            self._reschedule({**self.run.changes, event_path(name): dict(event)})

    def remove_event(self, name: str) -> None:
        """Remove an event that was added, unless its date is past.

        Args:
            name: Name of the event.

        Raises:
            ScenarioError: Its date is past, or it was not added here.
        """
        with self._moving, self._lock:
            path = event_path(name)
            added = self.run.changes.get(path)
            if not isinstance(added, Mapping):
                raise one_problem("", "was not added here", "expected one that was", path=path)
            refuse_past(str(added.get("date", "")), self.run.roster, self.now.month)
            self._reschedule({key: value for key, value in self.run.changes.items() if key != path})

    def _reschedule(self, changes: dict[str, object]) -> None:
        """Continue with other dated events; the months already played are the same with both."""
        changed = gate.changed(self._plain, changes, self._owner)
        self._engine.reschedule(changed)
        self.run = replace(self.run, scenario=changed, changes=changes, roster=roster_of(self._world, changed))

    def restart(
        self,
        *,
        scenario: str | Scenario | None = None,
        seed: object | None = None,
        changes: Mapping[str, object] | None = None,
        replicate: int | None = None,
        owner: Scenario | None = None,
    ) -> Snapshot:
        """Start again, with another scenario, seed, changes or replicate where they are given.

        Args:
            scenario: Another scenario; its changes are then only those given.
            owner: That scenario again, if the owner of the server opened it.
            seed: Another seed; its replicate is then the first unless given.
            changes: Other changes.
            replicate: Another replicate.

        Returns:
            The snapshot of month 0.

        Raises:
            ScenarioError: The scenario or a change is wrong; the world is as before.
            SeedError: The seed is wrong; the world is as before.
        """
        same = scenario is None
        applied = dict(self.run.changes) if changes is None and same else dict(changes or {})
        # Replicates are numbered within a seed and a scenario, so with another of them the first one is meant.
        number = self.run.replicate if seed is None and same else 0
        with self._moving:
            before, self._owner = self._owner, self._owner if same else owner
            try:
                self._start(
                    self._plain if scenario is None else scenario,
                    seed_of(self.run.seed if seed is None else seed),
                    applied,
                    number if replicate is None else replicate,
                )
            except BaseException:
                self._owner = before  # the world is as before, and so is what it may do
                raise
            return self.now

    def step(self) -> Snapshot:
        """Play one month; at the horizon do nothing."""
        return self.go_to(self.now.month + 1)

    def go_to(self, month: int) -> Snapshot:
        """Go to a month, forward or back: from the nearest keyframe, playing the months between.

        If a month fails, its error is raised and the world is at the last good month.

        Args:
            month: The month; it is limited to 0 to the horizon.

        Returns:
            The snapshot of the month that was reached.
        """
        with self._moving:
            target = min(max(0, int(month)), self.run.roster.horizon)
            with self._lock:
                self._engine.back_to(target)
                self._waiting = ()
            try:
                # A turn for each month, so that a leap does not keep other visitors from theirs.
                while self._engine.state.month < target and self._next():
                    self._engine.weigh()
            finally:
                self.refresh()
            return self.now

    def _next(self) -> bool:
        """Play a month when it is this world's turn; return False if it has proposals for the seat."""
        with self.turn(), self._lock:
            return self._engine.play(self._decided)

    def _decided(self, month: int) -> bool:
        """Return whether the seat has decided on everything that was signed in a month."""
        seat = self._seat
        asked = [] if seat is None else proposals(self._world.state, seat, month)
        self._waiting = tuple(each for each in asked if (month, each.partner) not in self._answers)
        return not self._waiting

    def turn(self) -> AbstractContextManager[None]:
        """Wait for a turn of the server's processors, as long as a month of this world takes."""
        return self.host.turn(self._engine.seconds)

    def why(self, first: int, second: int, issues: tuple[int, ...] = ()) -> Picture:
        """Return why two actors have signed the latest of their agreements; without one, what talks would give now.

        Args:
            first: Row of the first side.
            second: Row of the second side.
            issues: Numbers of the issues of supposed talks; with any, no agreement is looked for.
        """
        with self._moving, self._lock:
            number = None if issues else latest(self._world.state, first, second)
            return self.picture(first, second, issues) if number is None else self.reasons(number)

    def reasons(self, number: int) -> Picture:
        """Return the talks of an agreement as they were held; the world stays in its month.

        Raises:
            LookupError: No agreement has this number, or its talks are open or older than the run.
        """
        with self._moving, self._lock:
            roster, (month, why) = self.run.roster, end_of_talks(self._world.state, number)
            return self._engine.inside(month, lambda state: picture_of_talks(state, roster, number, why))

    def picture(self, first: int, second: int, issues: tuple[int, ...] = ()) -> Picture:
        """Return the bargaining picture of the talks that two actors hold or would hold in the present month.

        Args:
            first: Row of the first side.
            second: Row of the second side.
            issues: Numbers of the issues; without any, the model chooses them.

        Raises:
            LookupError: Both are the same actor.
        """
        with self._lock:
            update_networks(self._world.state)
            return picture(self._world.state, self.run.roster, first, second, issues)

    def actor(self, row: int) -> ActorFacts:
        """Return the facts of an actor in the present month."""
        with self._lock:
            return actor_facts(self._world.state, self.run.roster, row)

    def events_of(self, month: int) -> tuple[FeedLine, ...]:
        """Return every line on a month that is done; none for any other."""
        with self._lock:
            state = self._world.state
            return tuple(feed_of(state, self.run.roster, month)) if 0 <= month < state.month else ()

    def agreement(self, number: int) -> AgreementFacts:
        """Return the facts of an agreement in the present month.

        Raises:
            LookupError: No agreement has this number, at least not yet.
        """
        with self._lock:
            return agreement_facts(self._world.state, self.run.roster, number)

    def ask[T](self, question: Callable[[World], T]) -> T:
        """Return the answer to a question about the world, which must not change it or keep a part of it."""
        with self._lock:
            return question(self._world)

    def log(self) -> Floats:
        """Return the events since the start of the scenario, shape (columns of the ledger, events)."""
        with self._lock:
            events = self._world.state.ledger.events
            return np.array(list(events), dtype=np.float64)[:, events.month >= 0]

    def digest(self) -> str:
        """Return the SHA-256 of all events so far; equal digests mean the same run."""
        return self.ask(lambda world: str(world.digest()))
