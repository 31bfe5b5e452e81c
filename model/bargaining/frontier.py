"""The Pareto frontier of two sides, as one curve.

Terms are the commitments of both sides, two on each issue. Both utilities are concave, and separable by side and issue, so
Pareto-efficient terms are those that maximise ``weight * utility of side 0 + (1 - weight) * utility of side 1`` for some weight in
[0, 1]: each commitment is one clipped division. Along the curve the gain of side 0 rises with the weight and that of side 1 falls.
Every solution is therefore a point on one line, found as a root of a monotone function.
"""

import math

from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.preferences import utility_of_commitment
from paradiplomacy.model.rules.protocol import VETO_PLAYERS, Answers, Cases

# Compiled functions return one type: nan stands for no point, and every comparison with it is false.
NOWHERE = math.nan
STEPS = 32
ROUNDING = 1e-12
NOBODY = -1


@compiled
def commitment(cases: Cases, c: int, side: int, k: int, weight: float) -> float:
    """Return what a side commits to on issue k at a point of the frontier: where weighted marginal utility is 0, within bounds."""
    own = weight if side == 0 else 1.0 - weight
    given = (1.0 - own) * cases.received[c, 1 - side, k]
    # A side without weight gives all that is of use to the other, and otherwise what it would do for itself.
    if own <= 0.0 and given != 0.0:
        return cases.high[c, side, k] if given > 0.0 else cases.low[c, side, k]
    part = own if own > 0.0 else 1.0
    top = part * cases.slope[c, side, k] + given
    # The divisor is above 0, because curvature has a floor (agents/preferences.py).
    bottom = part * cases.curve[c, side, k]
    x = top / bottom
    kink = cases.bearable[c, side, k]
    if x > kink:
        pull = 2.0 * part * cases.pressure[c, side, k]
        x = (top + pull * kink) / (bottom + pull)
    return min(max(x, cases.low[c, side, k]), cases.high[c, side, k])


@compiled
def largest_commitment(cases: Cases, c: int, weight: float) -> float:
    """Return the largest commitment of either side at a point of the frontier."""
    most = 0.0
    for side in range(2):
        for k in range(cases.on.shape[1]):
            if cases.on[c, k]:
                most = max(most, commitment(cases, c, side, k, weight))
    return most


@inner
def _utility_at(cases: Cases, c: int, side: int, k: int, weight: float, slope: float) -> float:
    """Return the utility of an issue to a side, or to its veto player with another slope, at a point of the frontier."""
    own = utility_of_commitment(
        commitment(cases, c, side, k, weight),
        slope,
        cases.curve[c, side, k],
        cases.pressure[c, side, k],
        cases.bearable[c, side, k],
    )
    gets: float = cases.received[c, side, k] * commitment(cases, c, 1 - side, k, weight)
    return own + gets


@compiled
def gain_at(cases: Cases, c: int, side: int, weight: float) -> float:
    """Return the gain of a side over its reservation value at a point of the frontier."""
    total = -cases.cost[c, side] - cases.reservation[c, side]
    for k in range(cases.on.shape[1]):
        if cases.on[c, k]:
            total += _utility_at(cases, c, side, k, weight, cases.slope[c, side, k])
    return total


@inner
def both_gains(cases: Cases, c: int, weight: float) -> tuple[float, float]:
    """Return the gains of both sides at a point of the frontier, as ``gain_at``."""
    one, other = -cases.cost[c, 0] - cases.reservation[c, 0], -cases.cost[c, 1] - cases.reservation[c, 1]
    for k in range(cases.on.shape[1]):
        if cases.on[c, k]:
            # Both judge the same commitments, which take longer to find than to judge.
            x, y = commitment(cases, c, 0, k, weight), commitment(cases, c, 1, k, weight)
            one += _utility_of(cases, c, 0, k, x) + cases.received[c, 0, k] * y
            other += _utility_of(cases, c, 1, k, y) + cases.received[c, 1, k] * x
    return one, other


@inner
def _utility_of(cases: Cases, c: int, side: int, k: int, x: float) -> float:
    """Return the utility to a side of what it commits itself to on an issue."""
    pressure, kink = cases.pressure[c, side, k], cases.bearable[c, side, k]
    return utility_of_commitment(x, cases.slope[c, side, k], cases.curve[c, side, k], pressure, kink)


