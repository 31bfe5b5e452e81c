"""What an agreement is worth to an actor (MODEL 4.1).

For one actor and one issue the worth of depth x is ``slope x - curve x^2 / 2 - pressure max(0, x - bearable)^2``:
concave, piecewise quadratic. The worth of an agreement is the sum over its issues less a fixed cost.
All of it is the *increment* over what the actor has promised already: with effort E promised, x brings
it to E' = E + (1 - E) x; cost and identity are counted at E' less at E. The benefit is that of the
partner (access, learning) and is counted in full. One unit is 1 % of the actor's yearly budget.
"""

import math

from paradiplomacy.agents.compiled import compiled

LEAST_CURVE = 1e-3


@compiled
def benefit_per_depth(
    scale: float,
    partner_trust: float,
    partner_reputation: float,
    relative_gdp: float,
    gdp_elasticity: float,
    kilometres: float,
    distance_elasticity: float,
    need: float,
    partner_need: float,
    complementarity: float,
) -> float:
    """Benefit g of full depth with a partner, per unit of need.

    Trust in a partner is the geometric mean of what its own public thinks of it and of its record
    of delivery, both in [0, 1]. A partner less exposed to the problem has more to offer.
    """
    trust = math.sqrt(partner_trust * partner_reputation)
    size = relative_gdp**gdp_elasticity
    nearness = (1.0 + kilometres / 1000.0) ** -distance_elasticity
    return scale * trust * size * nearness * (1.0 + complementarity * (need - partner_need))


@compiled
def slope(
    salience: float, pragmatism: float, need: float, benefit: float, promised: float, identity: float, position: float
) -> float:
    """Worth of the first unit of depth."""
    rest = 1.0 - promised
    material = need * benefit - promised * rest
    return salience * (pragmatism * material + (1.0 - pragmatism) * identity * 2.0 * (position - promised) * rest)


@compiled
def curve(salience: float, pragmatism: float, promised: float, identity: float) -> float:
    """How fast the worth of depth falls off; never below a floor, so that the best depth is unique."""
    rest = 1.0 - promised
    return salience * max(rest * rest * (pragmatism + 2.0 * (1.0 - pragmatism) * identity), LEAST_CURVE)


@compiled
def worth_of_depth(x: float, slope_: float, curve_: float, pressure: float, bearable: float) -> float:
    """Worth of depth x on one issue."""
    excess = max(0.0, x - bearable)
    return slope_ * x - 0.5 * curve_ * x * x - pressure * excess * excess


@compiled
def bearable_depth(national_position: float, tolerance: float) -> float:
    """Depth up to which a nation does not mind: twice its position is where it is no better than nothing."""
    return min(1.0, max(0.0, 2.0 * national_position + tolerance))


@compiled
def fixed_cost(
    base: float,
    kilometres: float,
    by_distance: float,
    common_language: bool,
    by_language: float,
    democracy_gap: float,
    by_regime: float,
    earlier_ties: int,
    relief: float,
) -> float:
    """Fixed cost of an agreement (kappa), in % of the budget."""
    strangeness = 1.0 + by_distance * math.log(1.0 + kilometres / 1000.0) + by_regime * democracy_gap
    if not common_language:
        strangeness += by_language
    return base * strangeness * (1.0 - relief) ** earlier_ties


@compiled
def kilometres_between(x1: float, y1: float, z1: float, x2: float, y2: float, z2: float) -> float:
    """Great-circle distance of two unit vectors in km (mean radius 6371 km)."""
    half_chord = 0.5 * math.sqrt((x1 - x2) ** 2 + (y1 - y2) ** 2 + (z1 - z2) ** 2)
    return 2.0 * 6371.0 * math.asin(min(1.0, half_chord))
