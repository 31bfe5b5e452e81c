"""What is best for all members together, solved again for each membership (Barrett 1994; Carraro and Siniscalco 1993).

A member whose effort q costs it ``c q^2 / 2 - p q`` and gives each member j the benefit ``b_j w q`` does most for all
members, in money, with ``q = (sum of w_j b_j over the members + p) / c``; with everybody alike this is ``(n b + p) / c``.
Where a unit of effort adds only r, because more is promised elsewhere, the sum counts r times.
At the founding the charter states the mean of what all of those invited would owe.
"""

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled

SOLVED_AGAIN = True
TINY = 1e-300


@compiled
def depth(peak: Floats, weight: Floats) -> float:
    """The mean depth on one issue if all of those invited take part.

    Args:
        peak: (n,) what each would owe then, at least 0.
        weight: (n,) size of each.
    """
    total, whole = 0.0, 0.0
    for i in range(peak.shape[0]):
        total += peak[i] * weight[i]
        whole += weight[i]
    return total / max(whole, TINY)
