"""The part of a world that a measure is read off: some actors, issues and months, or everything."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.scenarios.names.scope import Scope

if TYPE_CHECKING:
    from paradiplomacy.model.state import State
    from paradiplomacy.model.world import World

# No ledger reaches this far, so that "until" left out means the end of the run, whatever its horizon.
FOREVER = 10**6


class Chosen(NamedTuple):
    """The part of a world that a measure is read off.

    Attributes:
        actors: (actors,) whether each actor is chosen.
        issues: (K,) whether each issue is chosen.
        first, last: First and last month. The burn-in is never chosen: months count from 0.
        among: Whether both parties of an agreement must be chosen, rather than one of them.
        kind: Kind of agreement; None for all.
    """

    actors: Flags
    issues: Flags
    first: int = 0
    last: int = FOREVER
    among: bool = False
    kind: Kind | None = None

    @property
    def everyone(self) -> bool:
        """True if every actor is chosen."""
        return bool(self.actors.all())

    @property
    def every_issue(self) -> bool:
        """True if every issue is chosen."""
        return bool(self.issues.all())

    def when(self, months: NDArray[np.int32]) -> Flags:
        """Flag the months that are chosen."""
        inside: Flags = (months >= self.first) & (months <= self.last)
        return inside


def choose(world: "World", scope: Scope) -> Chosen:
    """Find in a world the actors, issues and months that a scope names; all of them where it names none."""
    state = world.state
    actors = np.ones(state.n_actors, dtype=bool)
    if scope.who:
        actors = np.logical_or.reduce([_selected(state, text) for text in scope.who])
    issues = np.array([not scope.issues or issue.name in scope.issues for issue in state.issues], dtype=bool)
    # Month 0 at the earliest: the burn-in only lets the network of agreements settle from an arbitrary start, and no
    # measure should depend on that start.
    first = max(0, month_of(state.start, scope.since)) if scope.since else 0
    last = month_of(state.start, scope.until) if scope.until else FOREVER
    return Chosen(actors, issues, first, last, scope.among)


def _selected(state: "State", text: str) -> Flags:
    """Flag the actors that a selector means."""
    flags = np.zeros(state.n_actors, dtype=bool)
    # The world knows its own actors, which may be from a table of the user's and not in the facts.
    flags[state.lookup.rows((text,))] = True
    return flags
