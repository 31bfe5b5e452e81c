"""Utility of an agreement to an actor.

Each side makes its own commitments. On one issue, a side that commits to x, and whose partner commits to X, has the utility
``received X + slope x - curve x^2 / 2 - pressure max(0, x - tolerated)^2``: linear in what it gets, concave and piecewise
quadratic in what it gives. The utility of an agreement is the sum over its issues minus a fixed cost. One unit is 1 % of the
actor's annual budget.

A share of the benefit comes from the actor's own effort and the rest from the partner's. The cost of effort is
``x^2 / 2 + E x`` with the effort E promised already, and identity is ``2 (p - E) x - x^2`` around the position p: what is promised
already makes a commitment dearer, and never cheaper. ``docs/model.md`` derives the terms.
"""

import math

from paradiplomacy.agents.compiled import compiled

# The floor on curvature. It makes utility strictly concave, so that the best commitment is unique and found by one division,
# even for an actor without any weight on costs or identity.
LEAST_CURVE = 1e-3
EARTH_RADIUS = 6371.0  # mean, km


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
    """Return the benefit g of full commitments with a partner, per unit of need.

    The credibility of a partner is the geometric mean of its public's trust and its record of delivery, both in [0, 1].
    A partner that is less exposed to the problem has more to offer. (A compiled rule takes numbers, hence
    the many parameters.)
    """
    # Geometric: a partner that nobody trusts, or that never delivers, offers nothing, however good its other half.
    credibility = math.sqrt(partner_trust * partner_reputation)
    size = relative_gdp**gdp_elasticity
    nearness = (1.0 + kilometres / 1000.0) ** -distance_elasticity
    return scale * credibility * size * nearness * (1.0 + complementarity * (need - partner_need))


@compiled
def slope(
    salience: float,
    pragmatism: float,
    own_benefit: float,
    promised: float,
    identity: float,
    position: float,
) -> float:
    """Return the marginal utility of the own commitment at zero; ``own_benefit`` is what a unit of it brings the actor."""
    material = own_benefit - promised
    return salience * (pragmatism * material + (1.0 - pragmatism) * identity * 2.0 * (position - promised))


@compiled
def curve(salience: float, pragmatism: float, identity: float) -> float:
    """Return how fast the marginal utility of the own commitment falls; never below a floor."""
    return salience * max(pragmatism + 2.0 * (1.0 - pragmatism) * identity, LEAST_CURVE)


@compiled
def utility_of_commitment(x: float, slope_: float, curve_: float, pressure: float, tolerated: float) -> float:
    """Return the utility of the own commitment x on one issue."""
    excess = max(0.0, x - tolerated)
    return slope_ * x - 0.5 * curve_ * x * x - pressure * excess * excess


@compiled
def tolerated_depth(national_position: float, tolerance: float) -> float:
    """Return the commitment up to which a nation does not object.

    A nation with a quadratic loss around its position p prefers a commitment x to none as long as x < 2 p.
    """
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
    by_level: float,
    earlier_ties: int,
    relief: float,
) -> float:
    """Return the fixed cost of an agreement (kappa), in % of the budget.

    (A compiled rule takes numbers, hence the many parameters.)
    """
    strangeness = 1.0 + by_distance * math.log(1.0 + kilometres / 1000.0) + by_regime * democracy_gap + by_level
    if not common_language:
        strangeness += by_language
    # Each earlier tie saves the same share of what is left, so that the cost never becomes negative.
    return base * strangeness * (1.0 - relief) ** earlier_ties


@compiled
def kilometres_between(x1: float, y1: float, z1: float, x2: float, y2: float, z2: float) -> float:
    """Return the great-circle distance of two unit vectors in km."""
    # The chord, not the dot product: an arc cosine loses its digits for near places. Rounding can put the half chord of
    # opposite places above 1, where the arc sine is not defined.
    half_chord = 0.5 * math.sqrt((x1 - x2) ** 2 + (y1 - y2) ** 2 + (z1 - z2) ** 2)
    return 2.0 * EARTH_RADIUS * math.asin(min(1.0, half_chord))
