"""Statutes on the diplomacy of cities, relations between nations, sanctions, and court rulings."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import (
    Consent,
    PartnerClass,
    Pressure,
    Reason,
    Reply,
    Stage,
    Status,
    StatuteKind,
    StatuteStatus,
)
from twin import negotiation
from twin.actors import Actor, City, Nation, is_city_diplomacy
from twin.agreements import Agreement, Dispute
from twin.utility import gain_from_continuing

if TYPE_CHECKING:
    from twin.world import TwinWorld

CONFLICTS = (Event.OBJECTED, Event.SANCTIONED, Event.CONSENT_REFUSED)
RESISTANCE = (Event.LITIGATED, Event.DEFIED)
REPLIED = {
    Reply.COMPLY: (Stage.COMPLIED, Event.COMPLIED),
    Reply.LITIGATE: (Stage.IN_COURT, Event.LITIGATED),
    Reply.DEFY: (Stage.DEFIED, Event.DEFIED),
}
COURT = (Stage.IN_COURT, Stage.SUSPENDED, Stage.WON, Stage.LOST)


@dataclass(eq=False)
class Statute:
    """A statute; ``issue`` is None for all issues."""

    nation: Nation
    kind: StatuteKind
    issue: int | None
    partners: PartnerClass
    status: StatuteStatus = StatuteStatus.IN_FORCE

    @property
    def alive(self) -> bool:
        """True until it is repealed or annulled."""
        return self.status in (StatuteStatus.IN_FORCE, StatuteStatus.SUSPENDED)

    @property
    def number_of_issue(self) -> int:
        """Number of the issue in events."""
        return -1 if self.issue is None else self.issue


def relation(world: "TwinWorld", one: Nation, other: Nation) -> float:
    """Return the relation of a nation to another."""
    if (one, other) in world.relations:
        return world.relations[one, other]
    return max(-1.0, 1.0 - abs(one.ideal_point - other.ideal_point) / 2.0)


def covers(world: "TwinWorld", statute: Statute, partner: Actor | None, issue: int) -> bool:
    """Return true if a statute covers a dealing of its cities with a partner; None is some partner abroad."""
    if statute.issue not in (None, issue):
        return False
    if partner is None:
        return statute.partners is PartnerClass.ANY
    if partner.nation is statute.nation:
        return False
    city = isinstance(partner, City)
    of_class = {
        PartnerClass.ANY: True,
        PartnerClass.CITIES: city,
        PartnerClass.GOVERNMENTS: not city,
        PartnerClass.HOSTILE: True,
    }[statute.partners]
    hostile = relation(world, statute.nation, partner.nation) <= world.settings.response.hostile
    return of_class and (statute.partners is PartnerClass.ANY or hostile)


def covers_act(world: "TwinWorld", statute: Statute, agreement: Agreement, side: int) -> bool:
    """Return true if a statute covers an agreement as an act of one party."""
    party, partner = agreement.parties[side], agreement.parties[1 - side]
    mine = isinstance(party, City) and party.nation is statute.nation
    return mine and any(covers(world, statute, partner, k) for k in agreement.agenda)


def strictest(world: "TwinWorld", agreement: Agreement, side: int) -> Statute | None:
    """Return the strictest statute in force that covers an act; the oldest of equals."""
    found = [s for s in world.statutes if s.status is StatuteStatus.IN_FORCE and covers_act(world, s, agreement, side)]
    return max(found, key=lambda statute: statute.kind, default=None)


def bars(world: "TwinWorld", actor: Actor, partner: Actor, issue: int) -> bool:
    """Return true if a statute bars a city from a partner on an issue."""
    return is_city_diplomacy(actor, partner) and any(
        statute.kind is StatuteKind.BAR
        and statute.status is StatuteStatus.IN_FORCE
        and statute.nation is actor.nation
        and covers(world, statute, partner, issue)
        for statute in world.statutes
    )


def barred(world: "TwinWorld", agreement: Agreement) -> bool:
    """Return true if a bar in force covers an agreement."""
    found = [strictest(world, agreement, side) for side in (0, 1)]
    return any(statute is not None and statute.kind is StatuteKind.BAR for statute in found)


def enact(world: "TwinWorld", nation: Nation, kind: StatuteKind, issue: int | None, partners: PartnerClass) -> None:
    """Enact a statute and apply it to earlier agreements."""
    statute = Statute(nation, kind, issue, partners)
    world.statutes.append(statute)
    number = statute.number_of_issue
    world.write(Event.STATUTE_ENACTED, actor=nation, issue=number, detail=kind, value=float(partners))
    if kind is StatuteKind.BAR:
        for agreement in world.in_status(Status.SIGNED):
            if any(covers_act(world, statute, agreement, side) for side in (0, 1)):
                negotiation.fail(world, agreement, Reason.BARRED)
    in_court = {dispute.agreement for dispute in world.disputes if dispute.stage in (Stage.IN_COURT, Stage.SUSPENDED)}
    hit = [
        (agreement, side)
        for agreement in world.in_status(Status.IN_FORCE)
        for side in (0, 1)
        if agreement not in in_court
        if covers_act(world, statute, agreement, side) and is_hit(world, statute, agreement, side)
    ]
    replies = [reply_to(world, agreement, side, stakes_of(world, agreement.parties[side])) for agreement, side in hit]
    for (agreement, side), reply in zip(hit, replies, strict=True):
        agreement.statute[side] = statute
        deepest = max(
            agreement.own(agreement.parties[side]), key=lambda k: (agreement.own(agreement.parties[side])[k], -k)
        )
        disputed = deepest if issue is None else issue
        open_dispute(world, agreement, side, Pressure.ENFORCE, disputed, reply, statute)
    for (agreement, side), reply in zip(hit, replies, strict=True):
        if reply is Reply.COMPLY:
            comply(world, agreement, agreement.parties[side])
    suspend(world, statute, [case for case, reply in zip(hit, replies, strict=True) if reply is Reply.LITIGATE])


def is_hit(world: "TwinWorld", statute: Statute, agreement: Agreement, side: int) -> bool:
    """Return true if a new statute hits an agreement that it covers: a bar always, others by a veto."""
    if statute.kind is StatuteKind.BAR:
        return True
    noticed = world.draws.occurs(Purpose.VETO, agreement.visibility, agreement.key, side)
    return noticed and negotiation.alignment(statute.nation, agreement.own(agreement.parties[side])) < 0.0


def suspend(world: "TwinWorld", statute: Statute, hit: list[tuple[Agreement, int]]) -> None:
    """Suspend agreements in force, each once."""
    for agreement, side in hit:
        if agreement.status is Status.IN_FORCE:
            agreement.status = Status.SUSPENDED
            world.write(
                Event.SUSPENDED,
                agreement,
                actor=statute.nation,
                other=agreement.parties[side],
                issue=statute.number_of_issue,
                detail=statute.kind,
            )


def change_status(
    world: "TwinWorld", statute: Statute, to: StatuteStatus, event: Event, suit: Dispute | None = None
) -> None:
    """Change the status of a statute; what no statute in force suspends any longer is restored."""
    statute.status = to
    disputed, city = (suit.agreement, suit.city) if suit else (None, None)
    number = statute.number_of_issue
    world.write(event, disputed, actor=statute.nation, other=city, issue=number, detail=statute.kind)
    for agreement in world.in_status(Status.SUSPENDED):
        if not any(each is not None and each.status is StatuteStatus.IN_FORCE for each in agreement.statute):
            agreement.status = Status.IN_FORCE
            world.write(Event.RESTORED, agreement)


def repeal_after_turnover(world: "TwinWorld") -> None:
    """Let new governments repeal statutes."""
    for statute in world.statutes:
        if statute.alive and statute.nation.turned == world.month:
            place = int(statute.kind) * (len(world.issues) + 1) + statute.number_of_issue + 1
            if world.draws.occurs(Purpose.REPEAL, world.settings.response.repeal, statute.nation.key, number=place):
                change_status(world, statute, StatuteStatus.REPEALED, Event.STATUTE_REPEALED)


def conflicts_of(world: "TwinWorld", nation: Nation, issue: int) -> int:
    """Count the conflicts of a nation with its cities on an issue in the last two years."""
    number = 0
    for event in world.ledger:
        side = event.actor if event.kind in CONFLICTS else event.other if event.kind in RESISTANCE else -1
        if event.month > world.month - 24 and side == nation.row:
            about = {event.issue} if event.issue >= 0 else world.agreements[event.agreement].agenda
            number += issue in about
    return number


def hostile_dealings(world: "TwinWorld", nation: Nation, issue: int) -> float:
    """Add up the visible agreements of a nation's cities with hostile nations on an issue."""
    total = 0.0
    for agreement in world.in_status(Status.IN_FORCE):
        for side, city in enumerate(agreement.parties):
            if isinstance(city, City) and city.nation is nation and issue in agreement.agenda:
                worst = relation(world, nation, agreement.parties[1 - side].nation)
                if worst <= world.settings.response.hostile:
                    total -= worst * agreement.visibility
    return total


