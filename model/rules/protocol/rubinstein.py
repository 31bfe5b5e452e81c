"""Alternating offers with discounting (Rubinstein 1982): the stationary subgame-perfect equilibrium.

Side 0 proposes x, side 1 would propose y, and each is indifferent to what it could have a round later:
``u1(x) = d1 u1(y)`` and ``u0(y) = d0 u0(x)``. The first proposal is accepted. On a linear pie the first mover
gets ``(1 - d1) / (1 - d0 d1)``, with d1 the other's discount factor; patient sides approach the Nash solution (Binmore,
Rubinstein and Wolinsky 1986), with bargaining weights proportional to 1 / -log d. In equilibrium agreement is immediate, so the
month in which a negotiation closes is left to the mean number of rounds that a settlement takes.
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
    product,
    rational,
    weight_for,
)
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases

SOURCE = "Rubinstein 1982"
DETERMINES_ROUND = False
# Two perfectly patient sides would divide by zero; their limit is the Nash solution.
MOST_PATIENT = 1.0 - 1e-9


@compiled
def patience(cases: Cases, c: int, side: int) -> float:
    """Return a side's discount factor, below 1."""
    return min(max(cases.discount[c, side], 0.0), MOST_PATIENT)


@compiled
def share_of_first(own: float, other: float) -> float:
    """Return the share of a linear pie that the first mover gets."""
    return (1.0 - other) / (1.0 - own * other)


@compiled
def excess(cases: Cases, c: int, x: float, low: float, high: float) -> float:
    """Return what side 1 is offered at x beyond what it needs to accept.

    Where even the worst point gives side 0 more than it needs, side 1 would propose that point.
    """
    y = weight_for(cases, c, 0, patience(cases, c, 0) * gain_at(cases, c, 0, x), low, high)
    return gain_at(cases, c, 1, x) - patience(cases, c, 1) * gain_at(cases, c, 1, y)


@compiled
def proposal(cases: Cases, c: int, low: float, high: float) -> float:
    """Return what side 0 proposes on a stretch of the frontier: the last point that side 1 accepts."""
    if excess(cases, c, high, low, high) >= 0.0:
        return high
    # Bisection, because the excess is itself computed from a root and has no usable derivative.
    good, bad = low, high
    for _ in range(60):
        middle = 0.5 * (good + bad)
        if excess(cases, c, middle, low, high) >= 0.0:
            good = middle
        else:
            bad = middle
    return good


@compiled
def power_of_patience(cases: Cases, c: int) -> float:
    """Return the bargaining weight of side 0 in the Nash product that patient sides maximise."""
    # A side with a discount factor of 0 would be infinitely impatient; the bound keeps the ratio a number.
    haste_0, haste_1 = -math.log(max(patience(cases, c, 0), 1e-9)), -math.log(max(patience(cases, c, 1), 1e-9))
    return haste_1 / (haste_0 + haste_1)


@compiled
def solve(cases: Cases, c: int) -> float:
    """Return the equilibrium proposal or, where veto players refuse it, the better of the nearest accepted points."""
    low, high = rational(cases, c)
    if math.isnan(low):
        return NOWHERE
    weight = proposal(cases, c, low, high)
    if accepted_at_home(cases, c, weight):
        return weight
    down, up = either(nearest_accepted(cases, c, weight, low), nearest_accepted(cases, c, weight, high))
    power = power_of_patience(cases, c)
    return down if product(cases, c, power, down) >= product(cases, c, power, up) else up


@compiled
def settle(given: Cases, filled: Answers) -> None:
    """Settle every case; with side payments the joint gain is a linear pie."""
    cases, answers = borrowed(given), borrowed(filled)
    for c in range(cases.power.shape[0]):
        if cases.side_payments[c]:
            pay(cases, c, share_of_first(patience(cases, c, 0), patience(cases, c, 1)), answers)
        else:
            conclude(cases, c, solve(cases, c), answers)
