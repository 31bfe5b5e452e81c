"""A quota of the constituents must prefer the agreement to the status quo.

Positions within a constituency are assumed to be normal and perfectly correlated across issues, so the quota is met exactly
where the voter at that quantile agrees (Black 1948).
"""

from statistics import NormalDist

import numpy as np

from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.ratification import VETO_PLAYERS, Answers, Cases

SOURCE = "Black 1948"
# A quota of exactly 0 or 1 would put the pivotal voter at infinity.
LEAST = 1e-6


def offsets(cases: Cases, parameters: Ratification) -> Answers:
    """Return one veto player per actor: the voter at the quantile 1 - quota.

    Args:
        cases: The actors; their numbers of veto players do not matter here.
        parameters: Parameters of ratification.
    """
    count = len(cases.veto_players)
    pivot = np.zeros((count, VETO_PLAYERS))
    # The voter for whom exactly the quota of the others is at least as willing: a quota above one half moves the pivot
    # away from agreement, below one half towards it.
    pivot[:, 0] = -NormalDist().inv_cdf(min(1.0 - LEAST, max(LEAST, parameters.quota)))
    return Answers(pivot, np.ones(count, dtype=np.int32))
