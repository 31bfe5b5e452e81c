"""Every veto player must prefer the agreement to the status quo (Tsebelis 2002)."""

import numpy as np

from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.ratification import VETO_PLAYERS, Answers, Cases

SOURCE = "Tsebelis 2002"


def offsets(cases: Cases, parameters: Ratification) -> Answers:
    """Return the veto players of each actor: the median voter first, each further one less willing.

    Args:
        cases: The actors.
        parameters: Parameters of ratification.
    """
    # Offsets of all possible veto players are returned for everybody; the number says how many of them count.
    steps = -parameters.veto_step * np.arange(VETO_PLAYERS, dtype=np.float64)
    return Answers(np.tile(steps, (len(cases.veto_players), 1)), cases.veto_players.copy())