def enact_by_hazard(world: "TwinWorld") -> None:
    """Let nations enact statutes by chance."""
    response, draws = world.settings.response, world.draws
    found = {(n, k): (conflicts_of(world, n, k), hostile_dealings(world, n, k))
             for n in world.nations for k in range(len(world.issues))}  # fmt: skip
    for (nation, k), (conflicts, hostile) in found.items():
        home = math.log(1.0 + conflicts)
        abroad = response.statute_hostility * math.log(1.0 + hostile)
        opposition = max(0.0, -nation.position[k])
        hazard = response.statute_rate / 12.0 * (home + abroad) * math.exp(response.statute_opposition * opposition)
        if hazard <= 0.0 or not draws.occurs(Purpose.STATUTE, hazard, nation.key, number=3 * k):
            continue
        if draws.occurs(Purpose.STATUTE, abroad / (home + abroad), nation.key, number=3 * k + 1):
            enact_unless_covered(world, nation, StatuteKind.BAR, None, PartnerClass.HOSTILE)
            continue
        mild = draws.occurs(Purpose.STATUTE, nation.court, nation.key, number=3 * k + 2)
        kind = StatuteKind.NOTICE if mild else StatuteKind.CONSENT
        enact_unless_covered(world, nation, kind, k, PartnerClass.ANY)


