"""Responses of nations to the diplomacy of their cities, and the cities' replies."""

import math
from typing import TYPE_CHECKING, NamedTuple

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Diplomacy, Pressure, Reason, Reply, Stage, Status
from twin import statutes
from twin.actors import City, Nation
from twin.agreements import Agreement, Dispute
from twin.negotiation import alignment, fail
from twin.utility import gain_from_continuing

if TYPE_CHECKING:
    from twin.world import TwinWorld

YEAR = 12
UNAVAILABLE = -math.inf
STAGES = {Reply.COMPLY: Stage.COMPLIED, Reply.LITIGATE: Stage.IN_COURT, Reply.DEFY: Stage.DEFIED}
REPLIED = {Reply.COMPLY: Event.COMPLIED, Reply.LITIGATE: Event.LITIGATED, Reply.DEFY: Event.DEFIED}


class Act(NamedTuple):
    """A city's part in an agreement, as its nation sees it."""

    agreement: Agreement
    side: int
    city: City
    nation: Nation


class Response(NamedTuple):
    """A nation's response to an act, its issue, the stakes, and the city's reply."""

    act: Act
    pressure: Pressure
    issue: int
    stakes: float
    reply: Reply


def act(world: "TwinWorld") -> None:
    """Hold hearings, end sanctions that expire, and let nations respond and cities reply."""
    statutes.hold_hearings(world)
    for city in world.cities:
        if city.sanctioned_until == world.month:
            statutes.lift_sanction(world, city)
    respond(world)


def acts_of(agreement: Agreement) -> list[Act]:
    """Return the parts of an agreement that count as city diplomacy."""
    return [
        Act(agreement, side, city, city.nation)
        for side, city in enumerate(agreement.parties)
        if agreement.diplomacy[side] is not Diplomacy.NONE
    ]


def noticed_acts(world: "TwinWorld") -> list[Act]:
    """Return noticed acts: new signatures and agreements under annual review, neither disputed nor endorsed."""
    signed = [a for a in world.in_status(Status.SIGNED) if a.signed == world.month]
    reviewed = [a for a in world.in_status(Status.IN_FORCE) if a.reviewed_in(world.month)]
    disputed = {
        dispute.agreement
        for dispute in world.disputes
        if dispute.stage in (Stage.IN_COURT, Stage.SUSPENDED) or world.month - dispute.opened < YEAR
    }
    return [
        seen
        for agreement in signed + reviewed
        if agreement not in disputed
        for seen in acts_of(agreement)
        if world.draws.occurs(Purpose.SEEN, agreement.visibility, agreement.key, seen.side)
        and not agreement.endorsed[seen.side]
    ]


def cost_of_ignoring(nation: Nation, agreement: Agreement, city: City, k: int) -> float:
    """Return the cost to a nation of ignoring an issue: salience times squared distance times visibility."""
    x = agreement.own(city).get(k, 0.0)
    return nation.salience[k] * max(0.0, x - nation.position[k]) ** 2 * agreement.visibility if x > 0.0 else 0.0


def total_cost_of_ignoring(world: "TwinWorld") -> dict[tuple[Nation, int], float]:
    """Sum the cost of ignoring over all acts classed as opposed, by nation and issue."""
    total: dict[tuple[Nation, int], float] = {}
    for agreement in world.in_status(Status.SIGNED, Status.IN_FORCE):
        for opposed_act in acts_of(agreement):
            if agreement.alignment[opposed_act.side] < 0.0:
                for k in agreement.own(opposed_act.city):
                    here = cost_of_ignoring(opposed_act.nation, agreement, opposed_act.city, k)
                    total[opposed_act.nation, k] = total.get((opposed_act.nation, k), 0.0) + here
    return total


def respond(world: "TwinWorld") -> None:
    """Let nations choose their responses to noticed acts, then let the cities under pressure reply."""
    total = total_cost_of_ignoring(world)
    chosen = []
    others = cities_acting_against(world)
    for seen in noticed_acts(world):
        choice, issue = choose(world, seen, total, others)
        if choice is Pressure.ENDORSE:
            seen.agreement.endorsed[seen.side] = True
            world.write(Event.ENDORSED, seen.agreement, actor=seen.nation, other=seen.city)
        elif choice is not Pressure.IGNORE:
            chosen.append((seen, choice, issue))
    responses = [response_to(world, *each) for each in chosen]
    for response in responses:
        apply(world, response)
    for response in responses:
        enter_dispute(world, response)
    for response in responses:
        if response.reply is Reply.COMPLY:
            comply(world, response.act)


def cities_acting_against(world: "TwinWorld") -> dict[tuple[Nation, int], set[City]]:
    """Return the cities with acts classed as opposed, by nation and issue."""
    found: dict[tuple[Nation, int], set[City]] = {}
    for agreement in world.in_status(Status.SIGNED, Status.IN_FORCE):
        for opposed_act in acts_of(agreement):
            if agreement.alignment[opposed_act.side] < 0.0:
                for k in agreement.own(opposed_act.city):
                    found.setdefault((opposed_act.nation, k), set()).add(opposed_act.city)
    return found


