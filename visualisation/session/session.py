"""One visitor, one world: step, go back and forward, restart, ask why. Knows nothing of Solara.

The world stays inside; what comes out is frozen. Every method may be called from any thread.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.bargaining.explain import Explanation
from paradiplomacy.model.state import State
from paradiplomacy.model.world import World, look_around, one_month
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build
from paradiplomacy.visualisation.session.facts.bargaining import Picture, picture
from paradiplomacy.visualisation.session.roster import Cast, cast_of
from paradiplomacy.visualisation.session.limits import refuse_own_rules, within_bounds
from paradiplomacy.visualisation.session.facts.inspection import ActorFacts, AgreementFacts, actor_facts, agreement_facts
from paradiplomacy.visualisation.session.interventions import earliest, event_path
from paradiplomacy.visualisation.session.keyframes import Keyframes, put_back, take
from paradiplomacy.visualisation.session.seat import Proposal, Word, proposals, refusal, refusal_name
from paradiplomacy.visualisation.session.snapshot import Snapshot, snapshot

LARGEST_SEED = 2**63 - 1
RECORDED = 120
"""For how many months back a visit keeps the columns of every actor: a long visit does not grow by them."""


class SeedError(ValueError):
    """What was given for a seed is no whole number in its range."""


def seed_of(given: object) -> int:
    """A seed from a text box or an address: a whole number, 0 to 2**63 - 1.

    Raises:
        SeedError: It is none.
    """
    text = str(given).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_SEED):
        raise SeedError(f"seed {text[:40]!r}: want a whole number from 0 to {LARGEST_SEED}")
    return int(text)


@dataclass(frozen=True)
class Run:
    """One world from its start: what it is made of, and what never changes in it."""

    scenario: Scenario
    changes: Mapping[str, object]
    seed: int
    replicate: int
    cast: Cast


class Session:
    """A world that is played, rewound and questioned.

    Args:
        scenario: Name in the library, path of a scenario file, or a scenario.
        seed: Root seed, 0 to 2**63 - 1.
        changes: Path in the scenario to new value.
        replicate: Number of the replicate, as batches count them.

    Attributes:
        run: What is being played.
        now: The month that a panel may draw.

    Raises:
        ScenarioError: The scenario or a change is wrong.
        SeedError: The seed is no whole number in its range.
    """

    def __init__(
        self,
        scenario: str | Scenario = "c40-paris",
        *,
        seed: object = 1,
        changes: Mapping[str, object] | None = None,
        replicate: int = 0,
    ) -> None:
        self._lock = threading.RLock()
        self._seat: int | None = None
        self._luck: tuple[tuple[str, ...], int, int] | None = None
        self._words: dict[tuple[int, int], Word] = {}
        self._waiting: tuple[Proposal, ...] = ()
        self._start(scenario, seed_of(seed), dict(changes or {}), replicate)

    def _start(self, scenario: str | Scenario, seed: int, changes: dict[str, object], replicate: int) -> None:
        """Build a world, and only then let go of the one before."""
        plain = scenario if isinstance(scenario, Scenario) else read.read(scenario)
        refuse_own_rules(changes)
        changed = within_bounds(change.apply(plain, changes), plain) if changes else plain
        world: World = build.build(changed, seed=seed, replicate=replicate)
        cast = cast_of(world, changed)
        world.state.recorder.most = RECORDED
        first = snapshot(world.state, cast)
        with self._lock:
            self._plain, self._world = plain, world
            self._frames = Keyframes(world.state)
            if self._luck != (cast.ids, seed, replicate):
                self._seat, self._words = None, {}
            self._luck, self._waiting = (cast.ids, seed, replicate), ()
            self.run = Run(changed, changes, seed, replicate, cast)
            self.now = first

    @property
    def plain(self) -> Scenario:
        """The scenario without the changes."""
        return self._plain

    @property
    def over(self) -> bool:
        """Whether the horizon is reached."""
        return self.now.month >= self.run.cast.horizon

    @property
    def seat(self) -> int | None:
        """Row of the actor for whom the visitor speaks; None for nobody."""
        return self._seat

    @property
    def waiting(self) -> tuple[Proposal, ...]:
        """Terms that wait for the seat's word: time stands still while there are some."""
        return self._waiting

    @property
    def words(self) -> tuple[Word, ...]:
        """What the seat has answered, in order."""
        return tuple(self._words.values())

    def sit(self, row: int | None) -> None:
        """Speak for an actor from now on, or for nobody.

        Raises:
            LookupError: There is no such actor.
        """
        with self._lock:
            if row is not None and not 0 <= row < len(self.run.cast.ids):
                raise LookupError(f"row {row}: want 0 to {len(self.run.cast.ids) - 1}")
            if row != self._seat:
                self._words = {}
            self._seat, self._waiting = row, ()

    def answer(self, partner: int, *, accepted: bool) -> None:
        """Say yes or no to terms that wait; a no becomes a dated event of the scenario.

        Raises:
            LookupError: No terms of this partner wait.
        """
        with self._lock:
            found = [each for each in self._waiting if each.partner == partner]
            if not found or self._seat is None:
                raise LookupError("no terms of this partner wait for an answer")
            asked, cast = found[0], self.run.cast
            look_around(self._world.state)
            seen = picture(self._world.state, cast, self._seat, partner, asked.issues)
            if not accepted:
                self.happen(refusal_name(cast, asked, self._seat), refusal(cast, asked, self._seat))
            self._words[asked.month, partner] = Word(asked, accepted, seen)
            self._waiting = tuple(each for each in self._waiting if each.partner != partner)

    def take_back(self, number: int) -> Snapshot:
        """Take an answer back, and go to the month in which it was given; answers after it fall with it.

        Raises:
            LookupError: There is no such answer.
        """
        with self._lock:
            if self._seat is None or not 0 <= number < len(self._words):
                raise LookupError(f"answer {number}: there are {len(self._words)}")
            first = self.words[number].proposal
            later = [word for word in self.words if word.proposal.month >= first.month]
            later = [word for word in later if word.proposal.month > first.month or word.proposal == first]
            self.go_to(min(self.now.month, first.month))
            for word in later:
                del self._words[word.proposal.month, word.proposal.partner]
                if not word.accepted:
                    self.remove(refusal_name(self.run.cast, word.proposal, self._seat))
            self._waiting = ()
            return self.now

    def look(self) -> Snapshot:
        """The present month, seen afresh."""
        with self._lock:
            self.now = snapshot(self._world.state, self.run.cast)
            return self.now

    def happen(self, name: str, event: Mapping[str, object]) -> None:
        """Let a dated event happen, from this month on; it is a change of the scenario as any other.

        Raises:
            ScenarioError: The event is wrong, or is past.
        """
        with self._lock:
            earliest(str(event.get("date", "")), self.run.cast, self.now.month)
            self._reschedule({**self.run.changes, event_path(name): dict(event)})

    def remove(self, name: str) -> None:
        """Take an event away that was added, as long as it is not past.

        Raises:
            ScenarioError: It is past, or was not added here.
        """
        with self._lock:
            path = event_path(name)
            added = self.run.changes.get(path)
            if not isinstance(added, Mapping):
                raise one_problem("", "was not added here", "want one that was", path=path)
            earliest(str(added.get("date", "")), self.run.cast, self.now.month)
            self._reschedule({key: value for key, value in self.run.changes.items() if key != path})

    def _reschedule(self, changes: dict[str, object]) -> None:
        """Play on under other dated events; what has been played is the same under both."""
        refuse_own_rules(changes)
        changed = within_bounds(change.apply(self._plain, changes), self._plain)
        state = self._world.state
        state.happenings = build.calendar_of(changed, state.luck)
        self._frames.forget_after(state.month)
        self.run = replace(self.run, scenario=changed, changes=changes, cast=cast_of(self._world, changed))

    def restart(
        self,
        *,
        scenario: str | Scenario | None = None,
        seed: object | None = None,
        changes: Mapping[str, object] | None = None,
        replicate: int | None = None,
    ) -> Snapshot:
        """Start again: with another seed, other changes or another scenario where they are given.

        A new seed or scenario has the first of its replicates unless another one is asked for.

        Raises:
            ScenarioError: The scenario or a change is wrong; the world stays as it was.
            SeedError: The seed is wrong; the world stays as it was.
        """
        same = scenario is None
        kept = dict(self.run.changes) if changes is None and same else dict(changes or {})
        number = self.run.replicate if seed is None and same else 0
        self._start(
            self._plain if scenario is None else scenario,
            seed_of(self.run.seed if seed is None else seed),
            kept,
            number if replicate is None else replicate,
        )
        return self.now

    def step(self) -> Snapshot:
        """Play one month; at the horizon nothing happens."""
        return self.go_to(self.now.month + 1)

    def go_to(self, month: int) -> Snapshot:
        """Go to a month, forward or back: from the nearest keyframe, playing the months between.

        A month that fails raises what it raised, and the world stands where the last good month left it.
        """
        with self._lock:
            target = min(max(0, int(month)), self.run.cast.horizon)
            state = self._world.state
            if target < state.month:
                put_back(state, self._frames.before(target))
            self._waiting = ()
            while state.month < target and self._play(state):
                self._frames.keep(state)
            self.now = snapshot(state, self.run.cast)
            return self.now

    def _play(self, state: State) -> bool:
        """Play a month; put it back, and say so, where terms of it wait for the seat's word."""
        good, month = take(state), state.month
        try:
            one_month(state)  # not World.step: Mesa's clock only runs forward, and stands still after a failure
        except Exception:
            put_back(state, good)
            self.now = snapshot(state, self.run.cast)
            raise
        seat = self._seat
        asked = [] if seat is None else proposals(state, seat, month)
        self._waiting = tuple(each for each in asked if (month, each.partner) not in self._words)
        if self._waiting:
            put_back(state, good)
        return not self._waiting

    def explain(self, first: str, second: str, issues: tuple[str, ...] = ()) -> Explanation:
        """Why two actors agree as things stand, or why not (``World.explain``)."""
        with self._lock:
            return self._world.explain(first, second, issues=issues)

    def picture(self, first: int, second: int, issues: tuple[int, ...] = ()) -> Picture:
        """The bargaining picture of two actors, by row, as things stand.

        Raises:
            ValueError: Both are the same actor.
        """
        with self._lock:
            look_around(self._world.state)
            return picture(self._world.state, self.run.cast, first, second, issues)

    def actor(self, row: int) -> ActorFacts:
        """What is known of an actor now."""
        with self._lock:
            return actor_facts(self._world.state, self.run.cast, row)

    def agreement(self, number: int) -> AgreementFacts:
        """What is known of an agreement now.

        Raises:
            LookupError: There is none with this number, yet or at all.
        """
        with self._lock:
            return agreement_facts(self._world.state, self.run.cast, number)

    def ask[T](self, question: Callable[[World], T]) -> T:
        """What a question about the world is answered; the question changes nothing and keeps nothing of it."""
        with self._lock:
            return question(self._world)

    def log(self) -> Floats:
        """(8, events) the events since the start of the scenario, a row for each column of the ledger."""
        with self._lock:
            events = self._world.state.ledger.events
            return np.array(list(events), dtype=np.float64)[:, events.month >= 0]

    def digest(self) -> str:
        """SHA-256 of all events so far: equal digests mean the same run."""
        with self._lock:
            return str(self._world.digest())

    def wanted(self, changes: Mapping[str, Any]) -> Scenario:
        """The scenario that changes would give, without starting it.

        Raises:
            ScenarioError: A change is wrong.
        """
        return change.apply(self._plain, changes)
