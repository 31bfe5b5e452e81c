"""Asymmetric Nash bargaining: maximise the weighted product of the gains (Nash 1950; Kalai 1977)."""

import math

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.model.bargaining.frontier import (
    NOWHERE,
    accepted_at_home,
    conclude,
    either,
    nearest_accepted,
    product,
    rational,
    root,
)
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases

SOURCE = "Nash 1950; Kalai 1977"
DETERMINES_ROUND = False
BALANCE = 2


@compiled
def fairest(cases: Cases, c: int, low: float, high: float) -> float:
    """Return the point of the zone of agreement where weight * gain / power is the same for both sides."""
    # The first-order condition is monotone in the weight, so the optimum is a root: no search over terms is needed.
    return high if low == high else root(cases, c, BALANCE, low, high)


@compiled
def solve(cases: Cases, c: int) -> float:
    """Return the point of the frontier where weight * gain / power is the same for both sides.

    Where veto players refuse it, return the nearest point on either side that they accept, whichever has the larger product.
    """
    low, high = rational(cases, c)
    if math.isnan(low):
        return NOWHERE
    weight = fairest(cases, c, low, high)
    if accepted_at_home(cases, c, weight):
        return weight
    # The product falls off on either side of its maximum, so the best accepted point is the nearest one above or below.
    down, up = either(nearest_accepted(cases, c, weight, low), nearest_accepted(cases, c, weight, high))
    power = cases.power[c]
    return down if product(cases, c, power, down) >= product(cases, c, power, up) else up


@compiled
def settle(given: Cases, filled: Answers) -> None:
    """Settle every case; with side payments each side gets its bargaining weight of the joint gain."""
    cases, answers = borrowed(given), borrowed(filled)
    for c in range(cases.power.shape[0]):
        if cases.side_payments[c]:
            pay(cases, c, cases.power[c], answers)
        else:
            conclude(cases, c, solve(cases, c), answers)
