"""Search: actors choose whom to approach; capacity settles which approaches open a negotiation."""

import numpy as np

from paradiplomacy.model.agreements.opening import open_negotiations
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.network.approaches import admit, approaches, first_of_each_pair
from paradiplomacy.model.state import State


def act(state: State) -> None:
    """Open the negotiations that this month's search leads to."""
    key = state.key(Purpose.APPROACH)
    closure = state.settings.search.closure
    who, whom, when = approaches(state.actors, state.n_cities, state.prospects, state.ties, closure, key)
    admitted = np.zeros(len(who), dtype=bool)
    # By time. Equal times are ordered by the keys of the actors, not by rows, which depend on who else is in the world.
    order = first_of_each_pair(who, whom, np.lexsort((state.actors.key[whom], state.actors.key[who], when)))
    admit(order, who, whom, state.actors.capacity, state.book.rows, state.dealings, admitted)
    chosen = order[admitted[order]]
    open_negotiations(state, who[chosen], whom[chosen])
