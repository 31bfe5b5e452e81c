"""Responses of nations to the diplomacy of their cities, and the cities' replies."""

import math
from typing import TYPE_CHECKING, NamedTuple

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Diplomacy, Pressure, Reply, Stage, Status
from twin import statutes
from twin.actors import City, Nation
from twin.agreements import Agreement
from twin.negotiation import alignment

if TYPE_CHECKING:
    from twin.world import TwinWorld

YEAR = 12
UNAVAILABLE = -math.inf


class Act(NamedTuple):
    """A city's part in an agreement, as its nation sees it."""

    agreement: Agreement
    side: int
    city: City
    nation: Nation


class Response(NamedTuple):
    """A nation's response to an act, its issue, and the city's reply."""

    act: Act
    pressure: Pressure
    issue: int
    reply: Reply


def act(world: "TwinWorld") -> None:
    """Hold hearings, end sanctions that expire, change statutes, and let nations respond and cities reply."""
    statutes.hold_hearings(world)
    for city in world.cities:
        if city.sanctioned_until == world.month:
            statutes.lift_sanction(world, city)
    if world.settings.response.statutes:
        statutes.repeal_after_turnover(world)
        statutes.enact_by_hazard(world)
    statutes.sever(world)
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
    """Return the cost to a nation of ignoring an issue: salience times what it loses, times visibility."""
    x = agreement.own(city).get(k, 0.0)
    return nation.salience[k] * max(0.0, (x - 2.0 * nation.position[k]) * x) * agreement.visibility


def respond(world: "TwinWorld") -> None:
    """Let nations choose their responses to noticed acts, then let the cities under pressure reply."""
    chosen = []
    others = cities_acting_against(world)
    for seen in noticed_acts(world):
        world.write(Event.NOTICED, seen.agreement, actor=seen.nation, other=seen.city)
        choice, issue = choose(world, seen, others)
        if choice is Pressure.ENDORSE:
            seen.agreement.endorsed[seen.side] = True
            world.write(Event.ENDORSED, seen.agreement, actor=seen.nation, other=seen.city)
        elif choice is not Pressure.IGNORE:
            chosen.append((seen, choice, issue))
    responses = [response_to(world, *each) for each in chosen]
    for response in responses:
        apply(world, response)
    for response in responses:
        agreement, side, _, _ = response.act
        statutes.open_dispute(world, agreement, side, response.pressure, response.issue, response.reply)
    for response in responses:
        if response.reply is Reply.COMPLY:
            statutes.comply(world, response.act.agreement, response.act.city)


def cities_acting_against(world: "TwinWorld") -> dict[tuple[Nation, int], set[City]]:
    """Return the cities with acts classed as opposed, by nation and issue."""
    found: dict[tuple[Nation, int], set[City]] = {}
    for agreement in world.in_status(Status.SIGNED, Status.IN_FORCE):
        for opposed_act in acts_of(agreement):
            if agreement.alignment[opposed_act.side] < 0.0:
                for k in agreement.own(opposed_act.city):
                    found.setdefault((opposed_act.nation, k), set()).add(opposed_act.city)
    return found


def choose(world: "TwinWorld", seen: Act, others: dict[tuple[Nation, int], set[City]]) -> tuple[Pressure, int]:
    """Return the option with the highest utility for the nation, and the issue that is costliest to ignore."""
    response, (agreement, side, city, nation) = world.settings.response, seen
    aligned = agreement.alignment[side] = alignment(nation, agreement.given[side])
    costs = [cost_of_ignoring(nation, agreement, city, k) for k in range(len(world.issues))]
    worst = costs.index(max(costs))
    broken = statutes.breaks(agreement, side)
    here = response.attention * sum(costs) + (response.authority * agreement.visibility if broken else 0.0)
    price = price_factor(world, city, nation, len(others.get((nation, worst), set()) - {city}))
    endorsement_value, opposed = aligned * agreement.visibility, aligned < 0.0 or broken
    utility = {
        Pressure.IGNORE: 0.0,
        Pressure.ENDORSE: UNAVAILABLE if opposed else endorsement_value - response.endorse_cost,
        Pressure.OBJECT: response.object_effect * here - response.object_cost * price if opposed else UNAVAILABLE,
        Pressure.SANCTION: response.sanction_effect * here - response.sanction_cost * price
        if opposed and response.sanctions
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
    """Build a response with the city's reply."""
    stakes = 0.0 if pressure is Pressure.OBJECT else statutes.stakes_of(world, seen.city)
    return Response(seen, pressure, issue, statutes.reply_to(world, seen.agreement, seen.side, stakes))


def apply(world: "TwinWorld", response: Response) -> None:
    """Object, or withhold grants."""
    agreement, _, city, nation = response.act
    event = Event.OBJECTED if response.pressure is Pressure.OBJECT else Event.SANCTIONED
    stakes = 0.0 if response.pressure is Pressure.OBJECT else statutes.stakes_of(world, city)
    world.write(event, agreement, actor=nation, other=city, issue=response.issue, value=stakes)
    if response.pressure is Pressure.SANCTION:
        city.sanctioned_until = world.month + world.settings.response.sanction_months
