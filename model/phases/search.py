"""Search: actors choose whom to approach; capacity settles which approaches open a negotiation."""

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements.opening import open_negotiations
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.network.approaches import admit, approaches, first_of_each_pair
from paradiplomacy.model.network.potential import draw_potential, window_of
from paradiplomacy.model.state import State


def approaches_of(state: State) -> tuple[Ints, Ints, Floats]:
    """Return this month's approaches: the approaching actor, the other, and the time within the month."""
    search = state.settings.search
    if state.potential is None or state.potential.window != window_of(state.month):
        state.potential = draw_potential(
            state.actors, state.n_cities, state.prospects, search, state.stream, state.month
        )
    key = state.key(Purpose.APPROACH)
    return approaches(state.actors, state.n_cities, state.potential, state.ties, search, key, state.month)


def act(state: State) -> None:
    """Open the negotiations that this month's search leads to."""
    who, whom, when = approaches_of(state)
    admitted = np.zeros(len(who), dtype=bool)
    # By time. Equal times are ordered by the keys of the actors, not by rows, which depend on who else is in the world.
    order = first_of_each_pair(who, whom, np.lexsort((state.actors.key[whom], state.actors.key[who], when)))
    admit(order, who, whom, state.actors.capacity, state.book.rows, state.dealings, admitted)
    chosen = order[admitted[order]]
    open_negotiations(state, who[chosen], whom[chosen])
