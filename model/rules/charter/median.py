"""The median of the ideal common depths of the actors invited (Black 1948).

Preferences over a common depth are single-peaked, so no other depth beats the median in a majority vote.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled

SOURCE = "Black 1948"
SOLVED_AGAIN = False
BARGAINED = False


@compiled
def depth(peak: Floats, weight: Floats) -> float:  # noqa: ARG001 - every charter rule takes both
    """Return the common depth on one issue.

    Args:
        peak: (n,) ideal common depth of each actor invited, at least 0.
        weight: (n,) size of each, which does not matter here: one actor, one vote.
    """
    return float(np.median(peak))
