"""Enforcement: what a new statute does to agreements that were signed before it, and how their cities reply."""

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements import acts as agreements
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.agreements.diplomacy import alignment
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.month import month_of
from paradiplomacy.model.records import select
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.coverage import covered
from paradiplomacy.model.statutes.disputes import in_court
from paradiplomacy.model.statutes.notice import Noticed, is_noticed
from paradiplomacy.model.statutes.stakes import replies, stakes_of
from paradiplomacy.model.statutes.statutes import ALL_ISSUES, Statute, statute_of
from paradiplomacy.model.vocabulary import Pressure, Reason, Reply, Status, StatuteKind


@compiled
def vetoed(actors: Actors, book: Agreements, parties: Parties, which: Rows, key: np.uint64, found: Flags) -> None:
    """Fill which acts their nation vetoes: those that it notices among those against its interest, (n,)."""
    for c in range(which.shape[0]):
        p = which[c]
        nation = actors.nation[parties.actor[p]]
        minded = alignment(actors.salience[nation], actors.position[nation], parties.terms[p]) < 0.0
        found[c] = minded and is_noticed(book, parties, p, key)


def enforce(state: State, number: int) -> None:
    """Apply a new statute to earlier agreements; cities reply.

    A bar voids signatures and hits all agreements that it covers. Under the other statutes, a nation vetoes what it notices
    and minds; the rest may go on. Agreements over which no city defies the statute are suspended.
    """
    statute = statute_of(state, number)
    if statute.kind is StatuteKind.BAR:
        signed = state.book.live(Status.SIGNED)
        under = covered(state, state.book.parties_of(signed), StatuteKind.NOTICE, only=number)
        agreements.fail(state, signed[state.book.with_any(signed, under)], Reason.BARRED)
    hit = _hit(state, statute)
    if len(hit.party):
        _reply(state, statute, hit)


def _hit(state: State, statute: Statute) -> Noticed:
    """Return the parties in force that a statute hits."""
    book, disputes = state.book, state.disputes.rows
    parties = book.parties_of(book.live(Status.IN_FORCE))
    # What is in court already is left to its ruling.
    parties = parties[~np.isin(book.parties.agreement[parties], disputes.agreement[in_court(disputes)])]
    parties = parties[covered(state, parties, StatuteKind.NOTICE, only=statute.number)]
    if statute.kind is not StatuteKind.BAR:
        minded = np.zeros(len(parties), dtype=bool)
        month = month_of(state)
        shelf, key = month.desk.shelf, state.key(Purpose.VETO)
        vetoed(month.actors, shelf.agreements, shelf.parties, parties, key, minded)
        parties = parties[minded]
    city = book.parties.actor[parties]
    return Noticed(parties, book.parties.agreement[parties], city, state.actors.nation[city])


def _reply(state: State, statute: Statute, hit: Noticed) -> None:
    """Let cities reply to a statute; suspend the agreements over which they do not defy it."""
    parties = state.book.parties
    pressure = np.full(len(hit.party), Pressure.ENFORCE, dtype=np.int8)
    reply = replies(state, hit, pressure)
    # A statute on all issues is disputed over the deepest commitment.
    deepest = parties.terms[hit.party].argmax(axis=1)
    issue = (deepest if statute.issue == ALL_ISSUES else np.full_like(deepest, statute.issue)).astype(np.int8)
    stakes = stakes_of(state, hit.city, pressure)
    pressed = acts.Answered(**hit._asdict(), issue=issue, pressure=pressure, stakes=stakes)
    parties.statute[hit.party] = statute.number
    acts.open_disputes(state, pressed, reply, statute.number)
    acts.give_in(state, select(pressed, reply == Reply.COMPLY))
    acts.suspend_under(state, statute.number, hit.party[reply == Reply.LITIGATE])
