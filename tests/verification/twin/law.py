"""Laws against city agreements, sanctions, and what courts make of them."""

from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Pressure, Reason, Stage, Status
from twin.actors import City, Nation, acts_beside_nation
from twin.agreements import Agreement, Dispute
from twin.negotiation import fail
from twin.worth import bearable

if TYPE_CHECKING:
    from twin.world import TwinWorld

NONE, IN_FORCE, SUSPENDED = 0, 1, 2


def covers(world: "TwinWorld", nation: Nation, issue: int, agreement: Agreement) -> bool:
    """Whether a law covers an agreement: one of a city of the nation, deeper than the nation bears."""
    return agreement.terms.get(issue, 0.0) > bearable(world, nation, issue) and any(
        party.nation is nation and acts_beside_nation(party, agreement.other(party)) for party in agreement.parties
    )


def enact(world: "TwinWorld", nation: Nation, issue: int, because: Agreement | None = None) -> None:
    """A nation makes a law."""
    world.write(Event.LAW_ENACTED, because, actor=nation, issue=issue)
    preempt(world, nation, issue)


def preempt(world: "TwinWorld", nation: Nation, issue: int) -> None:
    """The law is in force: what it covers is suspended, or fails where it does not bind yet."""
    nation.law[issue] = IN_FORCE
    for agreement in world.in_status(Status.IN_FORCE):
        if covers(world, nation, issue, agreement):
            agreement.status = Status.PREEMPTED
            world.write(Event.PREEMPTED, agreement, actor=nation, issue=issue)
    for agreement in world.in_status(Status.SIGNED):
        if covers(world, nation, issue, agreement):
            fail(world, agreement, Reason.PREEMPTED)


def forbidden(world: "TwinWorld", agreement: Agreement) -> bool:
    """Whether any law in force covers an agreement."""
    laws = ((n, k) for n in world.nations for k, law in enumerate(n.law) if law == IN_FORCE)
    return any(covers(world, n, k, agreement) for n, k in laws)


def lift(world: "TwinWorld", nation: Nation, issue: int, to: int, event: Event, suit: Dispute | None = None) -> None:
    """The law is no longer in force: what no other law covers comes back."""
    nation.law[issue] = to
    agreement, city = (suit.agreement, suit.city) if suit else (None, None)
    world.write(event, agreement, actor=nation, other=city, issue=issue)
    for asleep in world.in_status(Status.PREEMPTED):
        if not forbidden(world, asleep):
            asleep.status = Status.IN_FORCE
            world.write(Event.RESTORED, asleep)


def lift_sanction(world: "TwinWorld", city: City) -> None:
    """A sanction ends."""
    city.sanctioned_until = None
    world.write(Event.SANCTION_LIFTED, actor=city.nation, other=city)


def under_sanction(world: "TwinWorld", city: City) -> bool:
    """Whether grants are withheld from a city beyond this month."""
    return city.sanctioned_until is not None and city.sanctioned_until > world.month


def withdraw(world: "TwinWorld", agreement: Agreement, reason: Reason) -> None:
    """A side leaves."""
    agreement.status, agreement.reason = Status.WITHDRAWN, reason
    world.write(Event.WITHDRAWN, agreement, detail=reason)


def chance_in_court(world: "TwinWorld", nation: Nation) -> float:
    """Chance that a city wins against a nation."""
    low, high = world.settings.response.court_low, world.settings.response.court_high
    return low + (high - low) * nation.court


def hold_hearings(world: "TwinWorld") -> None:
    """Injunctions, and final rulings on suspended laws."""
    for dispute in world.disputes:
        if dispute.hearing == world.month:
            rule(world, dispute)


def rule(world: "TwinWorld", dispute: Dispute) -> None:
    """A court rules."""
    city, nation, issue, agreement = dispute.city, dispute.nation, dispute.issue, dispute.agreement
    final = dispute.stage is Stage.SUSPENDED
    chance = chance_in_court(world, nation)
    won = world.luck.strikes(Purpose.COURT, chance, agreement.key, city.key, number=int(final))
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
