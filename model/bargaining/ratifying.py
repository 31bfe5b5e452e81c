"""The domestic level in compiled code: councils and nations vote on signed agreements; nations decide on consent (Putnam 1988)."""

import math

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements import procedures
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.agreements.desk import in_status
from paradiplomacy.model.bargaining.parties import accepted_at_home, parties_in, with_any
from paradiplomacy.model.chance import Purpose, key, u01
from paradiplomacy.model.month import Month
from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.statutes.coverage import NO_STATUTE, are_barred
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status, StatuteKind, StatuteStatus

SIGNED, BOUND = int(PartyStatus.SIGNED), int(PartyStatus.BOUND)
PENDING, NOTIFIED = int(Consent.PENDING), int(Consent.NOTIFIED)
GRANTED, REFUSED = int(Consent.GRANTED), int(Consent.REFUSED)
AGREEMENT_SIGNED, STATUTE_IN_FORCE = int(Status.SIGNED), int(StatuteStatus.IN_FORCE)
NOTICE = int(StatuteKind.NOTICE)
BARRED, CONSENT_REFUSED = int(Reason.BARRED), int(Reason.CONSENT_REFUSED)
REFUSED_AT_HOME, LAPSED = int(Reason.REFUSED_AT_HOME), int(Reason.LAPSED)
CONSENT, VOTE = int(Purpose.CONSENT), int(Purpose.VOTE)


@inner
def _votes(
    book: Agreements,
    parties: Parties,
    n_cities: int,
    ratification: Ratification,
    voters: Rows,
    key: np.uint64,
    held: Flags,
) -> None:
    """Fill which of these parties vote this month, by the hazard of their level of government: (n,)."""
    for c in range(voters.shape[0]):
        p = voters[c]
        row = parties.agreement[p]
        hazard = ratification.hazard_city if parties.actor[p] < n_cities else ratification.hazard_nation
        waiting = parties.status[p] == SIGNED
        held[c] = waiting and u01(key, book.key[row], np.uint64(p - book.first[row])) < hazard


@inner
def _consents(
    actors: Actors,
    book: Agreements,
    parties: Parties,
    hazard: float,
    weight: float,
    who: Rows,
    notified: Flags,
    when: np.uint64,
    what: np.uint64,
    decided: Flags,
    granted: Flags,
) -> None:
    """Fill on which parties' requests for consent nations decide this month, and how: by their utility of the terms (logit).

    Of what is only notified (``notified``) under a statute, a nation may veto what runs against its interest; the rest goes on
    without an answer. Compiled code takes no keywords: eleven arguments.
    """
    for c in range(who.shape[0]):
        p = who[c]
        row = parties.agreement[p]
        side = np.uint64(p - book.first[row])
        waits = parties.consent[p] == PENDING or notified[c]
        if not waits or u01(when, book.key[row], side) >= hazard:
            continue
        nation = actors.nation[parties.actor[p]]
        utility = 0.0
        for k in range(parties.terms.shape[1]):
            x = parties.terms[p, k]
            utility += actors.salience[nation, k] * (2.0 * actors.position[nation, k] - x) * x
        # Two draws, for when and for what, so that a higher hazard does not change the answers.
        yes = 1.0 / (1.0 + math.exp(-weight * utility))
        granted[c] = u01(what, book.key[row], side) < yes
        decided[c] = not notified[c] or (utility < 0.0 and not granted[c])


@inner
def stop_barred(month: Month) -> None:
    """Let signatures fail that a statute in force bars."""
    signed = in_status(month.desk.shelf, AGREEMENT_SIGNED)
    procedures.fail(month.desk, signed[are_barred(month, signed)], BARRED)


@inner
def under_veto(month: Month, p: int) -> bool:
    """Return whether a party has notified its nation under a statute in force that allows a veto."""
    parties, statutes = month.desk.shelf.parties, month.statutes
    mark = parties.statute[p]
    if parties.consent[p] != NOTIFIED or mark == NO_STATUTE:
        return False
    allows: bool = statutes.kind[mark] == NOTICE and statutes.status[mark] == STATUTE_IN_FORCE
    return allows


