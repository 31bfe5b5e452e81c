"""Asymmetric Nash bargaining along the Pareto frontier, within the win-sets of both sides."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from twin.utility import Side, Terms

POINTS = 32


@dataclass
class BargainingProblem:
    """Two sides, the bargaining power of the first, and the bounds of depth by issue."""

    sides: tuple[Side, Side]
    power: float
    bounds: dict[int, tuple[float, float]]

    def terms(self, weight: float) -> Terms:
        """Return the point of the Pareto frontier that maximises the weighted sum of utilities."""
        return {k: self.depth(k, weight) for k in self.bounds}

    def depth(self, k: int, weight: float) -> float:
        """Return the depth at which the weighted marginal utilities sum to 0, clipped to the bounds."""
        weighted = list(zip((weight, 1.0 - weight), self.sides, strict=True))
        top = sum(w * side.slope[k] for w, side in weighted)
        bottom = sum(w * side.curve[k] for w, side in weighted)
        x = top / bottom
        for kink, pull in sorted((side.tolerated_depth[k], 2.0 * w * side.pressure[k]) for w, side in weighted):
            if x <= kink:
                break
            top, bottom = top + pull * kink, bottom + pull
            x = top / bottom
        low, high = self.bounds[k]
        return min(max(x, low), high)

    def gain(self, side: int, weight: float) -> float:
        """Return the gain of a side at a point of the frontier."""
        return self.sides[side].gain(self.terms(weight))

    def passes(self, weight: float) -> bool:
        """Return true if a point of the frontier is ratifiable on both sides."""
        terms = self.terms(weight)
        return all(side.passes(terms) for side in self.sides)

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
    if any(low > high for low, high in problem.bounds.values()):
        return None
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


def acceptable(side: Side, slope: Terms, k: int, bounds: tuple[float, float]) -> tuple[float, float]:
    """Return the range of depths on one issue that a veto player accepts; low exceeds high if it is empty."""

    def utility(x: float) -> float:
        return side.gain({k: x}, slope)

    best = slope[k] / side.curve[k]
    if best > side.tolerated_depth[k]:
        pull = 2.0 * side.pressure[k]
        best = (slope[k] + pull * side.tolerated_depth[k]) / (side.curve[k] + pull)
    best = min(max(best, bounds[0]), bounds[1])
    if utility(best) < 0.0:
        return 1.0, 0.0
    edges = (bound if utility(bound) >= 0.0 else root(utility, bound, best) for bound in bounds)
    low, high = edges
    return low, high


def inside_win_sets(problem: BargainingProblem) -> BargainingProblem:
    """Narrow the bounds of a single-issue problem to the depths that both sides can ratify."""
    ((k, bounds),) = problem.bounds.items()
    low, high = bounds
    for side in problem.sides:
        for slope in side.vetoes:
            least, most = acceptable(side, slope, k, bounds)
            low, high = max(low, least), min(high, most)
    return replace(problem, bounds={k: (low, high)})


def one_by_one(problem: BargainingProblem) -> Iterator[BargainingProblem]:
    """Yield one problem per issue; the fixed cost is divided equally."""
    shared = [replace(side, cost=side.cost / len(problem.bounds)) for side in problem.sides]
    for k, bounds in problem.bounds.items():
        yield BargainingProblem((shared[0], shared[1]), problem.power, {k: bounds})


def settle(problem: BargainingProblem, agenda: str) -> tuple[Terms, float]:
    """Return the terms, empty if there is no agreement, and the sum of the gains."""
    terms: Terms = {}
    gains = 0.0
    for part in [problem] if agenda == "package" else one_by_one(problem):
        narrowed = inside_win_sets(part) if len(part.bounds) == 1 else part
        point = nash_point(narrowed)
        if point is not None:
            terms |= narrowed.terms(point)
            gains += sum(max(0.0, narrowed.gain(side, point)) for side in (0, 1))
    return terms, gains


def without_pressure(problem: BargainingProblem) -> BargainingProblem:
    """Return the same problem without any expected reaction of the nations."""
    free = [replace(side, pressure=dict.fromkeys(side.pressure, 0.0)) for side in problem.sides]
    return replace(problem, sides=(free[0], free[1]))
