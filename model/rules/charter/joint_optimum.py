"""The joint optimum of the members, solved again for each membership (Barrett 1994; Carraro and Siniscalco 1993).

A member whose effort q costs it ``c q^2 / 2 - p q`` and gives each member j the benefit ``b_j w q`` maximises the members'
joint payoff, in money, at ``q = (sum of w_j b_j over the members + p) / c``; with identical members this is
``(n b + p) / c``. Where a unit of effort adds only r, because the actor has promised effort elsewhere, the sum counts r times.
The founding charter states the mean of what all actors invited would owe.
"""

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled

SOURCE = "Barrett 1994; Carraro and Siniscalco 1993"
SOLVED_AGAIN = True
BARGAINED = False
# Keeps the mean of an empty list at 0 instead of nan.
TINY = 1e-300


@compiled
def depth(peak: Floats, weight: Floats) -> float:
    """Return the weighted mean depth on one issue if all actors invited take part.

    Args:
        peak: (n,) what each would owe then, at least 0.
        weight: (n,) size of each.
    """
    total, whole = 0.0, 0.0
    for i in range(peak.shape[0]):
        total += peak[i] * weight[i]
        whole += weight[i]
    return total / max(whole, TINY)
