"""Side payments: the terms maximise the joint gain in money, and a payment splits it.

One unit of utility is 1 % of a side's own budget, so with budgets b the joint gain is ``b0 * gain 0 + b1 * gain 1``; it is largest
at the point of the frontier with the weight ``b0 / (b0 + b1)``. In money the frontier is a line, and a protocol is the share of
it that it leaves to side 0. A veto player's utility includes the payment: each side must end with enough for its toughest one.
"""

import math

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.bargaining.frontier import (
    NOWHERE,
    STEPS,
    either,
    gain_at,
    largest_commitment,
    possible,
    veto_gain,
    write_terms,
)
from paradiplomacy.model.rules.protocol import Answers, Cases


@compiled
def joint_gain(cases: Cases, c: int, weight: float) -> float:
    """Return the joint gain in money at a point of the frontier, in 1 % of the unit of the budgets."""
    return cases.budget[c, 0] * gain_at(cases, c, 0, weight) + cases.budget[c, 1] * gain_at(cases, c, 1, weight)


@compiled
def claim(cases: Cases, c: int, side: int, weight: float) -> float:
    """Return the least gain in money with which a side and all its veto players accept a point of the frontier."""
    # A veto player gains as its side does but for its own slopes, so a payment that satisfies the toughest satisfies all.
    least, own = 0.0, gain_at(cases, c, side, weight)
    for v in range(cases.veto_players[c, side]):
        least = max(least, own - veto_gain(cases, c, side, v, weight))
    claimed: float = cases.budget[c, side] * least
    return claimed


@compiled
def left_over(cases: Cases, c: int, weight: float) -> float:
    """Return the joint gain beyond what both sides claim."""
    return joint_gain(cases, c, weight) - claim(cases, c, 0, weight) - claim(cases, c, 1, weight)


@compiled
def _nearest_payable(cases: Cases, c: int, start: float, end: float) -> float:
    """Return the first point from ``start`` towards ``end`` that can be paid for; NOWHERE if there is none."""
    bad = start
    for step in range(1, STEPS + 1):
        good = start + (end - start) * step / STEPS
        if left_over(cases, c, good) >= 0.0:
            for _ in range(50):
                middle = 0.5 * (good + bad)
                if left_over(cases, c, middle) >= 0.0:
                    good = middle
                else:
                    bad = middle
            return good
        bad = good
    return NOWHERE


@compiled
def joint_point(cases: Cases, c: int) -> float:
    """Return the point of the largest joint gain; where veto players refuse it at any price, the better nearby point."""
    if not possible(cases, c):
        return NOWHERE
    weight: float = cases.budget[c, 0] / (cases.budget[c, 0] + cases.budget[c, 1])
    if joint_gain(cases, c, weight) < 0.0:
        return NOWHERE
    if left_over(cases, c, weight) >= 0.0:
        return weight
    down, up = either(_nearest_payable(cases, c, weight, 0.0), _nearest_payable(cases, c, weight, 1.0))
    return down if joint_gain(cases, c, down) >= joint_gain(cases, c, up) else up


@compiled
def pay(cases: Cases, c: int, share: float, answers: Answers) -> None:
    """Write the joint optimum into the answers, with the payment that leaves side 0 its share of the joint gain.

    Where a side claims more than its share for its veto players, it gets what it claims.
    """
    weight = joint_point(cases, c)
    if math.isnan(weight) or math.isnan(share) or largest_commitment(cases, c, weight) < cases.least[c]:
        return
    total = joint_gain(cases, c, weight)
    # Home comes before the protocol: a share that a side could not ratify would not be an agreement.
    first = max(share * total, claim(cases, c, 0, weight))
    first = min(first, total - claim(cases, c, 1, weight))
    write_terms(cases, c, weight, answers)
    answers.gain[c, 0] = max(0.0, first / cases.budget[c, 0])
    answers.gain[c, 1] = max(0.0, (total - first) / cases.budget[c, 1])
    answers.transfer[c] = gain_at(cases, c, 0, weight) - answers.gain[c, 0]