@inner
def decide_consent(month: Month) -> None:
    """Let nations decide on pending requests for consent, and on vetoes where a statute allows them."""
    desk, settings = month.desk, month.settings
    signed = in_status(desk.shelf, AGREEMENT_SIGNED)
    parties = parties_in(desk.shelf, signed)
    count = parties.shape[0]
    decided, granted = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    notified = np.zeros(count, dtype=np.bool_)
    for c in range(count):
        notified[c] = under_veto(month, parties[c])
    # Whether a nation decides and what it decides are separate draws: another hazard does not change the verdict.
    when, what = key(month.run, month.month, CONSENT, 0), key(month.run, month.month, CONSENT, 1)
    book, rows = desk.shelf.agreements, desk.shelf.parties
    hazard, weight = settings.ratification.hazard_consent, settings.response.consent_weight
    _consents(month.actors, book, rows, hazard, weight, parties, notified, when, what, decided, granted)
    procedures.decide_consent(desk, parties[decided & granted], GRANTED)
    refused = decided & ~granted
    procedures.decide_consent(desk, parties[refused], REFUSED)
    procedures.fail(desk, signed[with_any(desk.shelf, signed, refused)], CONSENT_REFUSED)


@inner
def vote(month: Month) -> None:
    """Hold the votes that are due; an agreement that a veto player refuses fails.

    No vote is held in the month of the signature.
    """
    desk, ratification = month.desk, month.settings.ratification
    book, rows = desk.shelf.agreements, desk.shelf.parties
    signed = in_status(desk.shelf, AGREEMENT_SIGNED)
    signed = signed[book.signed[signed] < month.month]
    parties = parties_in(desk.shelf, signed)
    held = np.zeros(parties.shape[0], dtype=np.bool_)
    _votes(book, rows, month.n_cities, ratification, parties, key(month.run, month.month, VOTE, 0), held)
    some = with_any(desk.shelf, signed, held)
    if not some.any():
        return
    which, of_some, at = signed[some], np.zeros(parties.shape[0], dtype=np.bool_), 0
    for c in range(signed.shape[0]):
        of_some[at : at + book.size[signed[c]]] = some[c]
        at += book.size[signed[c]]
    voters, votes_now = parties[held], held[of_some]
    # All parties vote on the same terms in the same month: one refusal ends it even if the others ratify. Veto players vote
    # on the terms as they are, without the error with which negotiators foresaw them.
    passes = accepted_at_home(month, which)
    procedures.ratify(desk, voters[passes[votes_now]])
    procedures.reject(desk, voters[~passes[votes_now]])
    procedures.fail(desk, which[with_any(desk.shelf, which, votes_now & ~passes)], REFUSED_AT_HOME)


@inner
def enforce(month: Month) -> None:
    """Bring agreements into force that bind all parties and have the consents that they require."""
    desk = month.desk
    signed = in_status(desk.shelf, AGREEMENT_SIGNED)
    parties = parties_in(desk.shelf, signed)
    rows = desk.shelf.parties
    waits = (rows.status[parties] != BOUND) | (rows.consent[parties] == PENDING)
    procedures.enter_into_force(desk, signed[~with_any(desk.shelf, signed, waits)], month.settings.delivery.term)


@compiled
def decide_at_home(month: Month) -> None:
    """Decide on consent and ratification; bring agreements into force; let signatures under a bar or without votes fail.

    A refused agreement fails before the next step reads the book, so a party never votes on one without consent.
    """
    stop_barred(month)
    decide_consent(month)
    vote(month)
    enforce(month)
    left = in_status(month.desk.shelf, AGREEMENT_SIGNED)
    old = month.month - month.desk.shelf.agreements.signed[left] >= month.settings.ratification.patience
    procedures.fail(month.desk, left[old], LAPSED)
