"""Approaches of the present month of a state."""

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.network.approaches import approaches
from paradiplomacy.model.network.searching import potential_of
from paradiplomacy.model.state import State


def approaches_of(state: State) -> tuple[Ints, Ints, Floats]:
    """Return this month's approaches: the approaching actor, the other, and the time within the month."""
    potential, search, key = potential_of(state), state.settings.search, state.key(Purpose.APPROACH)
    return approaches(state.actors, state.n_cities, potential, state.ties, search, key, state.month)
