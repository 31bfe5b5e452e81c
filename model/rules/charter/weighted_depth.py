"""The depth that maximises depth times participation.

An actor whose ideal common depth is x accepts up to 2 x, where the (quadratic) utility of a common commitment is back to that
of none. Deeper terms lose participants: broad but shallow, or narrow but deep (Barrett 2003; Gilligan 2004).
"""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled

SOURCE = "Barrett 2003; Gilligan 2004"
SOLVED_AGAIN = False
BARGAINED = False


@compiled
def depth(peak: Floats, weight: Floats) -> float:
    """Return the common depth on one issue; of two with the same product, the deeper.

    Args:
        peak: (n,) ideal common depth of each actor invited, at least 0.
        weight: (n,) size of each.
    """
    order = np.argsort(peak)
    taking_part = 0.0
    best, most = 0.0, 0.0
    for at in range(peak.shape[0] - 1, -1, -1):
        row = order[at]
        taking_part += weight[row]
        acceptable = 2.0 * peak[row]
        if acceptable * taking_part > most:
            best, most = acceptable, acceptable * taking_part
    return best
