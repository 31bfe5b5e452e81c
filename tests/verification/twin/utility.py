"""Utility of an agreement to its parties and to their veto players."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from twin.actors import Actor, City, is_city_diplomacy, kilometres, share_a_language
from twin.agreements import Agreement

if TYPE_CHECKING:
    from twin.world import TwinWorld

Terms = dict[int, float]


@dataclass
class Side:
    """One side of a negotiation.

    Its own commitment x and its partner's X have utility
    ``received X + slope x - curve x^2 / 2 - pressure (x - tolerated)^2``.
    """

    cost: float
    slope: Terms
    curve: Terms
    received: Terms
    pressure: Terms
    tolerated_depth: Terms
    vetoes: list[Terms]

    def gain(self, own: Terms, partner: Terms, slope: Terms | None = None) -> float:
        """Return the gain of the side from these terms or, given the slopes of a veto player, of that player."""
        total = -self.cost + sum(self.received[k] * x for k, x in partner.items())
        for k, x in own.items():
            beyond = max(0.0, x - self.tolerated_depth[k])
            total += (slope or self.slope)[k] * x - self.curve[k] * x * x / 2.0 - self.pressure[k] * beyond * beyond
        return total

    def passes(self, own: Terms, partner: Terms) -> bool:
        """Return true if every veto player prefers the terms to no agreement."""
        return all(self.gain(own, partner, slope) >= -1e-12 for slope in self.vetoes)


def slope(world: "TwinWorld", actor: Actor, k: int, benefit: float, promised: float, ideal_point: float) -> float:
    """Return the marginal utility of the own commitment at 0 for a domestic actor with this ideal point."""
    material = world.settings.utility.own_share * actor.need[k] * benefit - promised
    identity = world.issues[k].identity_charge * 2.0 * (ideal_point - promised)
    return actor.salience[k] * (actor.pragmatism * material + (1.0 - actor.pragmatism) * identity)


def curve(world: "TwinWorld", actor: Actor, k: int) -> float:
    """Return the rate at which marginal utility falls with the own commitment."""
    mixed = actor.pragmatism + 2.0 * (1.0 - actor.pragmatism) * world.issues[k].identity_charge
    return actor.salience[k] * max(mixed, 1e-3)


def benefit(world: "TwinWorld", actor: Actor, partner: Actor, k: int, form: int) -> float:
    """Return the benefit of full depth with a partner, per unit of need."""
    utility = world.settings.utility
    trust = math.sqrt(partner.trust * partner.reputation)
    size = (partner.gdp / utility.reference_gdp) ** utility.partner_gdp_elasticity
    nearness = (1.0 + kilometres(actor, partner) / 1000.0) ** -utility.distance_elasticity
    complement = 1.0 + utility.complementarity * (actor.need[k] - partner.need[k])
    return utility.benefit_scale * world.settings.form.benefit**form * trust * size * nearness * complement


def fixed_cost(world: "TwinWorld", agreement: Agreement) -> float:
    """Return the cost of reaching an agreement; other current ties between the pair reduce it."""
    utility = world.settings.utility
    a, b = agreement.parties
    strangeness = 1.0 + utility.contact_cost_distance * math.log(1.0 + kilometres(a, b) / 1000.0)
    strangeness += utility.contact_cost_regime * abs(a.democracy - b.democracy)
    if isinstance(a, City) != isinstance(b, City):
        strangeness += utility.contact_cost_level
    if not share_a_language(a, b):
        strangeness += utility.contact_cost_language
    earlier = sum(tie.other(a) is b for tie in a.tied if tie is not agreement)
    cost = utility.contact_cost * world.settings.form.cost**agreement.form
    return cost * strangeness * (1.0 - utility.contact_cost_relief) ** earlier


def visibility(world: "TwinWorld", city: City, form: int, depth: float) -> float:
    """Return the visibility of an agreement of a city."""
    shape = world.settings.form
    size = (city.population / 1e6) ** shape.visibility_size
    return min(1.0, shape.visibility * shape.visibility_step**form * size * (0.5 + depth))


def tolerated_depth(world: "TwinWorld", actor: Actor, k: int) -> float:
    """Return the depth that the actor's nation tolerates."""
    return min(1.0, max(0.0, 2.0 * actor.nation.position[k] + world.settings.response.tolerance))


def pressure(world: "TwinWorld", actor: Actor, other: Actor, k: int, form: int) -> float:
    """Return the weight of the reaction that a city expects from its nation."""
    if not is_city_diplomacy(actor, other):
        return 0.0
    dependence = actor.grant_share * (1.0 - actor.autonomy)
    weight = world.settings.utility.anticipation * actor.salience[k] * actor.nation.salience[k]
    return weight * dependence * visibility(world, actor, form, 0.5)


