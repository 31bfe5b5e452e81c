"""Take it or leave it (Güth, Schmittberger and Schwarze 1982): the proposer leaves the responder its reservation value."""

import math

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.model.bargaining.frontier import NOWHERE, conclude, nearest_accepted, rational
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases

SOURCE = "Güth, Schmittberger and Schwarze 1982"
DETERMINES_ROUND = False
ALL = 1.0


@compiled
def solve(cases: Cases, c: int) -> float:
    """Return the proposer's best point where the responder does not lose and every veto player accepts."""
    low, high = rational(cases, c)
    if math.isnan(low):
        return NOWHERE
    # The proposer's best point is the end of the zone, where the responder gains nothing; veto players may push it back.
    return nearest_accepted(cases, c, high, low)


@compiled
def settle(given: Cases, filled: Answers) -> None:
    """Settle every case; with side payments the proposer takes the whole joint gain."""
    cases, answers = borrowed(given), borrowed(filled)
    for c in range(cases.power.shape[0]):
        if cases.side_payments[c]:
            pay(cases, c, ALL, answers)
        else:
            conclude(cases, c, solve(cases, c), answers)