def enact_unless_covered(
    world: "TwinWorld", nation: Nation, kind: StatuteKind, issue: int | None, partners: PartnerClass
) -> None:
    """Enact a statute unless one that is as strict covers the same."""
    if not any(
        old.alive
        and old.nation is nation
        and old.kind >= kind
        and old.issue in (None, issue)
        and old.partners in (PartnerClass.ANY, partners)
        for old in world.statutes
    ):
        enact(world, nation, kind, issue, partners)


def sever(world: "TwinWorld") -> None:
    """End agreements of cities whose nations have broken with each other."""
    response = world.settings.response
    for agreement in world.in_status(Status.SIGNED, Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED):
        nations = [party.nation for party in agreement.parties]
        pairs = [(nations[0], nations[1]), (nations[1], nations[0])]
        broken = [-world.relations[pair] for pair in pairs if pair in world.broken]
        charge = sum(world.issues[k].identity_charge for k in agreement.agenda) / len(agreement.agenda)
        if not broken or not any(isinstance(party, City) for party in agreement.parties):
            continue
        hazard = response.rupture * max(0.0, *broken) * charge
        if not world.draws.occurs(Purpose.RUPTURE, hazard, agreement.key):
            continue
        if agreement.status is Status.SIGNED:
            negotiation.fail(world, agreement, Reason.RUPTURE)
        else:
            agreement.status, agreement.reason = Status.SEVERED, Reason.RUPTURE
            world.write(Event.SEVERED, agreement, detail=Reason.RUPTURE)