def scope(world: "TwinWorld", agreement: Agreement) -> float:
    """Return the share of a party's policy that an agreement commits."""
    form = world.settings.form
    return (form.scope_declaration, form.scope_plan, form.scope_programme)[agreement.form]


def promised_elsewhere(actor: Actor, k: int, agreement: Agreement) -> float:
    """Return the effort promised in the actor's other agreements and clubs."""
    undone = 1.0
    for other in actor.promises:
        if other is not agreement:
            undone *= 1.0 - scope(actor.model, other) * other.own(actor).get(k, 0.0)
    for place in actor.places:
        undone *= 1.0 - place.counted.get(k, 0.0)
    return 1.0 - undone


def side_of(
    world: "TwinWorld",
    agreement: Agreement,
    side: int,
    *,
    existing: bool,
    error: bool,
    cost_share: float,
) -> Side:
    """Build the view that a side has of an agreement.

    Args:
        world: The world.
        agreement: The agreement.
        side: Number of the side.
        existing: Whether its own terms are being evaluated, so that they do not count as effort promised elsewhere.
        error: Whether veto players are perceived with the negotiators' error.
        cost_share: Share of the fixed cost that the side pays.
    """
    actor, partner = agreement.parties[side], agreement.parties[1 - side]
    negotiation, form = world.settings.negotiation, agreement.form
    made = Side(fixed_cost(world, agreement) * cost_share, {}, {}, {}, {}, {}, [{} for _ in range(actor.veto_players)])
    errors = [0.0] * actor.veto_players
    if error and negotiation.win_set_error > 0.0:
        draws = [world.draws.normal(Purpose.WIN_SET, agreement.key, 8 * side + v) for v in range(actor.veto_players)]
        errors = [negotiation.win_set_error * (draw - negotiation.win_set_caution) for draw in draws]
    for k in sorted(agreement.agenda):
        promised = promised_elsewhere(actor, k, agreement) if existing else actor.promised[k]
        gives = benefit(world, actor, partner, k, form)
        made.slope[k] = slope(world, actor, k, gives, promised, actor.position[k])
        made.curve[k] = curve(world, actor, k)
        material = actor.salience[k] * actor.pragmatism * actor.need[k] * gives
        made.received[k] = (1.0 - world.settings.utility.own_share) * material
        made.pressure[k] = pressure(world, actor, partner, k, form)
        made.tolerated_depth[k] = tolerated_depth(world, actor, k)
        for v, mistake in enumerate(errors):
            ideal_point = actor.median[k] - world.settings.ratification.veto_step * v * actor.spread[k] + mistake
            made.vetoes[v][k] = slope(world, actor, k, gives, promised, ideal_point)
    return made


def at_signing(world: "TwinWorld", agreement: Agreement) -> tuple[Side, Side]:
    """Return both sides of a negotiation, with their errors about what is ratifiable at home."""
    first, second = (side_of(world, agreement, s, existing=False, error=True, cost_share=1.0) for s in (0, 1))
    return first, second


def before_the_vote(world: "TwinWorld", agreement: Agreement, side: int) -> Side:
    """Return the view of those who vote at home on an agreement."""
    return side_of(world, agreement, side, existing=True, error=False, cost_share=1.0)


def gain_from_continuing(world: "TwinWorld", agreement: Agreement, side: int) -> float:
    """Return the gain of a side from continuing an agreement in force."""
    share = world.settings.utility.upkeep
    made = side_of(world, agreement, side, existing=True, error=False, cost_share=share)
    return made.gain(agreement.given[side], agreement.given[1 - side])


def material_return(world: "TwinWorld", agreement: Agreement, side: int) -> float:
    """Return what a side has from the delivered part of an agreement in a year, less its effort and the upkeep."""
    actor, partner = agreement.parties[side], agreement.parties[1 - side]
    done, done_by_partner = (min(1.0, max(0.0, agreement.delivered[s])) for s in (side, 1 - side))
    total = -world.settings.utility.upkeep * fixed_cost(world, agreement)
    for k in agreement.agenda:
        own = done * agreement.given[side].get(k, 0.0)
        partners = done_by_partner * agreement.given[1 - side].get(k, 0.0)
        o = world.settings.utility.own_share
        gain = actor.need[k] * benefit(world, actor, partner, k, agreement.form) * ((1.0 - o) * partners + o * own)
        effort = own * own / 2.0 + promised_elsewhere(actor, k, agreement) * own
        total += actor.salience[k] * (gain - effort)
    return total
