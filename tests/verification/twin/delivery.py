"""Reviews, reputation and trust; the end, dormancy and renewal of agreements; total effort."""

from collections import defaultdict
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Diplomacy, PartyStatus, Reason, Stage, Status
from twin import clubs
from twin.actors import Actor
from twin.agreements import Agreement
from twin.statutes import barred, withdraw
from twin.utility import gain_from_continuing, material_return, scope

if TYPE_CHECKING:
    from twin.world import TwinWorld


def act(world: "TwinWorld") -> None:
    """Apply turnover, reviews, renewals and dormancy, close disputes, and add up efforts."""
    leave_after_turnover(world)
    review(world)
    renew(world)
    update_dormancy(world)
    close_disputes(world)
    for actor, shares in clubs.review(world).items():
        learn(world, actor, shares)
    add_up_effort(world)


def leave_after_turnover(world: "TwinWorld") -> None:
    """Let new leaders from another party leave agreements with negative utility."""
    for agreement in world.in_status(Status.IN_FORCE):
        new = [side for side, party in enumerate(agreement.parties) if party.turned == world.month]
        unwanted = any(gain_from_continuing(world, agreement, side) < 0.0 for side in new)
        chance = world.settings.delivery.turnover
        if unwanted and world.draws.occurs(Purpose.TURNOVER, chance, agreement.key):
            withdraw(world, agreement, Reason.TURNOVER)


def review(world: "TwinWorld") -> None:
    """Draw both parties' delivered shares once a year; update reputation and trust; some agreements are breached."""
    due = [agreement for agreement in world.in_status(Status.IN_FORCE) if agreement.reviewed_in(world.month)]
    reviews: dict[Actor, list[float]] = defaultdict(list)
    for agreement in due:
        agreement.delivered = [share(world, agreement, side) for side in (0, 1)]
        agreement.returned = [material_return(world, agreement, side) for side in (0, 1)]
    for agreement in due:
        for party, delivered in zip(agreement.parties, agreement.delivered, strict=True):
            reviews[party].append(min(1.0, max(0.0, delivered)))
            world.write(Event.REVIEWED, agreement, actor=party, other=agreement.other(party), value=delivered)
    for actor, shares in reviews.items():
        learn(world, actor, shares)
    for agreement in due:
        breach_or_continue(world, agreement)


def share(world: "TwinWorld", agreement: Agreement, side: int) -> float:
    """Return the delivered share of a party."""
    delivery = world.settings.delivery
    support = 0.0
    if agreement.endorsed[side]:
        support = 1.0
    elif agreement.diplomacy[side] is not Diplomacy.NONE:
        support = agreement.alignment[side]
    terms = agreement.given[side]
    depth = sum(terms.values()) / max(1, len(terms))
    mean = delivery.mean + delivery.reputation * agreement.parties[side].reputation
    mean += world.settings.form.delivery * agreement.form + delivery.support * support - delivery.depth * depth
    actor = agreement.parties[side].key
    drawn = mean + delivery.spread * world.draws.review(Purpose.DELIVERY, delivery.capacity, actor, agreement.key, side)
    return min(1.5, max(-0.5, drawn))


def learn(world: "TwinWorld", actor: Actor, shares: list[float]) -> None:
    """Move reputation and trust towards the mean of a month's reviews, as far as successive updates would."""
    delivery, mean = world.settings.delivery, sum(shares) / len(shares)
    actor.reputation += (1.0 - (1.0 - delivery.learning) ** len(shares)) * (mean - actor.reputation)
    actor.trust += (1.0 - (1.0 - delivery.trust_change) ** len(shares)) * (mean - actor.trust)


def breach_or_continue(world: "TwinWorld", agreement: Agreement) -> None:
    """Breach the agreement at random if a party delivered a negative share; the breaching party loses trust."""
    delivery, least = world.settings.delivery, min(agreement.delivered)
    if least < 0.0 and world.draws.occurs(Purpose.BREACH, delivery.breach, agreement.key):
        breaker = agreement.parties[agreement.delivered.index(least)]
        agreement.status, agreement.reason = Status.BREACHED, Reason.NOT_DELIVERED
        breaker.trust = max(0.0, breaker.trust - delivery.trust_breach)
        world.write(
            Event.BREACHED, agreement, actor=breaker, other=agreement.other(breaker), detail=Reason.NOT_DELIVERED
        )


def renew(world: "TwinWorld") -> None:
    """Renew or end agreements whose term is over; renewal requires that both sides still gain."""
    delivery = world.settings.delivery
    for agreement in world.in_status(Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED):
        if agreement.term_ends > world.month:
            continue
        runs = agreement.status is Status.IN_FORCE
        if runs and any(gain_from_continuing(world, agreement, side) < 0.0 for side in (0, 1)):
            expire(world, agreement, Reason.NOT_WORTH_IT)
        elif runs and world.draws.occurs(Purpose.RENEWAL, delivery.renewal, agreement.key):
            agreement.term_ends = world.month + delivery.term
            world.write(Event.RENEWED, agreement)
        else:
            expire(world, agreement, Reason.TERM_OVER)


def expire(world: "TwinWorld", agreement: Agreement, reason: Reason) -> None:
    """End an agreement with its term."""
    agreement.status, agreement.reason = Status.EXPIRED, reason
    world.write(Event.EXPIRED, agreement, detail=reason)


def update_dormancy(world: "TwinWorld") -> None:
    """Make some agreements dormant and revive some dormant ones."""
    delivery = world.settings.delivery
    for agreement in world.in_status(Status.IN_FORCE, Status.DORMANT):
        if agreement.status is Status.DORMANT:
            wakes = world.draws.occurs(Purpose.DORMANCY, delivery.revival, agreement.key)
            if wakes and not barred(world, agreement):
                agreement.status = Status.IN_FORCE
                world.write(Event.REVIVED, agreement)
        elif world.draws.occurs(Purpose.DORMANCY, delivery.dormancy, agreement.key, number=1):
            agreement.status = Status.DORMANT
            world.write(Event.DORMANT, agreement)


def close_disputes(world: "TwinWorld") -> None:
    """Close disputes over agreements that have ended."""
    for dispute in world.disputes:
        if dispute.stage in (Stage.DEFIED, Stage.COMPLIED) and not dispute.agreement.live:
            dispute.stage = Stage.CLOSED
            world.write(Event.DISPUTE_CLOSED, dispute.agreement, actor=dispute.city, other=dispute.nation)


def add_up_effort(world: "TwinWorld") -> None:
    """Add up effort promised and delivered: one minus the product of the shares left undone."""
    for actor in world.actors:
        actor.promises = [a for a in actor.live_agreements if a.status in (Status.SIGNED, Status.IN_FORCE)]
        for k in range(len(world.issues)):
            promised = effort = 1.0
            for agreement in actor.promises:
                x = scope(world, agreement) * agreement.own(actor).get(k, 0.0)
                promised *= 1.0 - x
                done = agreement.delivered[agreement.parties.index(actor)]
                if agreement.status is Status.IN_FORCE and done is not None and done > 0.0:
                    effort *= 1.0 - min(1.0, done) * x
            for place in actor.places:
                x = place.terms.get(k, 0.0) if place.member else 0.0
                place.counted[k] = x
                promised *= 1.0 - x
                done = place.delivered
                if place.status is PartyStatus.IN_FORCE and done is not None and done > 0.0:
                    effort *= 1.0 - min(1.0, done) * x
            actor.promised[k], actor.effort[k] = 1.0 - promised, 1.0 - effort