def change_relation(world: "TwinWorld", one: Nation, other: Nation, to: float | None, *, broken: bool) -> None:
    """Change the relation of two nations in both directions."""
    for pair in ((one, other), (other, one)):
        by_votes = max(-1.0, 1.0 - abs(one.ideal_point - other.ideal_point) / 2.0)
        world.relations[pair] = by_votes if to is None else to
        world.broken.discard(pair)
        if broken:
            world.broken.add(pair)
        world.write(Event.RELATION, actor=pair[0], other=pair[1], value=world.relations[pair])


def keeps_out(
    world: "TwinWorld", city: Actor, issues: tuple[int, ...], terms: dict[int, float], host: Actor | None
) -> bool:
    """Return true if a statute keeps a city out of a club."""
    partner = None if host is None or host.nation is city.nation else host
    unwanted = negotiation.alignment(city.nation, {k: x for k, x in terms.items() if x > 0.0}) < 0.0
    return isinstance(city, City) and any(
        statute.nation is city.nation
        and statute.status is StatuteStatus.IN_FORCE
        and (statute.kind is StatuteKind.BAR or (statute.kind is StatuteKind.CONSENT and unwanted))
        and any(covers(world, statute, partner, k) for k in issues)
        for statute in world.statutes
    )


def breaks(agreement: Agreement, side: int) -> bool:
    """Return true if an act breaks a statute: the nation was neither notified nor asked."""
    statute = agreement.statute[side]
    in_force = statute is not None and statute.status is StatuteStatus.IN_FORCE
    return in_force and agreement.consent[side] is Consent.NOT_NEEDED


def may_veto(agreement: Agreement, side: int) -> bool:
    """Return true if the nation may veto what its city has notified."""
    statute = agreement.statute[side]
    return (
        agreement.consent[side] is Consent.NOTIFIED
        and statute is not None
        and statute.kind is StatuteKind.NOTICE
        and statute.status is StatuteStatus.IN_FORCE
    )


def lift_sanction(world: "TwinWorld", city: City) -> None:
    """End a sanction."""
    city.sanctioned_until = None
    world.write(Event.SANCTION_LIFTED, actor=city.nation, other=city)


def under_sanction(world: "TwinWorld", city: City) -> bool:
    """Return true if grants are withheld from a city beyond this month."""
    return city.sanctioned_until is not None and city.sanctioned_until > world.month


def withdraw(world: "TwinWorld", agreement: Agreement, reason: Reason) -> None:
    """End an agreement by withdrawal."""
    agreement.status, agreement.reason = Status.WITHDRAWN, reason
    world.write(Event.WITHDRAWN, agreement, detail=reason)


def comply(world: "TwinWorld", agreement: Agreement, city: Actor) -> None:
    """Let a city leave the agreement, and end any sanction on it."""
    if agreement.status is Status.SIGNED:
        negotiation.fail(world, agreement, Reason.COMPLIED)
    elif agreement.status is Status.IN_FORCE:
        withdraw(world, agreement, Reason.COMPLIED)
    if under_sanction(world, city):
        lift_sanction(world, city)


def stakes_of(world: "TwinWorld", city: Actor) -> float:
    """Return the part of its grant that a city may lose, in % of its budget."""
    return 100.0 * city.grant_share * world.settings.response.sanction_share


def open_dispute(
    world: "TwinWorld",
    agreement: Agreement,
    side: int,
    pressure: Pressure,
    issue: int,
    reply: Reply,
    statute: Statute | None = None,
) -> None:
    """Record the city's reply as a dispute."""
    city = agreement.parties[side]
    stage, event = REPLIED[reply]
    dispute = Dispute(city, city.nation, agreement, issue, pressure, stage, world.month, statute=statute)
    if reply is Reply.LITIGATE:
        dispute.hearing = world.month + world.settings.response.injunction_months
    world.disputes.append(dispute)
    stakes = 0.0 if pressure is Pressure.OBJECT else stakes_of(world, city)
    world.write(event, agreement, actor=city, other=city.nation, issue=issue, detail=pressure, value=stakes)


