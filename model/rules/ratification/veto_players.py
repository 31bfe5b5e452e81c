"""Every veto player must prefer the agreement to the status quo (Tsebelis 2002)."""

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.protocol.cases import VETO_PLAYERS


def offsets(players: Ints, parameters: Ratification) -> tuple[Floats, Ints]:
    """How far the veto players of each actor stand from its median voter, in standard deviations, and their number.

    The first is the median voter; each further one wants less.

    Args:
        players: (actors,) number of veto players.
        parameters: Parameters of ratification.
    """
    steps = -parameters.veto_step * np.arange(VETO_PLAYERS, dtype=np.float64)
    return np.tile(steps, (len(players), 1)), players.copy()