def choose(
    world: "TwinWorld",
    seen: Act,
    total: dict[tuple[Nation, int], float],
    others: dict[tuple[Nation, int], set[City]],
) -> tuple[Pressure, int]:
    """Return the option with the highest utility for the nation, and the issue that is costliest to ignore."""
    response, (agreement, side, city, nation) = world.settings.response, seen
    aligned = agreement.alignment[side] = alignment(nation, agreement.given[side])
    costs = [cost_of_ignoring(nation, agreement, city, k) for k in range(len(world.issues))]
    worst = costs.index(max(costs))
    here = response.attention * sum(costs)
    total_cost = response.attention * max(costs[worst], total.get((nation, worst), 0.0))
    price = price_factor(world, city, nation, len(others.get((nation, worst), set()) - {city}))
    endorsement_value, opposed = aligned * agreement.visibility, aligned < 0.0
    utility = {
        Pressure.IGNORE: 0.0,
        Pressure.ENDORSE: UNAVAILABLE if opposed else endorsement_value - response.endorse_cost,
        Pressure.OBJECT: response.object_effect * here - response.object_cost * price if opposed else UNAVAILABLE,
        Pressure.SANCTION: response.sanction_effect * here - response.sanction_cost * price
        if opposed and response.sanctions
        else UNAVAILABLE,
        Pressure.PREEMPT: total_cost - response.preempt_cost * price
        if opposed and nation.law[worst] == statutes.NONE and response.preemption
        else UNAVAILABLE,
    }
    for option in utility:
        utility[option] += response.noise * world.draws.gumbel(Purpose.RESPONSE, agreement.key, side, int(option))
    return max(utility, key=utility.__getitem__), worst


def price_factor(world: "TwinWorld", city: City, nation: Nation, others: int) -> float:
    """Return the price factor of acting against a city, given the number of other cities acting likewise."""
    response = world.settings.response
    partners = {party for agreement in city.tied for party in agreement.parties if party is not city}
    allies = sum(partner in world.cities for partner in partners)
    return (
        1.0
        + response.cost_autonomy * city.autonomy
        + response.cost_courts * nation.court
        + response.cost_gdp_share * min(1.0, city.gdp / nation.gdp)
        + response.cost_trust * city.trust
        + response.cost_allies * math.log(1.0 + allies)
        + response.cost_together * math.log(1.0 + others)
    )


def response_to(world: "TwinWorld", seen: Act, pressure: Pressure, issue: int) -> Response:
    """Build a response with its stakes and the city's reply."""
    grant = 100.0 * seen.city.grant_share * world.settings.response.sanction_share
    stakes = 0.0 if pressure is Pressure.OBJECT else grant
    return Response(seen, pressure, issue, stakes, reply_to(world, seen, stakes))


def reply_to(world: "TwinWorld", seen: Act, stakes: float) -> Reply:
    """Choose to comply, litigate or defy; a mere objection cannot be litigated."""
    response, (agreement, side, _, nation) = world.settings.response, seen
    gain = gain_from_continuing(world, agreement, side) + support(world, seen)
    win = statutes.chance_in_court(world, nation)
    utility = {
        Reply.COMPLY: 0.0,
        Reply.LITIGATE: win * gain - (1.0 - win) * stakes - response.litigation_cost
        if stakes > 0.0 and response.litigation
        else UNAVAILABLE,
        Reply.DEFY: gain - stakes - response.defiance_cost if stakes > 0.0 else gain,
    }
    for option in utility:
        utility[option] += response.reply_noise * world.draws.gumbel(Purpose.REPLY, agreement.key, side, int(option))
    return max(utility, key=utility.__getitem__)


def support(world: "TwinWorld", seen: Act) -> float:
    """Return the political gain to a mayor from resisting the nation."""
    agreement, _, city, nation = seen
    terms = agreement.own(city)
    size = sum(city.salience[k] for k in terms)
    apart = sum(city.salience[k] * max(0.0, city.public[k] - nation.position[k]) for k in terms)
    return world.settings.response.mayor_support * city.trust * apart / size if size > 0.0 else 0.0


def apply(world: "TwinWorld", response: Response) -> None:
    """Object, withhold grants, or enact a statute."""
    agreement, _, city, nation = response.act
    if response.pressure is Pressure.PREEMPT:
        if nation.law[response.issue] == statutes.NONE:
            statutes.enact(world, nation, response.issue, agreement)
        return
    event = Event.OBJECTED if response.pressure is Pressure.OBJECT else Event.SANCTIONED
    world.write(event, agreement, actor=nation, other=city, issue=response.issue, value=response.stakes)
    if response.pressure is Pressure.SANCTION:
        city.sanctioned_until = world.month + world.settings.response.sanction_months


def enter_dispute(world: "TwinWorld", response: Response) -> None:
    """Record the dispute with the city's reply."""
    agreement, _, city, nation = response.act
    dispute = Dispute(city, nation, agreement, response.issue, response.pressure, STAGES[response.reply], world.month)
    if response.reply is Reply.LITIGATE:
        dispute.hearing = world.month + world.settings.response.injunction_months
    world.disputes.append(dispute)
    event, detail = REPLIED[response.reply], response.pressure
    world.write(event, agreement, actor=city, other=nation, issue=response.issue, detail=detail, value=response.stakes)


def comply(world: "TwinWorld", seen: Act) -> None:
    """Let the city leave the agreement, and end any sanction on it."""
    if seen.agreement.status is Status.SIGNED:
        fail(world, seen.agreement, Reason.COMPLIED)
    elif seen.agreement.status is Status.IN_FORCE:
        statutes.withdraw(world, seen.agreement, Reason.COMPLIED)
    if statutes.under_sanction(world, seen.city):
        statutes.lift_sanction(world, seen.city)