def reply_to(world: "TwinWorld", agreement: Agreement, side: int, stakes: float) -> Reply:
    """Choose to comply, litigate or defy; a mere objection cannot be litigated."""
    response = world.settings.response
    gain = gain_from_continuing(world, agreement, side) + support(world, agreement, side)
    win = chance_in_court(world, agreement.parties[side].nation)
    utility = {
        Reply.COMPLY: 0.0,
        Reply.LITIGATE: win * gain - (1.0 - win) * stakes - response.litigation_cost
        if stakes > 0.0 and response.litigation
        else -math.inf,
        Reply.DEFY: gain - stakes - response.defiance_cost if stakes > 0.0 else gain,
    }
    for option in utility:
        utility[option] += response.reply_noise * world.draws.gumbel(Purpose.REPLY, agreement.key, side, int(option))
    return max(utility, key=utility.__getitem__)


def support(world: "TwinWorld", agreement: Agreement, side: int) -> float:
    """Return the political gain to a mayor from resisting the nation."""
    city = agreement.parties[side]
    nation, terms = city.nation, agreement.own(city)
    size = sum(city.salience[k] for k in terms)
    apart = sum(city.salience[k] * max(0.0, city.public[k] - nation.position[k]) for k in terms)
    return world.settings.response.mayor_support * city.trust * apart / size if size > 0.0 else 0.0


def chance_in_court(world: "TwinWorld", nation: Nation) -> float:
    """Return the probability that a city wins in court against a nation."""
    low, high = world.settings.response.court_low, world.settings.response.court_high
    return low + (high - low) * nation.court


def hold_hearings(world: "TwinWorld") -> None:
    """Hold the hearings due this month: injunctions, and final rulings on suspended statutes."""
    for dispute in world.disputes:
        if dispute.hearing == world.month:
            rule(world, dispute)


def rule(world: "TwinWorld", dispute: Dispute) -> None:
    """Decide a dispute in court."""
    city, nation, agreement, statute = dispute.city, dispute.nation, dispute.agreement, dispute.statute
    final = dispute.stage is Stage.SUSPENDED
    chance = chance_in_court(world, nation)
    won = world.draws.occurs(Purpose.COURT, chance, agreement.key, city.key, number=int(final))
    dispute.hearing, dispute.stage = None, Stage.WON if won else Stage.LOST
    world.write(Event.RULED, agreement, actor=city, other=nation, issue=dispute.issue, value=float(won))
    if statute is None:
        if won and under_sanction(world, city):
            lift_sanction(world, city)
    elif final and statute.status is StatuteStatus.SUSPENDED:
        if won:
            change_status(world, statute, StatuteStatus.ANNULLED, Event.STATUTE_ANNULLED, dispute)
        else:
            change_status(world, statute, StatuteStatus.IN_FORCE, Event.STATUTE_REINSTATED, dispute)
            suspend(world, statute, sued_over(world, statute))
    elif won and not final and statute.status is StatuteStatus.IN_FORCE:
        change_status(world, statute, StatuteStatus.SUSPENDED, Event.STATUTE_SUSPENDED, dispute)
        dispute.stage = Stage.SUSPENDED
        dispute.hearing = world.month + world.settings.response.ruling_months


def sued_over(world: "TwinWorld", statute: Statute) -> list[tuple[Agreement, int]]:
    """Return the agreements over which a city went to court against a statute, with the parties that it hit."""
    suits = {dispute.agreement for dispute in world.disputes if dispute.statute is statute and dispute.stage in COURT}
    ordered = sorted(suits, key=lambda agreement: agreement.number)
    return [(each, side) for each in ordered for side in (0, 1) if each.statute[side] is statute]
