"""A quota of the constituents must prefer the agreement to the status quo.

Positions within a constituency are taken as normal and as moving together across issues, so the
quota is met exactly where the voter at that quantile agrees.
"""

from statistics import NormalDist

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.protocol.cases import VETO_PLAYERS

LEAST = 1e-6


def offsets(players: Ints, parameters: Ratification) -> tuple[Floats, Ints]:
    """The pivotal voter of each actor: the one at the quantile 1 - quota, in standard deviations from the median.

    Args:
        players: (actors,) number of veto players, which does not matter here.
        parameters: Parameters of ratification.
    """
    pivot = np.zeros((len(players), VETO_PLAYERS))
    pivot[:, 0] = -NormalDist().inv_cdf(min(1.0 - LEAST, max(LEAST, parameters.quota)))
    return pivot, np.ones(len(players), dtype=np.int32)
