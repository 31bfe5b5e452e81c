"""On a single issue the win-sets are intervals of depth: negotiators bargain inside where they meet (Putnam 1988)."""

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.preferences import worth_of_depth
from paradiplomacy.model.rules.protocol import Cases


@compiled
def _worth(cases: Cases, c: int, side: int, v: int, k: int, x: float) -> float:
    spent = cases.cost[c, side] + cases.reservation[c, side]
    slope = cases.veto_slope[c, side, v, k]
    curve, pressure = cases.curve[c, side, k], cases.pressure[c, side, k]
    return worth_of_depth(x, slope, curve, pressure, cases.bearable[c, side, k]) - spent


@compiled
def _best(cases: Cases, c: int, side: int, v: int, k: int) -> float:
    slope, curve = cases.veto_slope[c, side, v, k], cases.curve[c, side, k]
    kink, pull = cases.bearable[c, side, k], 2.0 * cases.pressure[c, side, k]
    x = slope / curve
    if x > kink:
        x = (slope + pull * kink) / (curve + pull)
    return min(max(x, cases.low[c, k]), cases.high[c, k])


@compiled
def _edge(cases: Cases, c: int, side: int, v: int, k: int, inside: float, outside: float) -> float:
    if _worth(cases, c, side, v, k, outside) >= 0.0:
        return outside
    for _ in range(60):
        middle = 0.5 * (inside + outside)
        if _worth(cases, c, side, v, k, middle) >= 0.0:
            inside = middle
        else:
            outside = middle
    return inside


@compiled
def narrow(cases: Cases) -> None:
    """Narrow the bounds of every single-issue case to the depths that all veto players accept.

    Where the win-sets do not meet, the lower bound ends above the upper one. With side payments what passes at
    home depends on the payment, so the bounds stay.
    """
    for c in range(cases.power.shape[0]):
        if cases.on[c].sum() != 1 or cases.side_payments[c]:
            continue
        k = int(cases.on[c].argmax())
        low, high = cases.low[c, k], cases.high[c, k]
        for side in range(2):
            for v in range(cases.veto_players[c, side]):
                best = _best(cases, c, side, v, k)
                if _worth(cases, c, side, v, k, best) < 0.0:
                    low, high = 1.0, 0.0
                else:
                    low = max(low, _edge(cases, c, side, v, k, best, cases.low[c, k]))
                    high = min(high, _edge(cases, c, side, v, k, best, cases.high[c, k]))
        cases.low[c, k], cases.high[c, k] = low, high
