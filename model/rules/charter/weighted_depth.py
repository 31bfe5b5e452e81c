"""The depth that gets most done once those are gone who would not bear it: depth times participation.

Whoever would have everybody commit to x bears up to 2 x: there the (quadratic) worth of a common commitment is no
better than nothing. Deeper terms lose participants (broad but shallow, or narrow but deep: Barrett 2003, Gilligan 2004).
"""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled

SOLVED_AGAIN = False


@compiled
def depth(peak: Floats, weight: Floats) -> float:
    """The common depth on one issue; of two that get as much done, the deeper.

    Args:
        peak: (n,) depth that each of those invited would have everybody commit to, at least 0.
        weight: (n,) size of each.
    """
    order = np.argsort(peak)
    left = 0.0
    best, done = 0.0, 0.0
    for at in range(peak.shape[0] - 1, -1, -1):
        row = order[at]
        left += weight[row]
        bearable = 2.0 * peak[row]
        if bearable * left > done:
            best, done = bearable, bearable * left
    return best
