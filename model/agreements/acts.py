"""Acts on agreements: each changes the book and writes its event, so that neither can be forgotten.

Whoever calls an act has decided whose agreements it concerns; nothing is drawn or judged here. The events of an act are
written in the order of ``which``, so that equal runs have equal digests.
"""

from typing import Unpack

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import Content
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status

# A status and its event change in one call, because replay rebuilds every legal fact from the events alone: a change
# without its event would be lost. Phases therefore never set a status themselves.
CONSENT_EVENTS = {
    Consent.PENDING: Event.CONSENT_ASKED,
    Consent.NOTIFIED: Event.NOTIFIED,
    Consent.GRANTED: Event.CONSENTED,
    Consent.REFUSED: Event.CONSENT_REFUSED,
}


def open_negotiations(state: State, which: Rows) -> None:
    """Record that negotiations open, with their agenda."""
    book = state.book.rows
    _write(state, Event.OPENED, which, detail=book.form[which], terms=book.agenda[which].astype(np.float64))


def inherit(state: State, which: Rows, begun: Ints, term_ends: Ints, terms: Floats) -> None:
    """Put agreements in force that are older than the run.

    Args:
        state: The state.
        which: The agreements.
        begun: (n,) month of entry into force.
        term_ends: (n,) month in which their term ends.
        terms: (n, K) depth of commitment.
    """
    book = state.book.rows
    # Set directly instead of moved: there was no negotiation from which a transition could lead here.
    book.terms[which] = terms
    book.agenda[which] = terms > 0
    book.status[which] = Status.IN_FORCE
    book.party_status[which] = PartyStatus.IN_FORCE
    book.opened[which] = book.signed[which] = book.in_force[which] = begun
    book.term_ends[which] = term_ends
    _write(state, Event.INHERITED, which, detail=book.form[which], value=begun.astype(np.float64), terms=terms)


def sign(state: State, which: Rows, terms: Floats, gain: Floats, transfer: Floats) -> None:
    """Fix the terms, and record side payments.

    Args:
        state: The state.
        which: The agreements.
        terms: (n, K) depth of commitment.
        gain: (n, 2) gain of each party, in % of its annual budget.
        transfer: (n,) payment of the first party to the second, in % of the first one's annual budget; negative
            where the second party pays.
    """
    book = state.book.rows
    book.terms[which] = terms
    book.agenda[which] = terms > 0
    book.gain[which] = gain
    book.transfer[which] = transfer
    book.signed[which] = state.month
    book.party_status[which] = PartyStatus.SIGNED
    state.book.move(which, Status.SIGNED, state.month)
    _write(state, Event.SIGNED, which, value=gain.sum(axis=1), terms=terms)
    # Payments are separate events because most agreements have none, and because the payer may be either party.
    some = transfer != 0
    # The flag is the side: 1, the second party, where the payment is negative.
    payer = (transfer[some] < 0).astype(np.int64)
    _write_party(state, Event.PAID, which[some], payer, value=np.abs(transfer[some]))


def fail(state: State, which: Rows, reason: Reason) -> None:
    """End negotiations and unratified signatures, for one reason."""
    state.book.move(which, Status.FAILED, state.month, reason)
    # The ledger gives the reason of each failure: measures of why negotiations fail read it from there.
    _write(state, Event.FAILED, which, detail=reason)


def classify(state: State, which: Rows, side: Rows) -> None:
    """Record the class of the acts of the cities at these sides, and the consents they ask for or notify.

    Classes and consents are in the book already; requests are recorded before notifications.
    """
    book = state.book.rows
    _write_city(
        state,
        Event.CLASSED,
        which,
        side,
        detail=book.diplomacy[which, side],
        value=book.alignment[which, side],
    )
    for consent in (Consent.PENDING, Consent.NOTIFIED):
        some = book.consent[which, side] == consent
        _write_city(state, CONSENT_EVENTS[consent], which[some], side[some])


def decide_consent(state: State, which: Rows, side: Rows, verdict: Consent) -> None:
    """Let nations grant or refuse consent to the cities at these sides."""
    state.book.rows.consent[which, side] = verdict
    _write_nation(state, CONSENT_EVENTS[verdict], which, side)


def endorse(state: State, which: Rows, side: Rows) -> None:
    """Let nations endorse the agreements of the cities at these sides."""
    state.book.rows.endorsed[which, side] = True
    _write_nation(state, Event.ENDORSED, which, side)