@compiled
def _balance(cases: Cases, c: int, goal: int, weight: float, first: float, second: float) -> float:
    """Return the function whose root is sought.

    The goal is a number, because compiled functions take no functions: 0 and 1 stand for a side's gain less ``first``, 2 for
    Nash's first-order condition, and 3 for equal gains in units of ``first`` and ``second``.
    """
    if goal < 2:
        return gain_at(cases, c, goal, weight) - first
    one, other = both_gains(cases, c, weight)
    if goal == 3:
        return second * one - first * other
    power = cases.power[c]
    return weight * one / power - (1.0 - weight) * other / (1.0 - power)


@compiled
def root(cases: Cases, c: int, goal: int, below: float, above: float, first: float = 0.0, second: float = 0.0) -> float:
    """Return the root of a monotone function between a point where it is negative and one where it is not.

    Illinois variant of the false position (Dowell and Jarratt 1971). Every third step is a bisection, so that the search also
    converges where the function is nearly a step. The end returned is the one where the function is not negative, so that a gain
    there is never below what was asked.
    """
    f_below = _balance(cases, c, goal, below, first, second)
    f_above = _balance(cases, c, goal, above, first, second)
    last = 0
    for step in range(200):
        if abs(above - below) < 1e-14 or f_above < 1e-15:
            break
        middle = (below * f_above - above * f_below) / (f_above - f_below)
        if step % 3 == 2 or not min(below, above) < middle < max(below, above):
            middle = 0.5 * (below + above)
        f = _balance(cases, c, goal, middle, first, second)
        if f >= 0.0:
            above, f_above = middle, f
            if last == 1:
                f_below *= 0.5
            last = 1
        else:
            below, f_below = middle, f
            if last == -1:
                f_above *= 0.5
            last = -1
    return above


@compiled
def weight_for(cases: Cases, c: int, side: int, least: float, low: float, high: float) -> float:
    """Return the point between two weights where a side has a given gain; the nearest one if there is none."""
    worst, best = (low, high) if side == 0 else (high, low)
    if gain_at(cases, c, side, worst) >= least:
        return worst
    if gain_at(cases, c, side, best) <= least:
        return best
    return root(cases, c, side, worst, best, least)


@compiled
def possible(cases: Cases, c: int) -> bool:
    """Return whether there is an issue to negotiate, and room between the bounds of each commitment."""
    some = False
    for k in range(cases.on.shape[1]):
        if cases.on[c, k]:
            some = True
            for side in range(2):
                if cases.low[c, side, k] > cases.high[c, side, k]:
                    return False
    return some


@compiled
def rational(cases: Cases, c: int) -> tuple[float, float]:
    """Return the zone of agreement as bounds of the weight (low, high); NOWHERE twice if there is none."""
    if not possible(cases, c):
        return NOWHERE, NOWHERE
    if gain_at(cases, c, 0, 1.0) < 0.0 or gain_at(cases, c, 1, 0.0) < 0.0:
        return NOWHERE, NOWHERE
    low, high = 0.0, 1.0
    if gain_at(cases, c, 0, 0.0) < 0.0:
        low = root(cases, c, 0, 0.0, 1.0)
    if gain_at(cases, c, 1, 1.0) < 0.0:
        high = root(cases, c, 1, 1.0, 0.0)
    # The bounds cross where each side could gain, but not both at the same terms.
    if low > high:
        return NOWHERE, NOWHERE
    return low, high


@compiled
def veto_gain(cases: Cases, c: int, side: int, v: int, weight: float) -> float:
    """Return the gain of a veto player over the status quo at a point of the frontier."""
    total = -cases.cost[c, side] - cases.reservation[c, side]
    for k in range(cases.on.shape[1]):
        if cases.on[c, k]:
            total += _utility_at(cases, c, side, k, weight, cases.veto_slope[c, side, v, k])
    return total


