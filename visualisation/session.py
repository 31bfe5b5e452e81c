"""One visitor, one world: step, go back and forward, restart, ask why. Knows nothing of Solara.

The world stays inside; what comes out is frozen. Every method may be called from any thread.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.explain import Explanation
from paradiplomacy.model.state import State
from paradiplomacy.model.world import World, look_around, one_month
from paradiplomacy.scenarios import build, change, read
from paradiplomacy.scenarios.scenario import Scenario
from paradiplomacy.visualisation.bargain import Picture, picture
from paradiplomacy.visualisation.cast import Cast, cast_of
from paradiplomacy.visualisation.door import refuse_own_rules, within_bounds
from paradiplomacy.visualisation.facts import ActorFacts, AgreementFacts, actor_facts, agreement_facts
from paradiplomacy.visualisation.keyframes import Keyframes, put_back, take
from paradiplomacy.visualisation.snapshot import Snapshot, snapshot

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
    cast: Cast


class Session:
    """A world that is played, rewound and questioned.

    Args:
        scenario: Name in the library, path of a scenario file, or a scenario.
        seed: Root seed, 0 to 2**63 - 1.
        changes: Path in the scenario to new value.

    Attributes:
        run: What is being played.
        now: The month that a panel may draw.

    Raises:
        ScenarioError: The scenario or a change is wrong.
        SeedError: The seed is no whole number in its range.
    """

    def __init__(
        self, scenario: str | Scenario = "c40-paris", *, seed: object = 1, changes: Mapping[str, object] | None = None
    ) -> None:
        self._lock = threading.RLock()
        self._start(scenario, seed_of(seed), dict(changes or {}))

    def _start(self, scenario: str | Scenario, seed: int, changes: dict[str, object]) -> None:
        """Build a world, and only then let go of the one before."""
        plain = scenario if isinstance(scenario, Scenario) else read.read(scenario)
        refuse_own_rules(changes)
        changed = within_bounds(change.apply(plain, changes), plain) if changes else plain
        world: World = build.build(changed, seed=seed)
        cast = cast_of(world, changed)
        world.state.recorder.most = RECORDED
        first = snapshot(world.state, cast)
        with self._lock:
            self._plain, self._world = plain, world
            self._frames = Keyframes(world.state)
            self.run = Run(changed, changes, seed, cast)
            self.now = first

    @property
    def plain(self) -> Scenario:
        """The scenario without the changes."""
        return self._plain

    @property
    def over(self) -> bool:
        """Whether the horizon is reached."""
        return self.now.month >= self.run.cast.horizon

    def restart(
        self,
        *,
        scenario: str | Scenario | None = None,
        seed: object | None = None,
        changes: Mapping[str, object] | None = None,
    ) -> Snapshot:
        """Start again: with another seed, other changes or another scenario where they are given.

        Raises:
            ScenarioError: The scenario or a change is wrong; the world stays as it was.
            SeedError: The seed is wrong; the world stays as it was.
        """
        same = scenario is None
        kept = dict(self.run.changes) if changes is None and same else dict(changes or {})
        self._start(
            self._plain if scenario is None else scenario, seed_of(self.run.seed if seed is None else seed), kept
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
            while state.month < target:
                self._play(state)
            self.now = snapshot(state, self.run.cast)
            return self.now

    def _play(self, state: State) -> None:
        good = take(state)
        try:
            one_month(state)  # not World.step: Mesa's clock only runs forward, and stands still after a failure
        except Exception:
            put_back(state, good)
            self.now = snapshot(state, self.run.cast)
            raise
        self._frames.keep(state)

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
