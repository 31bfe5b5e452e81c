"""Decomposition of the utility of terms into the terms of the utility function (docs/model.md)."""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.preferences import LEAST_CURVE, kilometres_between
from paradiplomacy.model.bargaining.variation import Negotiation
from paradiplomacy.model.rules.protocol import Cases
from paradiplomacy.model.state import State

TERMS = (
    "material gain",
    "trust",
    "partner size",
    "distance",
    "complementarity",
    "effort",
    "identity",
    "national pressure",
    "fixed cost",
    "side payment",
)


class Evaluated(NamedTuple):
    """The terms at which utilities are evaluated.

    Attributes:
        terms: (2, K) commitments of both sides, by issue.
        cost_share: Share of the fixed cost that these terms bear.
        payment: (first side, second side) what each is paid, in % of its budget.
    """

    terms: Floats
    cost_share: float
    payment: tuple[float, float]


def decompose(state: State, negotiation: Negotiation, cases: Cases, side: int, at: Evaluated) -> dict[str, float]:
    """Return the utility of terms to one side, term by term.

    Args:
        state: The state.
        negotiation: The negotiation.
        cases: Its case.
        side: 0 or 1.
        at: The terms, and what goes with them.

    Returns:
        Utility by name of ``TERMS``, in % of the side's annual budget; the sum is the utility of the terms.
    """
    utility = dict.fromkeys(TERMS, 0.0)
    # Starting from all terms at 0 keeps their order and presence the same in every explanation.
    utility["fixed cost"] = -at.cost_share * float(cases.cost[0, side])
    utility["side payment"] = at.payment[side]
    for k in np.flatnonzero(negotiation.agenda).tolist():
        x, partner = float(at.terms[side, k]), float(at.terms[1 - side, k])
        excess = max(0.0, x - float(cases.bearable[0, side, k]))
        utility["national pressure"] -= float(cases.pressure[0, side, k]) * excess * excess
        for part in (
            benefit_parts(state, negotiation, side, k, (x, partner)),
            own_parts(state, negotiation.sides[side], k, x),
        ):
            for name, value in part.items():
                utility[name] += value
    return utility


def benefit_parts(
    state: State, negotiation: Negotiation, side: int, k: int, given: tuple[float, float]
) -> dict[str, float]:
    """Return the parts of the benefit on one issue, from what the side and its partner commit to.

    The benefit is a product of factors. The contributions of trust, the partner's size, distance and complementarity are
    weighted by the logarithmic mean, so that they add up exactly (Ang 2004).
    """
    actors, utility, form = state.actors, state.settings.utility, state.settings.form
    i, j = negotiation.sides[side], negotiation.sides[1 - side]
    need = float(actors.need[i, k])
    material = float(actors.salience[i, k]) * float(actors.pragmatism[i]) * need
    own, partner = utility.own_share, 1.0 - utility.own_share
    material = material * utility.benefit_scale * form.benefit**negotiation.form * (own * given[0] + partner * given[1])
    apart = kilometres_between(*actors.place[i], *actors.place[j])
    factors = {
        "trust": math.sqrt(float(actors.trust[j] * actors.reputation[j])),
        "partner size": float(actors.gdp[j] / utility.reference_gdp) ** utility.partner_gdp_elasticity,
        "distance": (1.0 + apart / 1000.0) ** -utility.distance_elasticity,
        "complementarity": 1.0 + utility.complementarity * (need - float(actors.need[j, k])),
    }
    whole = material * math.prod(factors.values())
    if whole <= 0.0:
        # A factor of 0 has no logarithm: a partner that nobody trusts takes all of the benefit away.
        return {"material gain": material, "trust": whole - material}
    mean = logarithmic_mean(whole, material)
    return {"material gain": material} | {name: mean * math.log(float(factor)) for name, factor in factors.items()}


def logarithmic_mean(one: float, other: float) -> float:
    """Return the logarithmic mean of two numbers above 0."""
    return one if one == other else (one - other) / math.log(one / other)


def own_parts(state: State, i: int, k: int, x: float) -> dict[str, float]:
    """Return the cost of effort and the utility from identity of one side's own commitment on one issue."""
    actors, charge = state.actors, state.issues[k].identity_charge
    weight, pragmatism = float(actors.salience[i, k]), float(actors.pragmatism[i])
    promised, position = float(actors.promised[i, k]), float(actors.position[i, k])
    # The model keeps the curvature of utility above a floor; what the floor adds counts as effort.
    bend = pragmatism + 2.0 * (1.0 - pragmatism) * charge
    floor = 0.5 * weight * max(0.0, LEAST_CURVE - bend) * x * x
    effort = weight * pragmatism * (promised * x + 0.5 * x * x)
    identity = weight * (1.0 - pragmatism) * charge * (2.0 * (position - promised) * x - x * x)
    return {"effort": -effort - floor, "identity": identity}
