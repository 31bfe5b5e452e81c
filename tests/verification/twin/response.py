"""What nations do about the diplomacy of their cities, and what the cities do then."""

import math
from typing import TYPE_CHECKING, NamedTuple

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Diplomacy, Pressure, Reason, Reply, Stage, Status
from twin import law
from twin.actors import City, Nation
from twin.agreements import Agreement, Dispute
from twin.negotiation import alignment, fail
from twin.worth import worth_of_keeping

if TYPE_CHECKING:
    from twin.world import TwinWorld

YEAR = 12
NOT_OPEN = -math.inf
STAGES = {Reply.COMPLY: Stage.COMPLIED, Reply.LITIGATE: Stage.IN_COURT, Reply.DEFY: Stage.DEFIED}
REPLIED = {Reply.COMPLY: Event.COMPLIED, Reply.LITIGATE: Event.LITIGATED, Reply.DEFY: Event.DEFIED}


class Act(NamedTuple):
    """A city's part in an agreement, as its nation sees it."""

    agreement: Agreement
    side: int
    city: City
    nation: Nation


class Press(NamedTuple):
    """What a nation does about an act, on which issue, what is at stake, and the city's reply."""

    act: Act
    pressure: Pressure
    issue: int
    stakes: float
    reply: Reply


def act(world: "TwinWorld") -> None:
    """Courts rule, sanctions run out, nations respond, cities reply."""
    law.hold_hearings(world)
    for city in world.cities:
        if city.sanctioned_until == world.month:
            law.lift_sanction(world, city)
    respond(world)


def acts_of(agreement: Agreement) -> list[Act]:
    """The parts of an agreement that are city diplomacy."""
    return [
        Act(agreement, side, city, city.nation)
        for side, city in enumerate(agreement.parties)
        if agreement.diplomacy[side] is not Diplomacy.NONE
    ]


def seen_acts(world: "TwinWorld") -> list[Act]:
    """New signatures and agreements at their yearly review that are noticed, and neither disputed nor endorsed."""
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
        if world.luck.strikes(Purpose.SEEN, agreement.visibility, agreement.key, seen.side)
        and not agreement.endorsed[seen.side]
    ]


def discontent(nation: Nation, agreement: Agreement, k: int) -> float:
    """What a nation minds about one issue: salience x squared distance x visibility."""
    x = agreement.terms.get(k, 0.0)
    return nation.salience[k] * max(0.0, x - nation.position[k]) ** 2 * agreement.visibility if x > 0.0 else 0.0


def discontent_in_all(world: "TwinWorld") -> dict[tuple[Nation, int], float]:
    """The same of all acts that nations are known to mind, by nation and issue."""
    total: dict[tuple[Nation, int], float] = {}
    for agreement in world.in_status(Status.SIGNED, Status.IN_FORCE):
        for known in acts_of(agreement):
            if agreement.alignment[known.side] < 0.0:
                for k in agreement.terms:
                    here = discontent(known.nation, agreement, k)
                    total[known.nation, k] = total.get((known.nation, k), 0.0) + here
    return total


def respond(world: "TwinWorld") -> None:
    """Nations choose what to do about what they see; then the cities under pressure reply."""
    total = discontent_in_all(world)
    pressed = []
    together = unruly_cities(world)
    for seen in seen_acts(world):
        choice, issue = choose(world, seen, total, together)
        if choice is Pressure.ENDORSE:
            seen.agreement.endorsed[seen.side] = True
            world.write(Event.ENDORSED, seen.agreement, actor=seen.nation, other=seen.city)
        elif choice is not Pressure.IGNORE:
            pressed.append((seen, choice, issue))
    presses = [press(world, *some) for some in pressed]
    for some in presses:
        apply(world, some)
    for some in presses:
        enter_dispute(world, some)
    for some in presses:
        if some.reply is Reply.COMPLY:
            comply(world, some.act)


def unruly_cities(world: "TwinWorld") -> dict[tuple[Nation, int], set[City]]:
    """The cities that do on an issue what their nation is known to mind."""
    found: dict[tuple[Nation, int], set[City]] = {}
    for agreement in world.in_status(Status.SIGNED, Status.IN_FORCE):
        for known in acts_of(agreement):
            if agreement.alignment[known.side] < 0.0:
                for k in agreement.terms:
                    found.setdefault((known.nation, k), set()).add(known.city)
    return found


