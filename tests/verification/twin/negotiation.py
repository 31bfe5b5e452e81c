"""Rounds of negotiation; settlement, classification and signature, or failure with a reason."""

import math
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Consent, Diplomacy, PartyStatus, Reason, Status, StatuteKind
from twin import statutes
from twin.actors import Nation, is_city_diplomacy
from twin.agreements import Agreement
from twin.bargaining import settle, without_pressure
from twin.search import bargaining_problem
from twin.utility import Terms, visibility

if TYPE_CHECKING:
    from twin.world import TwinWorld

NOTIFY, REQUIRED = 1, 2


def act(world: "TwinWorld") -> None:
    """Play the rounds of the slower side; conclude negotiations that are due, and end those past the deadline."""
    deadline = world.settings.negotiation.deadline
    for agreement in world.in_status(Status.NEGOTIATING):
        agreement.rounds_played += min(party.rounds for party in agreement.parties)
        if agreement.rounds_needed <= min(agreement.rounds_played, deadline):
            conclude(world, agreement)
        elif agreement.rounds_played >= deadline:
            fail(world, agreement, Reason.OUT_OF_TIME)


def conclude(world: "TwinWorld", agreement: Agreement) -> None:
    """Sign or fail; a failure is chilled if only the expected reaction of a nation prevented agreement."""
    problem, agenda = bargaining_problem(world, agreement), world.settings.negotiation.agenda
    found, gains = settle(problem, agenda)
    if found and frozenset(party.row for party in agreement.parties) in world.refused:
        fail(world, agreement, Reason.REFUSED_BY_SEAT)
    elif found:
        sign(world, agreement, found, gains)
    elif settle(without_pressure(problem), agenda)[0]:
        fail(world, agreement, Reason.CHILLED)
    else:
        fail(world, agreement, Reason.NO_ZONE)


def fail(world: "TwinWorld", agreement: Agreement, reason: Reason) -> None:
    """End a negotiation, or an agreement that is signed but not binding."""
    agreement.status, agreement.reason = Status.FAILED, reason
    world.write(Event.FAILED, agreement, detail=reason)


def sign(world: "TwinWorld", agreement: Agreement, terms: tuple[Terms, Terms], gains: float) -> None:
    """Sign, and classify the act for each city that takes part."""
    agreement.commit(terms)
    agreement.agenda = set(agreement.terms)
    agreement.status, agreement.signed = Status.SIGNED, world.month
    agreement.standing = [PartyStatus.SIGNED, PartyStatus.SIGNED]
    world.write(Event.SIGNED, agreement, value=gains, terms=agreement.terms)
    write_commitments(world, agreement)
    for side, party in enumerate(agreement.parties):
        if is_city_diplomacy(party, agreement.parties[1 - side]):
            classify(world, agreement, side)


def write_commitments(world: "TwinWorld", agreement: Agreement) -> None:
    """Record what each party commits itself to."""
    for party, terms in zip(agreement.parties, agreement.given, strict=True):
        world.write(Event.COMMITTED, agreement, actor=party, other=agreement.other(party), terms=terms)


def alignment(nation: Nation, terms: Terms) -> float:
    """Return the alignment of terms with the interests of a nation, from -1 to 1."""
    size = sum(nation.salience[k] * x for k, x in terms.items())
    utility = sum(nation.salience[k] * (2.0 * nation.position[k] - x) * x for k, x in terms.items())
    return min(1.0, max(-1.0, utility / size)) if size > 0.0 else 0.0


def classify(world: "TwinWorld", agreement: Agreement, side: int) -> None:
    """Classify a city's act (Soldatos 1990) and, if required, notify its nation or ask for consent."""
    city, applies = agreement.parties[side], statutes.strictest(world, agreement, side)
    nation, terms = city.nation, agreement.given[side]
    aligned = alignment(nation, terms)
    unwanted = [k for k, x in terms.items() if x > 2.0 * nation.position[k]]
    against = applies is not None or any(nation.position[k] < 0.0 or nation.consent[k] > 0 for k in unwanted)
    rule = max((nation.consent[k] for k in terms), default=0)
    if applies is not None:
        rule = max(rule, NOTIFY if applies.kind is StatuteKind.NOTICE else REQUIRED)
        agreement.statute[side] = applies
    coordinated = coordinates(world, agreement, side, aligned, rule)
    agreement.alignment[side] = aligned
    agreement.diplomacy[side] = class_of(coordinated=coordinated, aligned=aligned, against=against)
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
    """Return true if the city coordinates: never if opposed and no rule applies, always if aligned and due to notify."""
    if aligned < 0.0 and rule == 0:
        return False
    if aligned >= 0.0 and rule == NOTIFY:
        return True
    return world.draws.occurs(Purpose.COORDINATION, world.settings.response.coordination, agreement.key, side)


def class_of(*, coordinated: bool, aligned: float, against: bool) -> Diplomacy:
    """Return the class by coordination, alignment, and conflict with a national policy or consent rule."""
    if coordinated:
        return Diplomacy.COOPERATIVE_JOINT if aligned >= 0.0 else Diplomacy.COORDINATED_OPPOSED
    if aligned >= 0.0:
        return Diplomacy.PARALLEL_HARMONY
    return Diplomacy.BYPASS if against else Diplomacy.PARALLEL_DISHARMONY


def consent_chance(world: "TwinWorld", nation: Nation, terms: Terms) -> float:
    """Return the probability that a nation consents, given its utility from the terms."""
    utility = sum(nation.salience[k] * (2.0 * nation.position[k] - x) * x for k, x in terms.items())
    return 1.0 / (1.0 + math.exp(-world.settings.response.consent_weight * utility))
