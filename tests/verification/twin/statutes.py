"""Statutes against agreements of cities, sanctions, and court rulings on both."""

from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Pressure, Reason, Stage, Status
from twin.actors import City, Nation, is_city_diplomacy
from twin.agreements import Agreement, Dispute
from twin.negotiation import fail
from twin.utility import tolerated_depth

if TYPE_CHECKING:
    from twin.world import TwinWorld

NONE, IN_FORCE, SUSPENDED = 0, 1, 2


def covers(world: "TwinWorld", nation: Nation, issue: int, agreement: Agreement) -> bool:
    """Return true if a statute covers an agreement: a city of the nation exceeds the depth that it tolerates."""
    return any(
        party.nation is nation
        and is_city_diplomacy(party, agreement.other(party))
        and agreement.own(party).get(issue, 0.0) > tolerated_depth(world, nation, issue)
        for party in agreement.parties
    )


def enact(world: "TwinWorld", nation: Nation, issue: int, because: Agreement | None = None) -> None:
    """Enact a statute."""
    world.write(Event.LAW_ENACTED, because, actor=nation, issue=issue)
    preempt(world, nation, issue)


def preempt(world: "TwinWorld", nation: Nation, issue: int) -> None:
    """Bring a statute into force: agreements that it covers are suspended, or fail if not yet binding."""
    nation.law[issue] = IN_FORCE
    for agreement in world.in_status(Status.IN_FORCE):
        if covers(world, nation, issue, agreement):
            agreement.status = Status.PREEMPTED
            world.write(Event.PREEMPTED, agreement, actor=nation, issue=issue)
    for agreement in world.in_status(Status.SIGNED):
        if covers(world, nation, issue, agreement):
            fail(world, agreement, Reason.PREEMPTED)


def forbidden(world: "TwinWorld", agreement: Agreement) -> bool:
    """Return true if any statute in force covers an agreement."""
    laws = ((n, k) for n in world.nations for k, law in enumerate(n.law) if law == IN_FORCE)
    return any(covers(world, n, k, agreement) for n, k in laws)


def lift(world: "TwinWorld", nation: Nation, issue: int, to: int, event: Event, suit: Dispute | None = None) -> None:
    """End or suspend a statute; agreements that no other statute covers are restored."""
    nation.law[issue] = to
    disputed, city = (suit.agreement, suit.city) if suit else (None, None)
    world.write(event, disputed, actor=nation, other=city, issue=issue)
    for agreement in world.in_status(Status.PREEMPTED):
        if not forbidden(world, agreement):
            agreement.status = Status.IN_FORCE
            world.write(Event.RESTORED, agreement)


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
    city, nation, issue, agreement = dispute.city, dispute.nation, dispute.issue, dispute.agreement
    final = dispute.stage is Stage.SUSPENDED
    chance = chance_in_court(world, nation)
    won = world.draws.occurs(Purpose.COURT, chance, agreement.key, city.key, number=int(final))
    dispute.hearing, dispute.stage = None, Stage.WON if won else Stage.LOST
    world.write(Event.RULED, agreement, actor=city, other=nation, issue=issue, value=float(won))
    if dispute.pressure is not Pressure.PREEMPT:
        if won and under_sanction(world, city):
            lift_sanction(world, city)
    elif final and nation.law[issue] == SUSPENDED:
        if won:
            lift(world, nation, issue, NONE, Event.LAW_ANNULLED, dispute)
        else:
            world.write(Event.LAW_REINSTATED, agreement, actor=nation, other=city, issue=issue)
            preempt(world, nation, issue)
    elif won and not final and nation.law[issue] == IN_FORCE:
        lift(world, nation, issue, SUSPENDED, Event.LAW_SUSPENDED, dispute)
        dispute.stage = Stage.SUSPENDED
        dispute.hearing = world.month + world.settings.response.ruling_months
