"""Acts on agreements: each changes the book and writes its event, so that neither can be forgotten.

Whoever calls an act has decided whose agreements it concerns; nothing is drawn or judged here. The events of an act are
written in the order of ``which``, so that equal runs have equal digests.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Unpack

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements.book import INSIDE, Rows
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import Content
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, PartyStatus, Reason, Status, StatuteKind

# A status and its event change in one call, because replay rebuilds every legal fact from the events alone: a change
# without its event would be lost. Phases therefore never set a status themselves.
CONSENT_EVENTS = {
    Consent.PENDING: Event.CONSENT_ASKED,
    Consent.NOTIFIED: Event.NOTIFIED,
    Consent.GRANTED: Event.CONSENTED,
    Consent.REFUSED: Event.CONSENT_REFUSED,
}


def on_some[**P](act: Callable[Concatenate[State, Rows, P], None]) -> Callable[Concatenate[State, Rows, P], None]:
    """Let an act on nobody do nothing: most acts concern nobody in most months, and callers need not check."""

    @wraps(act)
    def acts(state: State, which: Rows, /, *args: P.args, **kwargs: P.kwargs) -> None:
        if len(which):
            act(state, which, *args, **kwargs)

    return acts


@on_some
def open_negotiations(state: State, which: Rows) -> None:
    """Record that negotiations open, with their agenda."""
    book = state.book.rows
    _write(state, Event.OPENED, which, detail=book.form[which], terms=book.agenda[which].astype(np.float64))
    _write_further(state, which)


@on_some
def inherit(state: State, which: Rows, begun: Ints, term_ends: Ints, terms: Floats) -> None:
    """Put agreements in force that are older than the run.

    Args:
        state: The state.
        which: The agreements.
        begun: (n,) month of entry into force.
        term_ends: (n,) month in which their term ends.
        terms: (p, K) what each party commits itself to, in the order of ``Book.parties_of``.
    """
    book, parties = state.book.rows, state.book.parties
    # Set directly instead of moved: there was no negotiation from which a transition could lead here.
    members, mean = state.book.parties_of(which), _commit(state, which, terms)
    book.status[which] = Status.IN_FORCE
    parties.status[members] = PartyStatus.IN_FORCE
    for dates in (parties.joined, parties.bound, parties.in_force):
        dates[members] = np.repeat(begun, book.size[which])
    book.opened[which] = book.signed[which] = book.in_force[which] = begun
    book.term_ends[which] = term_ends
    _write(state, Event.INHERITED, which, detail=book.form[which], value=begun.astype(np.float64), terms=mean)
    _write_further(state, which)
    _write_commitments(state, which)


def _commit(state: State, which: Rows, terms: Floats) -> Floats:
    """Fix what each party of new agreements commits itself to, (p, K); returns the means over the parties, (n, K)."""
    book = state.book.rows
    state.book.parties.terms[state.book.parties_of(which)] = terms
    # All parties are weighted alike: the depth of an agreement is what its parties do on average.
    mean: Floats = state.book.totals(which, terms) / book.size[which][:, None]
    book.terms[which] = mean
    book.agenda[which] = mean > 0
    return mean


@on_some
def sign(state: State, which: Rows, terms: Floats, gain: Floats, transfer: Floats) -> None:
    """Fix the terms, and record side payments.

    Args:
        state: The state.
        which: The agreements.
        terms: (p, K) what each party commits itself to, in the order of ``Book.parties_of``.
        gain: (p,) gain of each party, in % of its annual budget.
        transfer: (p,) net payment of each party, in % of the first party's annual budget; negative where it receives.
    """
    book, parties, members = state.book.rows, state.book.parties, state.book.parties_of(which)
    state.book.move(which, Status.SIGNED, state.month)
    state.book.move_parties(members, PartyStatus.SIGNED, state.month)
    parties.gain[members], parties.transfer[members] = gain, transfer
    mean = _commit(state, which, terms)
    book.signed[which] = state.month
    _write(state, Event.SIGNED, which, value=state.book.totals(which, gain), terms=mean)
    _write_commitments(state, which)
    # Payments are separate events because most agreements have none, and because the payer may be any party.
    payer = transfer > 0
    _write_parties(state, Event.PAID, members[payer], value=transfer[payer])


@on_some
def fail(state: State, which: Rows, reason: Reason) -> None:
    """End negotiations and unratified signatures, for one reason."""
    state.book.move(which, Status.FAILED, state.month, reason)
    # The ledger gives the reason of each failure: measures of why negotiations fail read it from there.
    _write(state, Event.FAILED, which, detail=reason)


@on_some
def classify(state: State, parties: Rows) -> None:
    """Record the class of the acts of these cities, and the consents they ask for or notify.

    Classes and consents are in the book already; requests are recorded before notifications.
    """
    rows = state.book.parties
    _write_city(state, Event.CLASSED, parties, detail=rows.diplomacy[parties], value=rows.alignment[parties])
    for consent in (Consent.PENDING, Consent.NOTIFIED):
        _write_city(state, CONSENT_EVENTS[consent], parties[rows.consent[parties] == consent])


@on_some
def decide_consent(state: State, parties: Rows, verdict: Consent) -> None:
    """Let nations grant or refuse consent to these cities."""
    state.book.parties.consent[parties] = verdict
    _write_nation(state, CONSENT_EVENTS[verdict], parties)


@on_some
def endorse(state: State, parties: Rows) -> None:
    """Let nations endorse the agreements of these cities."""
    state.book.parties.endorsed[parties] = True
    _write_nation(state, Event.ENDORSED, parties)


@on_some
def ratify(state: State, parties: Rows) -> None:
    """Bind these parties."""
    state.book.move_parties(parties, PartyStatus.BOUND, state.month)
    _write_parties(state, Event.RATIFIED, parties)


@on_some
def reject(state: State, parties: Rows) -> None:
    """Record that these parties reject ratification; whoever calls this lets the agreements fail."""
    _write_parties(state, Event.REFUSED, parties)


@on_some
def enter_into_force(state: State, which: Rows, term: int) -> None:
    """Bring agreements into force for a term, in months."""
    book = state.book.rows
    state.book.move(which, Status.IN_FORCE, state.month)
    state.book.move_parties(state.book.parties_of(which), PartyStatus.IN_FORCE, state.month)
    book.in_force[which] = state.month
    book.term_ends[which] = state.month + term
    _write(state, Event.IN_FORCE, which)


@on_some
def review(state: State, parties: Rows, delivered: Floats) -> None:
    """Record the delivered shares of these parties, (n,)."""
    state.book.parties.delivered[parties] = delivered
    # Those who opened the negotiations first, then the second parties, and so on.
    order = np.argsort(state.book.sides(parties), kind="stable")
    _write_parties(state, Event.REVIEWED, parties[order], value=delivered[order])


@on_some
def breach(state: State, parties: Rows) -> None:
    """End the agreements that these parties breach."""
    state.book.move(state.book.parties.agreement[parties], Status.BREACHED, state.month, Reason.NOT_DELIVERED)
    _write_parties(state, Event.BREACHED, parties, detail=Reason.NOT_DELIVERED)


@on_some
def renew(state: State, which: Rows, term: int) -> None:
    """Begin another term, in months."""
    # Renewal is a separate status in the life cycle but has no duration: the agreement never stops being in force.
    state.book.move(which, Status.RENEWED, state.month)
    state.book.move(which, Status.IN_FORCE, state.month)
    state.book.rows.term_ends[which] = state.month + term
    _write(state, Event.RENEWED, which)


@on_some
def expire(state: State, which: Rows, reason: Reason) -> None:
    """End agreements with their term."""
    state.book.move(which, Status.EXPIRED, state.month, reason)
    _write(state, Event.EXPIRED, which, detail=reason)


@on_some
def fall_dormant(state: State, which: Rows) -> None:
    """Let agreements fall dormant."""
    state.book.move(which, Status.DORMANT, state.month)
    _write(state, Event.DORMANT, which)


@on_some
def revive(state: State, which: Rows) -> None:
    """Bring dormant agreements back into force."""
    state.book.move(which, Status.IN_FORCE, state.month)
    _write(state, Event.REVIVED, which)


@on_some
def suspend(state: State, parties: Rows, kind: StatuteKind, issue: int) -> None:
    """Suspend agreements under a statute of the nation of these parties, one party for each agreement."""
    agreement, city = state.book.parties.agreement[parties], state.book.parties.actor[parties]
    state.book.move(agreement, Status.SUSPENDED, state.month)
    nation = state.actors.nation[city]
    state.ledger.write(
        Event.SUSPENDED,
        state.month,
        count=len(parties),
        agreement=agreement,
        actor=nation,
        other=city,
        issue=issue,
        detail=kind,
    )


@on_some
def restore(state: State, which: Rows) -> None:
    """Bring suspended agreements back into force."""
    state.book.move(which, Status.IN_FORCE, state.month)
    _write(state, Event.RESTORED, which)


@on_some
def withdraw(state: State, which: Rows, reason: Reason) -> None:
    """End agreements that no two parties are left to keep."""
    _end(state, which, Status.WITHDRAWN, reason)
    _write(state, Event.WITHDRAWN, which, detail=reason)


@on_some
def sever(state: State, which: Rows) -> None:
    """End agreements because the nations of their parties broke with each other."""
    _end(state, which, Status.SEVERED, Reason.RUPTURE)
    _write(state, Event.SEVERED, which, detail=Reason.RUPTURE)


@on_some
def leave(state: State, parties: Rows, reason: Reason) -> None:
    """Let parties leave their agreements; an agreement goes on among the others if at least two are left."""
    rows, which = state.book.parties, np.unique(state.book.parties.agreement[parties])
    members = state.book.parties_of(which)
    stays = INSIDE[rows.status[members]] & ~np.isin(members, parties)
    over = which[state.book.count(which, stays) < 2]
    withdraw(state, over, reason)
    going = parties[~np.isin(rows.agreement[parties], over)]
    state.book.move_parties(going, PartyStatus.WITHDRAWN, state.month, reason)
    _write_parties(state, Event.LEFT, going, detail=reason)


def _end(state: State, which: Rows, to: Status, reason: Reason) -> None:
    """End agreements; all parties that are left leave them."""
    state.book.move(which, to, state.month, reason)
    parties = state.book.parties_of(which)
    inside = parties[INSIDE[state.book.parties.status[parties]]]
    state.book.move_parties(inside, PartyStatus.WITHDRAWN, state.month, reason)


def _write_further(state: State, which: Rows) -> None:
    """Write who takes part beyond the two parties that the opening names."""
    parties = state.book.parties_of(which)
    _write_parties(state, Event.TAKES_PART, parties[state.book.sides(parties) > 1])


def _write_commitments(state: State, which: Rows) -> None:
    """Write what each party commits itself to, agreement by agreement."""
    parties = state.book.parties_of(which)
    _write_parties(state, Event.COMMITTED, parties, terms=state.book.parties.terms[parties])


def _write(state: State, kind: Event, which: Rows, **values: Unpack[Content]) -> None:
    """Write events of agreements whose actor is the first party."""
    _write_parties(state, kind, state.book.rows.first[which], **values)


def _write_parties(state: State, kind: Event, parties: Rows, **values: Unpack[Content]) -> None:
    """Write events of parties; the other is the party that opened the negotiation, or the second where that is the actor."""
    rows, first = state.book.parties, state.book.rows.first[state.book.parties.agreement[parties]]
    other = np.where(parties == first, first + 1, first)
    _write_actors(state, kind, parties, rows.actor[parties], rows.actor[other], **values)


def _write_city(state: State, kind: Event, parties: Rows, **values: Unpack[Content]) -> None:
    """Write events of cities whose other is their nation."""
    city = state.book.parties.actor[parties]
    _write_actors(state, kind, parties, city, state.actors.nation[city], **values)


def _write_nation(state: State, kind: Event, parties: Rows) -> None:
    """Write events of the nations of cities, whose other is the city."""
    city = state.book.parties.actor[parties]
    _write_actors(state, kind, parties, state.actors.nation[city], city)


def _write_actors(
    state: State, kind: Event, parties: Rows, actor: Ints, other: Ints, **values: Unpack[Content]
) -> None:
    agreement = state.book.parties.agreement[parties]
    state.ledger.write(kind, state.month, count=len(parties), agreement=agreement, actor=actor, other=other, **values)