@inner
def _refuses(cases: Cases, c: int, player: int, weight: float) -> bool:
    """Return whether a veto player, by its number over both sides, prefers the status quo to a point of the frontier."""
    # Points at the edge of a win-set, found by bisection, may miss it by rounding.
    return veto_gain(cases, c, player // VETO_PLAYERS, player % VETO_PLAYERS, weight) < -ROUNDING


@inner
def _refuser(cases: Cases, c: int, weight: float, before: int) -> int:
    """Return a veto player that refuses a point of the frontier, by its number over both sides; ``NOBODY`` if all accept it.

    Whoever refused the point ``before`` is asked first: it mostly refuses points near by as well.
    """
    if before != NOBODY and _refuses(cases, c, before, weight):
        return before
    for side in range(2):
        v = _refuser_at_home(cases, c, side, weight)
        if v != NOBODY:
            return side * VETO_PLAYERS + v
    return NOBODY


@inner
def _refuser_at_home(cases: Cases, c: int, side: int, weight: float) -> int:
    """Return the first veto player of a side that refuses a point of the frontier; ``NOBODY`` if all accept it."""
    players = cases.veto_players[c, side]
    one = two = three = -cases.cost[c, side] - cases.reservation[c, side]
    for k in range(cases.on.shape[1]):
        if cases.on[c, k] and players > 0:
            # All of them judge the same commitments, which take longer to find than to judge.
            x, curve, slopes = commitment(cases, c, side, k, weight), cases.curve[c, side, k], cases.veto_slope[c, side]
            pressure, kink = cases.pressure[c, side, k], cases.bearable[c, side, k]
            gets = cases.received[c, side, k] * commitment(cases, c, 1 - side, k, weight)
            one += utility_of_commitment(x, slopes[0, k], curve, pressure, kink) + gets
            if players > 1:
                two += utility_of_commitment(x, slopes[1, k], curve, pressure, kink) + gets
            if players > 2:
                three += utility_of_commitment(x, slopes[2, k], curve, pressure, kink) + gets
    for v, gain in enumerate((one, two, three)):
        if v < players and gain < -ROUNDING:
            return v
    return NOBODY


@compiled
def accepted_at_home(cases: Cases, c: int, weight: float) -> bool:
    """Return whether every veto player of both sides prefers a point of the frontier to the status quo."""
    return _refuser(cases, c, weight, NOBODY) == NOBODY


@compiled
def nearest_accepted(cases: Cases, c: int, start: float, end: float) -> float:
    """Return the first point from ``start`` towards ``end`` that every veto player accepts; NOWHERE if there is none.

    The stretch is searched in 32 steps, then narrowed by bisection; win-sets narrower than a step can be missed.
    """
    refuser = _refuser(cases, c, start, NOBODY)
    if refuser == NOBODY:
        return start
    before = start
    for step in range(1, STEPS + 1):
        weight = start + (end - start) * step / STEPS
        last, refuser = refuser, _refuser(cases, c, weight, refuser)
        if refuser == NOBODY:
            return _edge(cases, c, weight, before, last)
        before = weight
    return NOWHERE


@inner
def _edge(cases: Cases, c: int, good: float, bad: float, refuser: int) -> float:
    """Return the edge of the win-set between a point that every veto player accepts and one that ``refuser`` refuses."""
    # Fifty halvings of a step reach the precision of a double.
    for _ in range(50):
        middle = 0.5 * (good + bad)
        if middle in (good, bad):
            break
        found = _refuser(cases, c, middle, refuser)
        if found == NOBODY:
            good = middle
        else:
            bad, refuser = middle, found
    return good


@inner
def either(down: float, up: float) -> tuple[float, float]:
    """Return two points of which one or both may be NOWHERE, with the one that exists in the place of the other."""
    # A protocol compares the two by its own criterion; it cannot pass that here, since compiled functions take no functions.
    if math.isnan(down):
        return up, up
    if math.isnan(up):
        return down, down
    return down, up


@compiled
def product(cases: Cases, c: int, power: float, weight: float) -> float:
    """Return the Nash product at a point of the frontier: the gains to the power of ``power`` and of 1 less it."""
    # At the edge of the zone a gain can miss 0 by rounding, and a negative number has no real power.
    first = max(0.0, gain_at(cases, c, 0, weight))
    second = max(0.0, gain_at(cases, c, 1, weight))
    product_: float = first**power * second ** (1.0 - power)
    return product_


@compiled
def write_terms(cases: Cases, c: int, weight: float, answers: Answers) -> None:
    """Write the agreement at a point of the frontier, and what each side commits itself to there, into the answers."""
    answers.agreed[c] = True
    for side in range(2):
        for k in range(cases.on.shape[1]):
            if cases.on[c, k]:
                answers.terms[c, side, k] = commitment(cases, c, side, k, weight)


@compiled
def conclude(cases: Cases, c: int, weight: float, answers: Answers) -> None:
    """Write the agreement at a point of the frontier into the answers; NOWHERE leaves them without agreement.

    So does a point at which nobody commits to as much as an agreement needs.
    """
    if math.isnan(weight) or largest_commitment(cases, c, weight) < cases.least[c]:
        return
    write_terms(cases, c, weight, answers)
    for side in range(2):
        # A point found as a root can miss 0 by rounding; recorded as negative, the gain would look like a loss.
        answers.gain[c, side] = max(0.0, gain_at(cases, c, side, weight))
