"""The depth that the median of those invited would have everybody commit to (Black 1948).

Preferences over a common depth have a single peak, so no other depth wins a vote of those invited against it.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled

SOLVED_AGAIN = False


@compiled
def depth(peak: Floats, weight: Floats) -> float:  # noqa: ARG001 - every charter rule takes both
    """The common depth on one issue.

    Args:
        peak: (n,) depth that each of those invited would have everybody commit to, at least 0.
        weight: (n,) size of each, which does not matter here: one actor, one vote.
    """
    return float(np.median(peak))
