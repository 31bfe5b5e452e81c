"""Search in compiled code: actors approach each other, and capacity settles which approaches open a negotiation."""

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.agreements.opening import enter
from paradiplomacy.model.chance import Purpose, key
from paradiplomacy.model.month import Month
from paradiplomacy.model.network.approaches import admit, approaches, first_of_each_pair
from paradiplomacy.model.network.potential import Potential, draw_potential, window_of
from paradiplomacy.model.state import State

APPROACH = int(Purpose.APPROACH)


def potential_of(state: State) -> Potential:
    """Return the potential approaches of the window of this month, drawn when it begins."""
    if state.potential.window != window_of(state.month):
        search = state.settings.search
        state.potential = draw_potential(
            state.actors, state.n_cities, state.prospects, search, state.stream, state.month
        )
    return state.potential


@inner
def _precedes(keys: Keys, who: Ints, whom: Ints, one: int, other: int) -> bool:
    """Return whether one of two approaches at the same time is to come first: by the keys of the actors."""
    # Not by rows, which depend on who else is in the world.
    if who[one] != who[other]:
        before: bool = keys[who[one]] < keys[who[other]]
        return before
    return keys[whom[one]] < keys[whom[other]]


@compiled
def by_time(keys: Keys, who: Ints, whom: Ints, when: Floats) -> Rows:
    """Return the order of approaches in time."""
    order = np.argsort(when, kind="mergesort")
    for at in range(1, order.shape[0]):
        back = at
        while back > 0 and when[order[back - 1]] == when[order[back]]:
            if not _precedes(keys, who, whom, order[back], order[back - 1]):
                break
            order[back - 1], order[back] = order[back], order[back - 1]
            back -= 1
    return order


@compiled
def open_talks(month: Month) -> None:
    """Open the negotiations that this month's search leads to."""
    actors, desk, search = month.actors, month.desk, month.settings.search
    draws = key(month.run, month.month, APPROACH, 0)
    who, whom, when = approaches(actors, month.n_cities, month.potential, month.ties, search, draws, month.month)
    order = first_of_each_pair(who, whom, by_time(actors.key, who, whom, when))
    admitted = np.zeros(who.shape[0], dtype=np.bool_)
    admit(order, who, whom, actors.capacity, desk.shelf.agreements, month.dealings, admitted)
    chosen = order[admitted[order]]
    everything = np.ones(month.mandate.shape[1], dtype=np.bool_)
    procedures.open_negotiations(desk, enter(month, everything, who[chosen], whom[chosen]))
