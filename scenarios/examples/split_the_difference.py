"""A protocol of one's own: both sides start from their best and meet half-way along the Pareto frontier.

Named in ``split-the-difference.toml`` next to this file. The function gets all negotiations of a month and the number of one, and
returns a point of the frontier: the weight of side 0, or nan for no agreement.
"""

import math

from paradiplomacy.model.bargaining.frontier import rational
from paradiplomacy.model.rules.protocol import Cases


def halfway(cases: Cases, c: int) -> float:
    """Return the point half-way between the best point of one side and that of the other."""
    low, high = rational(cases, c)
    return math.nan if math.isnan(low) else 0.5 * (low + high)
