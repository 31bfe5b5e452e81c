"""Rounds are played; what is due is settled, classified and signed, or fails with its reason."""

import math
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Consent, Diplomacy, PartyStatus, Reason, Status
from twin.actors import Nation, acts_beside_nation
from twin.agreements import Agreement
from twin.bargaining import settle, without_pressure
from twin.search import talk_about
from twin.worth import Terms, visibility

if TYPE_CHECKING:
    from twin.world import TwinWorld

NOTIFY, REQUIRED = 1, 2


def act(world: "TwinWorld") -> None:
    """Play the rounds of the slower side; settle what has had the rounds that it needs, unless it is out of time."""
    deadline = world.settings.negotiation.deadline
    for agreement in world.in_status(Status.NEGOTIATING):
        agreement.rounds_played += min(party.rounds for party in agreement.parties)
        if agreement.rounds_needed <= min(agreement.rounds_played, deadline):
            conclude(world, agreement)
        elif agreement.rounds_played >= deadline:
            fail(world, agreement, Reason.OUT_OF_TIME)


def conclude(world: "TwinWorld", agreement: Agreement) -> None:
    """Sign, or find out whether only the reaction expected of a nation stood in the way."""
    talk, agenda = talk_about(world, agreement), world.settings.negotiation.agenda
    terms, gains = settle(talk, agenda)
    if terms and frozenset(party.row for party in agreement.parties) in world.refused:
        fail(world, agreement, Reason.REFUSED_BY_SEAT)
    elif terms:
        sign(world, agreement, terms, gains)
    elif settle(without_pressure(talk), agenda)[0]:
        fail(world, agreement, Reason.CHILLED)
    else:
        fail(world, agreement, Reason.NO_ZONE)


def fail(world: "TwinWorld", agreement: Agreement, reason: Reason) -> None:
    """End a negotiation, or a signature that does not bind."""
    agreement.status, agreement.reason = Status.FAILED, reason
    world.write(Event.FAILED, agreement, detail=reason)


def sign(world: "TwinWorld", agreement: Agreement, terms: Terms, gains: float) -> None:
    """Sign, and see where the act stands towards the nations of the cities."""
    agreement.terms = {k: x for k, x in terms.items() if x > 0.0}
    agreement.agenda = set(agreement.terms)
    agreement.status, agreement.signed = Status.SIGNED, world.month
    agreement.standing = [PartyStatus.SIGNED, PartyStatus.SIGNED]
    world.write(Event.SIGNED, agreement, value=gains, terms=agreement.terms)
    for side, party in enumerate(agreement.parties):
        if acts_beside_nation(party, agreement.parties[1 - side]):
            classify(world, agreement, side)


def alignment(nation: Nation, terms: Terms) -> float:
    """How far terms serve a nation."""
    size = sum(nation.salience[k] * x for k, x in terms.items())
    worth = sum(nation.salience[k] * (2.0 * nation.position[k] - x) * x for k, x in terms.items())
    return min(1.0, max(-1.0, worth / size)) if size > 0.0 else 0.0


def classify(world: "TwinWorld", agreement: Agreement, side: int) -> None:
    """Soldatos' class of what a city does; it may tell its nation, or have to ask it."""
    city, terms = agreement.parties[side], agreement.terms
    nation, tolerance = city.nation, world.settings.response.tolerance
    aligned = alignment(nation, terms)
    opposed = any(x > 2.0 * nation.position[k] + tolerance for k, x in terms.items())
    rule = max((nation.consent[k] for k in terms), default=0)
    coordinated = coordinates(world, agreement, side, aligned, rule)
    agreement.alignment[side] = aligned
    agreement.diplomacy[side] = class_of(coordinated=coordinated, aligned=aligned, against=opposed or rule > 0)
    visible = visibility(world, city, agreement.form, max(terms.values(), default=0.0))
    agreement.visibility = max(agreement.visibility, visible)
    world.write(Event.CLASSED, agreement, actor=city, other=nation, detail=agreement.diplomacy[side], value=aligned)
    if rule == REQUIRED:
        agreement.consent[side] = Consent.PENDING
        world.write(Event.CONSENT_ASKED, agreement, actor=city, other=nation)
    elif rule == NOTIFY and coordinated:
        agreement.consent[side] = Consent.NOTIFIED
        world.write(Event.NOTIFIED, agreement, actor=city, other=nation)


def coordinates(world: "TwinWorld", agreement: Agreement, side: int, aligned: float, rule: int) -> bool:
    """By choice; not where the nation would mind and no rule asks; always where it likes what it wants to be told."""
    if aligned < 0.0 and rule == 0:
        return False
    if aligned >= 0.0 and rule == NOTIFY:
        return True
    return world.luck.strikes(Purpose.COORDINATION, world.settings.response.coordination, agreement.key, side)


def class_of(*, coordinated: bool, aligned: float, against: bool) -> Diplomacy:
    """The class, by coordination, alignment, and whether it goes against a standing policy or a rule."""
    if coordinated:
        return Diplomacy.COOPERATIVE_JOINT if aligned >= 0.0 else Diplomacy.COORDINATED_OPPOSED
    if aligned >= 0.0:
        return Diplomacy.PARALLEL_HARMONY
    return Diplomacy.BYPASS if against else Diplomacy.PARALLEL_DISHARMONY


def consent_chance(world: "TwinWorld", nation: Nation, terms: Terms) -> float:
    """Chance that a nation consents, by what the terms are worth to it."""
    worth = sum(nation.salience[k] * (2.0 * nation.position[k] - x) * x for k, x in terms.items())
    return 1.0 / (1.0 + math.exp(-world.settings.response.consent_weight * worth))
