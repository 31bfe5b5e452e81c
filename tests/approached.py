"""Approaches of the present month of a state."""

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.course import look_ahead
from paradiplomacy.model.network.approaches import approaches
from paradiplomacy.model.state import State


def approaches_of(state: State) -> tuple[Ints, Ints, Floats]:
    """Return this month's approaches: the approaching actor, the other, and the time within the month."""
    look_ahead(state)
    potential, search, key = state.potential, state.settings.search, state.key(Purpose.APPROACH)
    return approaches(state.actors, state.n_cities, potential, state.ties, search, key, state.month)
