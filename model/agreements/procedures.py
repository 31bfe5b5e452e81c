"""The acts on agreements as compiled rules perform them: each changes the book and writes its events.

``acts`` is the way to them from Python. The events of an act are written in the order of its rows, so that equal runs
have equal digests.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import inner
from paradiplomacy.model.agreements.book import INSIDE, Agreements, Parties, Rows
from paradiplomacy.model.agreements.desk import (
    BLANK,
    BOUND,
    LEFT,
    NO_DETAIL,
    NO_REASON,
    TAKES_PART,
    Desk,
    move,
    move_party,
    note,
    note_all,
    note_city,
    note_nation,
    note_terms,
)
from paradiplomacy.model.agreements.desk import SIGNED as PARTY_SIGNED
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ISSUE
from paradiplomacy.model.vocabulary import Consent, Reason, Status

# Compiled code takes the members of an enumeration for another type than whole numbers.
EVENT_BREACHED, EVENT_CLASSED, EVENT_COMMITTED = int(Event.BREACHED), int(Event.CLASSED), int(Event.COMMITTED)
EVENT_CONSENTED, EVENT_CONSENT_ASKED = int(Event.CONSENTED), int(Event.CONSENT_ASKED)
EVENT_CONSENT_REFUSED, EVENT_DORMANT = int(Event.CONSENT_REFUSED), int(Event.DORMANT)
EVENT_ENDORSED, EVENT_EXPIRED, EVENT_FAILED = int(Event.ENDORSED), int(Event.EXPIRED), int(Event.FAILED)
EVENT_INHERITED, EVENT_IN_FORCE, EVENT_LEFT = int(Event.INHERITED), int(Event.IN_FORCE), int(Event.LEFT)
EVENT_NOTIFIED, EVENT_OPENED, EVENT_PAID = int(Event.NOTIFIED), int(Event.OPENED), int(Event.PAID)
EVENT_RATIFIED, EVENT_REFUSED, EVENT_RENEWED = int(Event.RATIFIED), int(Event.REFUSED), int(Event.RENEWED)
EVENT_RESTORED, EVENT_REVIEWED, EVENT_REVIVED = int(Event.RESTORED), int(Event.REVIEWED), int(Event.REVIVED)
EVENT_SEVERED, EVENT_SIGNED, EVENT_SUSPENDED = int(Event.SEVERED), int(Event.SIGNED), int(Event.SUSPENDED)
EVENT_TAKES_PART, EVENT_WITHDRAWN = int(Event.TAKES_PART), int(Event.WITHDRAWN)
NOT_DELIVERED, RUPTURE = int(Reason.NOT_DELIVERED), int(Reason.RUPTURE)
SIGNED, IN_FORCE, FAILED, DORMANT = int(Status.SIGNED), int(Status.IN_FORCE), int(Status.FAILED), int(Status.DORMANT)
SUSPENDED, RENEWED, EXPIRED = int(Status.SUSPENDED), int(Status.RENEWED), int(Status.EXPIRED)
BREACHED, WITHDRAWN, SEVERED = int(Status.BREACHED), int(Status.WITHDRAWN), int(Status.SEVERED)
PENDING, NOTIFIED, GRANTED = int(Consent.PENDING), int(Consent.NOTIFIED), int(Consent.GRANTED)


@inner
def sum_of(values: Floats) -> float:
    """Return the sum of up to 128 numbers, as NumPy adds them up: the first one plus the sum of the others."""
    rest, count = -0.0, values.shape[0] - 1
    whole = count - count % 8 if count >= 8 else 0
    if whole > 0:
        # NumPy keeps eight sums, each of every eighth number, so that it can add them at once.
        part = values[1:9].copy()
        for at in range(8, whole):
            part[at % 8] += values[1 + at]
        rest = ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]))
    for at in range(whole, count):
        rest += values[1 + at]
    return values[0] + rest


@inner
def _commit(book: Agreements, parties: Parties, row: int, terms: Floats) -> None:
    """Fix what each party of a new agreement commits itself to, (p, K)."""
    first, size = book.first[row], book.size[row]
    for k in range(terms.shape[1]):
        for side in range(size):
            parties.terms[first + side, k] = terms[side, k]
        # All parties are weighted alike: the depth of an agreement is what its parties do on average.
        book.terms[row, k] = sum_of(terms[:size, k]) / size
        book.agenda[row, k] = book.terms[row, k] > 0.0


@inner
def _note_further(desk: Desk, which: Rows) -> None:
    """Write who takes part beyond the two parties that the opening names."""
    book = desk.shelf.agreements
    for row in which:
        for p in range(book.first[row] + 2, book.first[row] + book.size[row]):
            note(desk, EVENT_TAKES_PART, p, NO_DETAIL, BLANK)


@inner
def _note_commitments(desk: Desk, which: Rows) -> None:
    """Write what each party commits itself to, agreement by agreement."""
    book = desk.shelf.agreements
    for row in which:
        for p in range(book.first[row], book.first[row] + book.size[row]):
            note(desk, EVENT_COMMITTED, p, NO_DETAIL, BLANK)
            note_terms(desk, desk.shelf.parties.terms[p])


@inner
def open_negotiations(desk: Desk, which: Rows) -> None:
    """Record that negotiations open, with their agenda."""
    book = desk.shelf.agreements
    for row in which:
        note(desk, EVENT_OPENED, book.first[row], book.form[row], BLANK)
        note_terms(desk, book.agenda[row].astype(np.float64))
    _note_further(desk, which)


@inner
def inherit(desk: Desk, which: Rows, begun: Floats, term_ends: Floats, terms: Floats) -> None:
    """Put agreements in force that are older than the run, as ``acts.inherit``."""
    book, parties, at = desk.shelf.agreements, desk.shelf.parties, 0
    for c in range(which.shape[0]):
        row, since = which[c], int(begun[c])
        _commit(book, parties, row, terms[at : at + book.size[row]])
        at += book.size[row]
        # Set directly instead of moved: there was no negotiation from which a transition could lead here.
        book.status[row] = IN_FORCE
        for p in range(book.first[row], book.first[row] + book.size[row]):
            parties.status[p] = TAKES_PART
            parties.joined[p] = parties.bound[p] = parties.in_force[p] = since
        book.opened[row] = book.signed[row] = book.in_force[row] = since
        book.term_ends[row] = int(term_ends[c])
        note(desk, EVENT_INHERITED, book.first[row], book.form[row], begun[c])
        note_terms(desk, book.terms[row])
    _note_further(desk, which)
    _note_commitments(desk, which)


@inner
def sign(desk: Desk, which: Rows, terms: Floats, gain: Floats, transfer: Floats) -> None:
    """Fix the terms, and record side payments, as ``acts.sign``."""
    book, parties, at = desk.shelf.agreements, desk.shelf.parties, 0
    for row in which:
        size = book.size[row]
        move(desk, row, SIGNED, NO_REASON)
        for side in range(size):
            p = book.first[row] + side
            move_party(desk, p, PARTY_SIGNED, NO_REASON)
            parties.gain[p], parties.transfer[p] = gain[at + side], transfer[at + side]
        _commit(book, parties, row, terms[at : at + size])
        book.signed[row] = desk.month
        note(desk, EVENT_SIGNED, book.first[row], NO_DETAIL, sum_of(gain[at : at + size]))
        note_terms(desk, book.terms[row])
        at += size
    _note_commitments(desk, which)
    # Payments are separate events because most agreements have none, and because the payer may be any party.
    for row in which:
        for p in range(book.first[row], book.first[row] + book.size[row]):
            if parties.transfer[p] > 0.0:
                note(desk, EVENT_PAID, p, NO_DETAIL, parties.transfer[p])


@inner
def fail(desk: Desk, which: Rows, reason: int) -> None:
    """End negotiations and unratified signatures, for one reason."""
    for row in which:
        move(desk, row, FAILED, reason)
    note_all(desk, EVENT_FAILED, which, reason)


@inner
def classify(desk: Desk, which: Rows) -> None:
    """Record the class of the acts of these cities, and the consents they ask for or notify, as ``acts.classify``."""
    parties = desk.shelf.parties
    for p in which:
        note_city(desk, EVENT_CLASSED, p, parties.diplomacy[p], parties.alignment[p])
    for p in which:
        if parties.consent[p] == PENDING:
            note_city(desk, EVENT_CONSENT_ASKED, p, NO_DETAIL, BLANK)
    for p in which:
        if parties.consent[p] == NOTIFIED:
            note_city(desk, EVENT_NOTIFIED, p, NO_DETAIL, BLANK)


@inner
def decide_consent(desk: Desk, which: Rows, verdict: int) -> None:
    """Let nations grant or refuse consent to these cities."""
    for p in which:
        desk.shelf.parties.consent[p] = verdict
        kind = EVENT_CONSENTED if verdict == GRANTED else EVENT_CONSENT_REFUSED
        note_nation(desk, kind, p, NO_ISSUE, NO_DETAIL)


@inner
def endorse(desk: Desk, which: Rows) -> None:
    """Let nations endorse the agreements of these cities."""
    for p in which:
        desk.shelf.parties.endorsed[p] = True
        note_nation(desk, EVENT_ENDORSED, p, NO_ISSUE, NO_DETAIL)


@inner
def ratify(desk: Desk, which: Rows) -> None:
    """Bind these parties."""
    for p in which:
        move_party(desk, p, BOUND, NO_REASON)
        note(desk, EVENT_RATIFIED, p, NO_DETAIL, BLANK)


@inner
def reject(desk: Desk, which: Rows) -> None:
    """Record that these parties reject ratification; whoever calls this lets the agreements fail."""
    for p in which:
        note(desk, EVENT_REFUSED, p, NO_DETAIL, BLANK)


@inner
def enter_into_force(desk: Desk, which: Rows, term: int) -> None:
    """Bring agreements into force for a term, in months."""
    book = desk.shelf.agreements
    for row in which:
        move(desk, row, IN_FORCE, NO_REASON)
        for p in range(book.first[row], book.first[row] + book.size[row]):
            move_party(desk, p, TAKES_PART, NO_REASON)
        book.in_force[row] = desk.month
        book.term_ends[row] = desk.month + term
    note_all(desk, EVENT_IN_FORCE, which, NO_DETAIL)


@inner
def review(desk: Desk, which: Rows, delivered: Floats) -> None:
    """Record the delivered shares of these parties, (n,), which are agreement by agreement."""
    book, parties, most = desk.shelf.agreements, desk.shelf.parties, 0
    for c in range(which.shape[0]):
        parties.delivered[which[c]] = delivered[c]
        most = max(most, book.size[parties.agreement[which[c]]])
    # Those who opened the negotiations first, then the second parties, and so on.
    for side in range(most):
        for c in range(which.shape[0]):
            if which[c] - book.first[parties.agreement[which[c]]] == side:
                note(desk, EVENT_REVIEWED, which[c], NO_DETAIL, delivered[c])


@inner
def breach(desk: Desk, which: Rows) -> None:
    """End the agreements that these parties breach."""
    for p in which:
        move(desk, desk.shelf.parties.agreement[p], BREACHED, NOT_DELIVERED)
        note(desk, EVENT_BREACHED, p, NOT_DELIVERED, BLANK)


@inner
def renew(desk: Desk, which: Rows, term: int) -> None:
    """Begin another term, in months."""
    for row in which:
        # Renewal is a separate status in the life cycle but has no duration: the agreement never stops being in force.
        move(desk, row, RENEWED, NO_REASON)
        move(desk, row, IN_FORCE, NO_REASON)
        desk.shelf.agreements.term_ends[row] = desk.month + term
    note_all(desk, EVENT_RENEWED, which, NO_DETAIL)


@inner
def turn(desk: Desk, which: Rows, to: int, reason: int, kind: int) -> None:
    """Move agreements to a status that their parties do not share, and write an event of each."""
    for row in which:
        move(desk, row, to, reason)
    note_all(desk, kind, which, reason)


@inner
def expire(desk: Desk, which: Rows, reason: int) -> None:
    """End agreements with their term."""
    turn(desk, which, EXPIRED, reason, EVENT_EXPIRED)


@inner
def fall_dormant(desk: Desk, which: Rows) -> None:
    """Let agreements fall dormant."""
    turn(desk, which, DORMANT, NO_REASON, EVENT_DORMANT)


@inner
def revive(desk: Desk, which: Rows) -> None:
    """Bring dormant agreements back into force."""
    turn(desk, which, IN_FORCE, NO_REASON, EVENT_REVIVED)


@inner
def restore(desk: Desk, which: Rows) -> None:
    """Bring suspended agreements back into force."""
    turn(desk, which, IN_FORCE, NO_REASON, EVENT_RESTORED)


@inner
def suspend(desk: Desk, which: Rows, statute: int, issue: int) -> None:
    """Suspend agreements under a statute of the nation of these parties, one party for each agreement."""
    for p in which:
        move(desk, desk.shelf.parties.agreement[p], SUSPENDED, NO_REASON)
        note_nation(desk, EVENT_SUSPENDED, p, issue, statute)


@inner
def _end(desk: Desk, which: Rows, to: int, reason: int, kind: int) -> None:
    """End agreements; all parties that are left leave them."""
    book, parties = desk.shelf.agreements, desk.shelf.parties
    for row in which:
        move(desk, row, to, reason)
        for p in range(book.first[row], book.first[row] + book.size[row]):
            if INSIDE[parties.status[p]]:
                move_party(desk, p, LEFT, reason)
    note_all(desk, kind, which, reason)


@inner
def withdraw(desk: Desk, which: Rows, reason: int) -> None:
    """End agreements that no two parties are left to keep."""
    _end(desk, which, WITHDRAWN, reason, EVENT_WITHDRAWN)


@inner
def sever(desk: Desk, which: Rows) -> None:
    """End agreements because the nations of their parties broke with each other."""
    _end(desk, which, SEVERED, RUPTURE, EVENT_SEVERED)


@inner
def leave(desk: Desk, which: Rows, reason: int) -> None:
    """Let parties leave their agreements; an agreement goes on among the others if at least two are left."""
    book, parties = desk.shelf.agreements, desk.shelf.parties
    rows = np.unique(parties.agreement[which])
    stay = np.zeros(rows.shape[0], dtype=np.int64)
    for c in range(rows.shape[0]):
        for p in range(book.first[rows[c]], book.first[rows[c]] + book.size[rows[c]]):
            stay[c] += INSIDE[parties.status[p]]
    at = np.searchsorted(rows, parties.agreement[which])
    for c in range(which.shape[0]):
        stay[at[c]] -= INSIDE[parties.status[which[c]]]
    withdraw(desk, rows[stay < 2], reason)
    for c in range(which.shape[0]):
        if stay[at[c]] >= 2:
            move_party(desk, which[c], LEFT, reason)
            note(desk, EVENT_LEFT, which[c], reason, BLANK)
