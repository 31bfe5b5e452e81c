"""Asymmetric Nash bargaining along the Pareto curve, inside what passes at home."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from twin.worth import Side, Terms

POINTS = 32


@dataclass
class Talk:
    """Two sides at a table, the bargaining weight of the first, and the bounds of depth by issue."""

    sides: tuple[Side, Side]
    power: float
    bounds: dict[int, tuple[float, float]]

    def terms(self, weight: float) -> Terms:
        """The point of the Pareto curve that is best for the sides weighted so."""
        return {k: self.depth(k, weight) for k in self.bounds}

    def depth(self, k: int, weight: float) -> float:
        """Where the weighted slopes of both sides cross 0, within the bounds."""
        weighted = list(zip((weight, 1.0 - weight), self.sides, strict=True))
        top = sum(w * side.slope[k] for w, side in weighted)
        bottom = sum(w * side.curve[k] for w, side in weighted)
        x = top / bottom
        for kink, pull in sorted((side.bearable[k], 2.0 * w * side.pressure[k]) for w, side in weighted):
            if x <= kink:
                break
            top, bottom = top + pull * kink, bottom + pull
            x = top / bottom
        low, high = self.bounds[k]
        return min(max(x, low), high)

    def gain(self, side: int, weight: float) -> float:
        """Gain of a side at a point of the curve."""
        return self.sides[side].gain(self.terms(weight))

    def passes(self, weight: float) -> bool:
        """Whether a point of the curve passes at home on both sides."""
        terms = self.terms(weight)
        return all(side.passes(terms) for side in self.sides)

    def product(self, weight: float) -> float:
        """Nash's product."""
        first, second = max(0.0, self.gain(0, weight)), max(0.0, self.gain(1, weight))
        return first**self.power * second ** (1.0 - self.power)


def root(f: Callable[[float], float], below: float, above: float) -> float:
    """Root of a monotone function that is negative at ``below`` and not at ``above`` (Ridders 1979)."""
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


def zone(talk: Talk) -> tuple[float, float] | None:
    """The stretch of the curve where neither side loses."""
    if any(low > high for low, high in talk.bounds.values()):
        return None
    if talk.gain(0, 1.0) < 0.0 or talk.gain(1, 0.0) < 0.0:
        return None
    low = 0.0 if talk.gain(0, 0.0) >= 0.0 else root(lambda w: talk.gain(0, w), 0.0, 1.0)
    high = 1.0 if talk.gain(1, 1.0) >= 0.0 else root(lambda w: talk.gain(1, w), 1.0, 0.0)
    return (low, high) if low <= high else None


def nash_point(talk: Talk) -> float | None:
    """Where the weighted gains, each over its side's power, are the same; the nearest good point that passes at home."""
    stretch = zone(talk)
    if stretch is None:
        return None
    low, high = stretch

    def balance(w: float) -> float:
        return w * talk.gain(0, w) / talk.power - (1.0 - w) * talk.gain(1, w) / (1.0 - talk.power)

    weight = high if low == high else root(balance, low, high)
    if talk.passes(weight):
        return weight
    near = [point for end in (low, high) if (point := nearest_that_passes(talk, weight, end)) is not None]
    return max(near, key=talk.product, default=None)


def nearest_that_passes(talk: Talk, start: float, end: float) -> float | None:
    """The first point towards an end that passes at home, looked for at so many points."""
    bad = start
    for step in range(1, POINTS + 1):
        good = start + (end - start) * step / POINTS
        if talk.passes(good):
            for _ in range(50):
                middle = 0.5 * (good + bad)
                good, bad = (middle, bad) if talk.passes(middle) else (good, middle)
            return good
        bad = good
    return None


def acceptable(side: Side, slope: Terms, k: int, bounds: tuple[float, float]) -> tuple[float, float]:
    """The depths of one issue that a veto player prefers to none; an empty stretch if there are none."""

    def worth(x: float) -> float:
        return side.gain({k: x}, slope)

    best = slope[k] / side.curve[k]
    if best > side.bearable[k]:
        pull = 2.0 * side.pressure[k]
        best = (slope[k] + pull * side.bearable[k]) / (side.curve[k] + pull)
    best = min(max(best, bounds[0]), bounds[1])
    if worth(best) < 0.0:
        return 1.0, 0.0
    edges = (bound if worth(bound) >= 0.0 else root(worth, bound, best) for bound in bounds)
    low, high = edges
    return low, high


def inside_win_sets(talk: Talk) -> Talk:
    """The same talk about one issue, its bounds drawn in to the depths that pass at home on both sides."""
    ((k, bounds),) = talk.bounds.items()
    low, high = bounds
    for side in talk.sides:
        for slope in side.vetoes:
            least, most = acceptable(side, slope, k, bounds)
            low, high = max(low, least), min(high, most)
    return replace(talk, bounds={k: (low, high)})


def one_by_one(talk: Talk) -> Iterator[Talk]:
    """A talk about each issue of its own; the fixed cost is shared."""
    shared = [replace(side, cost=side.cost / len(talk.bounds)) for side in talk.sides]
    for k, bounds in talk.bounds.items():
        yield Talk((shared[0], shared[1]), talk.power, {k: bounds})


def settle(talk: Talk, agenda: str) -> tuple[Terms, float]:
    """Terms, none where there is no agreement, and the sum of the gains."""
    terms: Terms = {}
    gains = 0.0
    for part in [talk] if agenda == "package" else one_by_one(talk):
        narrowed = inside_win_sets(part) if len(part.bounds) == 1 else part
        point = nash_point(narrowed)
        if point is not None:
            terms |= narrowed.terms(point)
            gains += sum(max(0.0, narrowed.gain(side, point)) for side in (0, 1))
    return terms, gains


def without_pressure(talk: Talk) -> Talk:
    """The same talk with no reaction expected of the nations."""
    free = [replace(side, pressure=dict.fromkeys(side.pressure, 0.0)) for side in talk.sides]
    return replace(talk, sides=(free[0], free[1]))