def ratify(state: State, which: Rows, side: Rows) -> None:
    """Bind the parties at these sides."""
    state.book.rows.party_status[which, side] = PartyStatus.BOUND
    _write_party(state, Event.RATIFIED, which, side)


def reject(state: State, which: Rows, side: Rows) -> None:
    """Record that the parties at these sides reject ratification; whoever calls this lets the agreements fail."""
    _write_party(state, Event.REFUSED, which, side)


def enter_into_force(state: State, which: Rows, term: int) -> None:
    """Bring agreements into force for a term, in months."""
    book = state.book.rows
    state.book.move(which, Status.IN_FORCE, state.month)
    book.party_status[which] = PartyStatus.IN_FORCE
    book.in_force[which] = state.month
    book.term_ends[which] = state.month + term
    _write(state, Event.IN_FORCE, which)


def review(state: State, which: Rows, delivered: Floats) -> None:
    """Record delivered shares, (n, 2)."""
    state.book.rows.delivered[which] = delivered
    for side in range(2):
        _write_party(state, Event.REVIEWED, which, np.full(len(which), side), value=delivered[:, side])


def breach(state: State, which: Rows, side: Rows) -> None:
    """End agreements that the parties at these sides breach."""
    state.book.move(which, Status.BREACHED, state.month, Reason.NOT_DELIVERED)
    _write_party(state, Event.BREACHED, which, side, detail=Reason.NOT_DELIVERED)


def renew(state: State, which: Rows, term: int) -> None:
    """Begin another term, in months."""
    # Renewal is a separate status in the life cycle but has no duration: the agreement never stops being in force.
    state.book.move(which, Status.RENEWED, state.month)
    state.book.move(which, Status.IN_FORCE, state.month)
    state.book.rows.term_ends[which] = state.month + term
    _write(state, Event.RENEWED, which)


def expire(state: State, which: Rows, reason: Reason) -> None:
    """End agreements with their term."""
    state.book.move(which, Status.EXPIRED, state.month, reason)
    _write(state, Event.EXPIRED, which, detail=reason)


def fall_dormant(state: State, which: Rows) -> None:
    """Let agreements fall dormant."""
    state.book.move(which, Status.DORMANT, state.month)
    _write(state, Event.DORMANT, which)


def revive(state: State, which: Rows) -> None:
    """Bring dormant agreements back into force."""
    state.book.move(which, Status.IN_FORCE, state.month)
    _write(state, Event.REVIVED, which)


def preempt(state: State, which: Rows, nation: int, issue: int) -> None:
    """Suspend agreements under a nation's law on an issue."""
    state.book.move(which, Status.PREEMPTED, state.month)
    state.ledger.write(Event.PREEMPTED, state.month, count=len(which), agreement=which, actor=nation, issue=issue)


def restore(state: State, which: Rows) -> None:
    """Bring preempted agreements back into force."""
    state.book.move(which, Status.IN_FORCE, state.month)
    _write(state, Event.RESTORED, which)


def withdraw(state: State, which: Rows, reason: Reason) -> None:
    """End agreements that a party leaves."""
    state.book.move(which, Status.WITHDRAWN, state.month, reason)
    state.book.rows.party_status[which] = PartyStatus.WITHDRAWN
    _write(state, Event.WITHDRAWN, which, detail=reason)


def _write(state: State, kind: Event, which: Rows, **values: Unpack[Content]) -> None:
    """Write events of agreements whose actor is the first party."""
    _write_party(state, kind, which, np.zeros(len(which), dtype=np.int64), **values)


def _write_party(state: State, kind: Event, which: Rows, side: Rows, **values: Unpack[Content]) -> None:
    """Write events whose actor is the party at a side, and whose other is the other party."""
    party = state.book.rows.party
    _write_actors(state, kind, which, party[which, side], party[which, 1 - side], **values)


def _write_city(state: State, kind: Event, which: Rows, side: Rows, **values: Unpack[Content]) -> None:
    """Write events whose actor is the city at a side, and whose other is its nation."""
    city = state.book.rows.party[which, side]
    _write_actors(state, kind, which, city, state.actors.nation[city], **values)


def _write_nation(state: State, kind: Event, which: Rows, side: Rows) -> None:
    """Write events whose actor is the nation of the city at a side."""
    city = state.book.rows.party[which, side]
    _write_actors(state, kind, which, state.actors.nation[city], city)


def _write_actors(state: State, kind: Event, which: Rows, actor: Ints, other: Ints, **values: Unpack[Content]) -> None:
    state.ledger.write(kind, state.month, count=len(which), agreement=which, actor=actor, other=other, **values)