def choose(
    world: "TwinWorld",
    seen: Act,
    total: dict[tuple[Nation, int], float],
    together: dict[tuple[Nation, int], set[City]],
) -> tuple[Pressure, int]:
    """The option that is worth most to the nation, and the issue that it minds most."""
    response, (agreement, side, city, nation) = world.settings.response, seen
    aligned = agreement.alignment[side] = alignment(nation, agreement.terms)
    minded = [discontent(nation, agreement, k) for k in range(len(world.issues))]
    worst = minded.index(max(minded))
    here = response.attention * sum(minded)
    in_all = response.attention * max(minded[worst], total.get((nation, worst), 0.0))
    dear = dearness(world, city, nation, len(together.get((nation, worst), set()) - {city}))
    liked, opposed = aligned * agreement.visibility, aligned < 0.0
    worth = {
        Pressure.IGNORE: 0.0,
        Pressure.ENDORSE: NOT_OPEN if opposed else liked - response.endorse_cost,
        Pressure.OBJECT: response.object_effect * here - response.object_cost * dear if opposed else NOT_OPEN,
        Pressure.SANCTION: response.sanction_effect * here - response.sanction_cost * dear
        if opposed and response.sanctions
        else NOT_OPEN,
        Pressure.PREEMPT: in_all - response.preempt_cost * dear
        if opposed and nation.law[worst] == law.NONE and response.preemption
        else NOT_OPEN,
    }
    for option in worth:
        worth[option] += response.noise * world.luck.gumbel(Purpose.RESPONSE, agreement.key, side, int(option))
    return max(worth, key=worth.__getitem__), worst


def dearness(world: "TwinWorld", city: City, nation: Nation, together: int) -> float:
    """Factor on the price of acting against a city; so many others of the nation do the same."""
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
        + response.cost_together * math.log(1.0 + together)
    )


def press(world: "TwinWorld", seen: Act, pressure: Pressure, issue: int) -> Press:
    """Pressure, with what is at stake and the reply that it meets."""
    grant = 100.0 * seen.city.grant_share * world.settings.response.sanction_share
    stakes = 0.0 if pressure is Pressure.OBJECT else grant
    return Press(seen, pressure, issue, stakes, reply_to(world, seen, stakes))


def reply_to(world: "TwinWorld", seen: Act, stakes: float) -> Reply:
    """Comply, litigate or defy; words alone cannot be taken to court."""
    response, (agreement, side, _, nation) = world.settings.response, seen
    stand = worth_of_keeping(world, agreement, side) + support(world, seen)
    win = law.chance_in_court(world, nation)
    worth = {
        Reply.COMPLY: 0.0,
        Reply.LITIGATE: win * stand - (1.0 - win) * stakes - response.litigation_cost
        if stakes > 0.0 and response.litigation
        else NOT_OPEN,
        Reply.DEFY: stand - stakes - response.defiance_cost if stakes > 0.0 else stand,
    }
    for option in worth:
        worth[option] += response.reply_noise * world.luck.gumbel(Purpose.REPLY, agreement.key, side, int(option))
    return max(worth, key=worth.__getitem__)


def support(world: "TwinWorld", seen: Act) -> float:
    """What standing up is worth to a mayor."""
    agreement, _, city, nation = seen
    size = sum(city.salience[k] for k in agreement.terms)
    apart = sum(city.salience[k] * max(0.0, city.public[k] - nation.position[k]) for k in agreement.terms)
    return world.settings.response.mayor_support * city.trust * apart / size if size > 0.0 else 0.0


def apply(world: "TwinWorld", some: Press) -> None:
    """Object, withhold grants, or make a law."""
    agreement, _, city, nation = some.act
    if some.pressure is Pressure.PREEMPT:
        if nation.law[some.issue] == law.NONE:
            law.enact(world, nation, some.issue, agreement)
        return
    event = Event.OBJECTED if some.pressure is Pressure.OBJECT else Event.SANCTIONED
    world.write(event, agreement, actor=nation, other=city, issue=some.issue, value=some.stakes)
    if some.pressure is Pressure.SANCTION:
        city.sanctioned_until = world.month + world.settings.response.sanction_months


def enter_dispute(world: "TwinWorld", some: Press) -> None:
    """The dispute, with the city's reply."""
    agreement, _, city, nation = some.act
    dispute = Dispute(city, nation, agreement, some.issue, some.pressure, STAGES[some.reply], world.month)
    if some.reply is Reply.LITIGATE:
        dispute.hearing = world.month + world.settings.response.injunction_months
    world.disputes.append(dispute)
    event, detail = REPLIED[some.reply], some.pressure
    world.write(event, agreement, actor=city, other=nation, issue=some.issue, detail=detail, value=some.stakes)


def comply(world: "TwinWorld", seen: Act) -> None:
    """The city leaves the agreement, and a sanction on it ends."""
    if seen.agreement.status is Status.SIGNED:
        fail(world, seen.agreement, Reason.COMPLIED)
    elif seen.agreement.status is Status.IN_FORCE:
        law.withdraw(world, seen.agreement, Reason.COMPLIED)
    if law.under_sanction(world, seen.city):
        law.lift_sanction(world, seen.city)
