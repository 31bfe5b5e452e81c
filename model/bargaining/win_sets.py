"""Win-sets on a single issue: intervals of depth, within whose intersection negotiators bargain (Putnam 1988)."""

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.preferences import utility_of_depth
from paradiplomacy.model.rules.protocol import Cases


@compiled
def _gain(cases: Cases, c: int, side: int, v: int, k: int, x: float) -> float:
    """Return the gain of a veto player at a depth."""
    spent = cases.cost[c, side] + cases.reservation[c, side]
    slope = cases.veto_slope[c, side, v, k]
    curve, pressure = cases.curve[c, side, k], cases.pressure[c, side, k]
    return utility_of_depth(x, slope, curve, pressure, cases.bearable[c, side, k]) - spent


@compiled
def _best(cases: Cases, c: int, side: int, v: int, k: int) -> float:
    """Return the depth that a veto player likes best."""
    slope, curve = cases.veto_slope[c, side, v, k], cases.curve[c, side, k]
    kink, pull = cases.bearable[c, side, k], 2.0 * cases.pressure[c, side, k]
    x = slope / curve
    if x > kink:
        x = (slope + pull * kink) / (curve + pull)
    return min(max(x, cases.low[c, k]), cases.high[c, k])


@compiled
def _edge(cases: Cases, c: int, side: int, v: int, k: int, inside: float, outside: float) -> float:
    """Return the edge of a veto player's win-set between a depth inside it and a bound."""
    if _gain(cases, c, side, v, k, outside) >= 0.0:
        return outside
    # The inner end is returned, so that the veto player accepts it in spite of rounding.
    for _ in range(60):
        middle = 0.5 * (inside + outside)
        if _gain(cases, c, side, v, k, middle) >= 0.0:
            inside = middle
        else:
            outside = middle
    return inside


@compiled
def narrow(cases: Cases) -> None:
    """Narrow the bounds of every single-issue case to the depths that all veto players accept.

    Where the win-sets do not intersect, the lower bound ends above the upper one. With side payments the win-sets depend on the
    payment, so the bounds stay.
    """
    for c in range(cases.power.shape[0]):
        if cases.on[c].sum() != 1 or cases.side_payments[c]:
            continue
        k = int(cases.on[c].argmax())
        low, high = cases.low[c, k], cases.high[c, k]
        for side in range(2):
            for v in range(cases.veto_players[c, side]):
                best = _best(cases, c, side, v, k)
                # Even the best depth is refused: an empty interval, so that no other veto player can widen it again.
                if _gain(cases, c, side, v, k, best) < 0.0:
                    low, high = 1.0, 0.0
                else:
                    low = max(low, _edge(cases, c, side, v, k, best, cases.low[c, k]))
                    high = min(high, _edge(cases, c, side, v, k, best, cases.high[c, k]))
        cases.low[c, k], cases.high[c, k] = low, high
