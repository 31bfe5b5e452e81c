"""Consent of nations, votes of councils and parliaments, entry into force."""

from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status
from twin.actors import City
from twin.agreements import Agreement
from twin.negotiation import consent_chance, fail
from twin.statutes import barred, may_veto
from twin.utility import before_the_vote

if TYPE_CHECKING:
    from twin.world import TwinWorld


def act(world: "TwinWorld") -> None:
    """Decide on consent, vote, bring into force, and let old signatures lapse."""
    for agreement in world.in_status(Status.SIGNED):
        if barred(world, agreement):
            fail(world, agreement, Reason.BARRED)
    for agreement in world.in_status(Status.SIGNED):
        decide_consent(world, agreement)
        if agreement.status is Status.SIGNED and agreement.signed < world.month:
            hold_votes(world, agreement)
        if agreement.status is Status.SIGNED:
            enter_into_force(world, agreement)
        if agreement.status is Status.SIGNED:
            lapse(world, agreement)


def decide_consent(world: "TwinWorld", agreement: Agreement) -> None:
    """Let nations decide on pending requests for consent, and veto what they are notified of where a statute allows it."""
    hazard = world.settings.ratification.hazard_consent
    for side, city in enumerate(agreement.parties):
        asked, veto = agreement.consent[side] is Consent.PENDING, may_veto(agreement, side)
        if (asked or veto) and world.draws.occurs(Purpose.CONSENT, hazard, agreement.key, side):
            chance = consent_chance(world, city.nation, agreement.given[side])
            granted = world.draws.occurs(Purpose.CONSENT, chance, agreement.key, side, number=1)
            if veto and (granted or chance >= 0.5):
                continue
            agreement.consent[side] = Consent.GRANTED if granted else Consent.REFUSED
            verdict = Event.CONSENTED if granted else Event.CONSENT_REFUSED
            world.write(verdict, agreement, actor=city.nation, other=city)
    if Consent.REFUSED in agreement.consent:
        fail(world, agreement, Reason.CONSENT_REFUSED)


def hold_votes(world: "TwinWorld", agreement: Agreement) -> None:
    """Let each unbound side vote; the agreement fails if one veto player refuses."""
    ratification, refused = world.settings.ratification, False
    for side, party in enumerate(agreement.parties):
        hazard = ratification.hazard_city if isinstance(party, City) else ratification.hazard_nation
        waits = agreement.standing[side] is PartyStatus.SIGNED
        if waits and world.draws.occurs(Purpose.VOTE, hazard, agreement.key, side):
            view = before_the_vote(world, agreement, side)
            passes = view.passes(agreement.given[side], agreement.given[1 - side])
            if passes:
                agreement.standing[side] = PartyStatus.BOUND
            refused = refused or not passes
            verdict = Event.RATIFIED if passes else Event.REFUSED
            world.write(verdict, agreement, actor=party, other=agreement.other(party))
    if refused:
        fail(world, agreement, Reason.REFUSED_AT_HOME)


def enter_into_force(world: "TwinWorld", agreement: Agreement) -> None:
    """Bring the agreement into force once every side is bound and no consent is pending."""
    if (
        all(standing is PartyStatus.BOUND for standing in agreement.standing)
        and Consent.PENDING not in agreement.consent
    ):
        agreement.status, agreement.in_force = Status.IN_FORCE, world.month
        agreement.term_ends = world.month + world.settings.delivery.term
        world.write(Event.IN_FORCE, agreement)


def lapse(world: "TwinWorld", agreement: Agreement) -> None:
    """Let a signature lapse if it has not been ratified in time."""
    if world.month - agreement.signed >= world.settings.ratification.patience:
        fail(world, agreement, Reason.LAPSED)
