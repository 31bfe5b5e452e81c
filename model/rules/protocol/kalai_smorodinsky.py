"""The solution of Kalai and Smorodinsky (1975): both sides get the same share of their ideal gain.

The ideal gain is the largest gain that a side could have from terms that leave the other side no worse off.
"""

import math

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.model.bargaining.frontier import (
    NOWHERE,
    accepted_at_home,
    conclude,
    either,
    gain_at,
    nearest_accepted,
    rational,
    root,
)
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases

SOURCE = "Kalai and Smorodinsky 1975"
DETERMINES_ROUND = False
EQUAL_SHARES = 3
# With side payments the joint gain is a linear pie, which this solution halves whatever the budgets.
HALF = 0.5


@compiled
def lesser_share(cases: Cases, c: int, weight: float, first: float, second: float) -> float:
    """Return the smaller of the two sides' shares of their ideal gains."""
    # A side whose ideal gain is 0 gets all of it at every point: its share does not constrain the other's.
    one = gain_at(cases, c, 0, weight) / first if first > 0.0 else 1.0
    other = gain_at(cases, c, 1, weight) / second if second > 0.0 else 1.0
    return min(one, other)


@compiled
def accepted_with_fair_shares(cases: Cases, c: int, weight: float, low: float, high: float) -> float:
    """Return the point itself or, where veto players refuse it, the fairer of the nearest points that they accept."""
    if math.isnan(weight) or accepted_at_home(cases, c, weight):
        return weight
    down, up = either(nearest_accepted(cases, c, weight, low), nearest_accepted(cases, c, weight, high))
    first, second = gain_at(cases, c, 0, high), gain_at(cases, c, 1, low)
    fairer_down = lesser_share(cases, c, down, first, second) >= lesser_share(cases, c, up, first, second)
    return down if fairer_down else up


@compiled
def fairest(cases: Cases, c: int, low: float, high: float) -> float:
    """Return the point of the zone of agreement where both sides have the same share of their ideal gains."""
    first, second = gain_at(cases, c, 0, high), gain_at(cases, c, 1, low)
    return high if low == high else root(cases, c, EQUAL_SHARES, low, high, first, second)


@compiled
def solve(cases: Cases, c: int) -> float:
    """Return the point of the frontier with equal shares of the ideal gains."""
    low, high = rational(cases, c)
    if math.isnan(low):
        return NOWHERE
    return accepted_with_fair_shares(cases, c, fairest(cases, c, low, high), low, high)


@compiled
def settle(given: Cases, filled: Answers) -> None:
    """Settle every case; with side payments both sides could ideally have the whole joint gain, so each gets half."""
    cases, answers = borrowed(given), borrowed(filled)
    for c in range(cases.power.shape[0]):
        if cases.side_payments[c]:
            pay(cases, c, HALF, answers)
        else:
            conclude(cases, c, solve(cases, c), answers)
