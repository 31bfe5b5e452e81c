"""Asymmetric Nash bargaining along the Pareto frontier, at points that both sides can ratify."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from twin.utility import Side, Terms

POINTS = 32


@dataclass
class BargainingProblem:
    """Two sides, the bargaining power of the first, the issues, and the bounds.

    At least one commitment must reach ``least``, and none can exceed ``most``.
    """

    sides: tuple[Side, Side]
    power: float
    issues: list[int]
    least: float
    most: float

    def terms(self, weight: float) -> tuple[Terms, Terms]:
        """Return the point of the Pareto frontier that maximises the weighted sum of utilities."""
        first, second = ({k: self.commitment(side, k, weight) for k in self.issues} for side in (0, 1))
        return first, second

    def commitment(self, side: int, k: int, weight: float) -> float:
        """Return the commitment at which the weighted marginal utilities sum to 0, by linear interpolation."""
        own, partner = self.sides[side], self.sides[1 - side]
        w = weight if side == 0 else 1.0 - weight

        def marginal(x: float) -> float:
            beyond = max(0.0, x - own.tolerated_depth[k])
            return (
                w * (own.slope[k] - own.curve[k] * x - 2.0 * own.pressure[k] * beyond) + (1.0 - w) * partner.received[k]
            )

        if marginal(0.0) <= 0.0:
            return 0.0
        if marginal(self.most) >= 0.0:
            return self.most
        # Exact on each side of the kink, where marginal utility is linear.
        kink = min(self.most, own.tolerated_depth[k])
        low, high = (0.0, kink) if marginal(kink) <= 0.0 else (kink, self.most)
        below, above = marginal(low), marginal(high)
        return low + (high - low) * below / (below - above) if below > above else low

    def commits(self, weight: float) -> bool:
        """Return true if some commitment at a point of the frontier is large enough for an agreement."""
        return max(x for own in self.terms(weight) for x in own.values()) >= self.least

    def gain(self, side: int, weight: float) -> float:
        """Return the gain of a side at a point of the frontier."""
        terms = self.terms(weight)
        return self.sides[side].gain(terms[side], terms[1 - side])

    def passes(self, weight: float) -> bool:
        """Return true if a point of the frontier is ratifiable on both sides."""
        first, second = self.terms(weight)
        return self.sides[0].passes(first, second) and self.sides[1].passes(second, first)

    def product(self, weight: float) -> float:
        """Return the asymmetric Nash product."""
        first, second = max(0.0, self.gain(0, weight)), max(0.0, self.gain(1, weight))
        return first**self.power * second ** (1.0 - self.power)


def root(f: Callable[[float], float], below: float, above: float) -> float:
    """Find the root of a monotone function that is negative at ``below`` but not at ``above`` (Ridders 1979)."""
    low, high = f(below), f(above)
    for _ in range(100):
        if high < 1e-16 or abs(above - below) < 1e-15:
            break
        middle = 0.5 * (below + above)
        between = f(middle)
        found = middle - (above - middle) * between / math.sqrt(between * between - low * high)
        points = [(below, low), (above, high), (middle, between), (found, f(found))]
        points.sort(reverse=below > above)
        below, low = [point for point in points if point[1] < 0.0][-1]
        above, high = next(point for point in points if point[1] >= 0.0)
    return above


def zone(problem: BargainingProblem) -> tuple[float, float] | None:
    """Return the part of the frontier where neither side loses, the zone of agreement."""
    if problem.gain(0, 1.0) < 0.0 or problem.gain(1, 0.0) < 0.0:
        return None
    low = 0.0 if problem.gain(0, 0.0) >= 0.0 else root(lambda w: problem.gain(0, w), 0.0, 1.0)
    high = 1.0 if problem.gain(1, 1.0) >= 0.0 else root(lambda w: problem.gain(1, w), 1.0, 0.0)
    return (low, high) if low <= high else None


def nash_point(problem: BargainingProblem) -> float | None:
    """Return the Nash solution or, if it is not ratifiable, the better of the nearest points that are."""
    stretch = zone(problem)
    if stretch is None:
        return None
    low, high = stretch

    def balance(w: float) -> float:
        return w * problem.gain(0, w) / problem.power - (1.0 - w) * problem.gain(1, w) / (1.0 - problem.power)

    weight = high if low == high else root(balance, low, high)
    if problem.passes(weight):
        return weight
    near = [point for end in (low, high) if (point := nearest_that_passes(problem, weight, end)) is not None]
    return max(near, key=problem.product, default=None)


def nearest_that_passes(problem: BargainingProblem, start: float, end: float) -> float | None:
    """Return the first ratifiable point towards an end, from a search over ``POINTS`` steps."""
    bad = start
    for step in range(1, POINTS + 1):
        good = start + (end - start) * step / POINTS
        if problem.passes(good):
            for _ in range(50):
                middle = 0.5 * (good + bad)
                good, bad = (middle, bad) if problem.passes(middle) else (good, middle)
            return good
        bad = good
    return None


def one_by_one(problem: BargainingProblem) -> Iterator[BargainingProblem]:
    """Yield one problem per issue; the fixed cost is divided equally."""
    first, second = (replace(side, cost=side.cost / len(problem.issues)) for side in problem.sides)
    for k in problem.issues:
        yield replace(problem, sides=(first, second), issues=[k])


def settle(problem: BargainingProblem, agenda: str) -> tuple[tuple[Terms, Terms] | None, float]:
    """Return what both sides commit to, None if there is no agreement, and the sum of the gains."""
    agreed: tuple[Terms, Terms] | None = None
    gains = 0.0
    for part in [problem] if agenda == "package" else one_by_one(problem):
        point = nash_point(part)
        if point is not None and part.commits(point):
            (first, second), (one, other) = agreed or ({}, {}), part.terms(point)
            agreed = first | one, second | other
            gains += sum(max(0.0, part.gain(side, point)) for side in (0, 1))
    return agreed, gains


def without_pressure(problem: BargainingProblem) -> BargainingProblem:
    """Return the same problem without any expected reaction of the nations."""
    free = [replace(side, pressure=dict.fromkeys(side.pressure, 0.0)) for side in problem.sides]
    return replace(problem, sides=(free[0], free[1]))
