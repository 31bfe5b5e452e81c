"""The desk: what acts on agreements read and change as compiled rules do, and the moves and notes that acts are made of."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import ENDED, LEGAL, LEGAL_PARTY, NEVER, Parties, Rows, Shelf
from paradiplomacy.model.ledger.log import NO_ISSUE, Log
from paradiplomacy.model.ledger.writing import write, write_terms
from paradiplomacy.model.vocabulary import PartyStatus, Reason

# Compiled code takes the members of an enumeration for another type than whole numbers.
NO_REASON = int(Reason.NONE)
SIGNED, BOUND = int(PartyStatus.SIGNED), int(PartyStatus.BOUND)
TAKES_PART, LEFT = int(PartyStatus.IN_FORCE), int(PartyStatus.WITHDRAWN)
BLANK, NO_DETAIL = np.nan, 0
NO_FAULT, AGREEMENT, PARTY = 0, 1, 2


class Desk(NamedTuple):
    """Tables and log that acts on agreements read and change.

    Attributes:
        month: The month.
        shelf: The book.
        log: The ledger.
        nation: (actors,) row of the nation of each actor.
        fault: The first move to a status that cannot follow: what was to move (0 for no fault), its row, its status, and
            the status to which it was to move.
    """

    month: int
    shelf: Shelf
    log: Log
    nation: Ints
    fault: Rows


@compiled
def in_status(shelf: Shelf, status: int) -> Rows:
    """Return the numbers of the agreements in a status that is not an end, ascending."""
    live = shelf.live[: shelf.listed[0]]
    return live[shelf.agreements.status[live] == status]


@inner
def _is_legal(desk: Desk, what: int, row: int, before: int, to: int) -> bool:
    """Return whether a status can follow, and nothing was wrong before; if it cannot, note the fault."""
    # Noted instead of raised: the way out of compiled code by an exception would make every caller slower to compile.
    legal: bool = LEGAL[before, to] if what == AGREEMENT else LEGAL_PARTY[before, to]
    if desk.fault[0] != NO_FAULT:
        return False
    if not legal:
        desk.fault[0], desk.fault[1], desk.fault[2], desk.fault[3] = what, row, before, to
    return legal


@inner
def move(desk: Desk, row: int, to: int, reason: int) -> None:
    """Move an agreement to another status; nothing is changed where the status cannot follow."""
    book = desk.shelf.agreements
    if not _is_legal(desk, AGREEMENT, row, book.status[row], to):
        return
    book.status[row] = to
    if reason != NO_REASON:
        book.reason[row] = reason
    if ENDED[to]:
        book.ended[row] = desk.month


@inner
def _join(parties: Parties, p: int, month: int) -> None:
    """Let a party begin afresh: its earlier dates are in the ledger."""
    parties.joined[p] = month
    parties.entries[p] += 1
    parties.bound[p] = parties.in_force[p] = parties.left[p] = NEVER
    parties.reason[p] = NO_REASON
    parties.delivered[p] = np.nan
    parties.shortfalls[p] = 0


@inner
def move_party(desk: Desk, p: int, to: int, reason: int) -> None:
    """Move a party to another status; nothing is changed where the status cannot follow."""
    parties, month = desk.shelf.parties, desk.month
    before = parties.status[p]
    if not _is_legal(desk, PARTY, p, before, to):
        return
    parties.status[p] = to
    if to == SIGNED:
        _join(parties, p, month)
    elif to == BOUND:
        # A club that lapses returns its members to bound, which must not change when they were bound.
        if before == SIGNED:
            parties.bound[p] = month
        parties.in_force[p] = NEVER
    elif to == TAKES_PART:
        parties.in_force[p] = month
    elif to == LEFT:
        parties.left[p] = month
        parties.reason[p] = reason


@inner
def _write(desk: Desk, kind: int, row: int, actor: int, other: int, issue: int, detail: int, value: float) -> None:
    """Write an event of an agreement, unless something was wrong."""
    if desk.fault[0] == NO_FAULT:
        write(desk.log, desk.month, kind, row, actor, other, issue, detail, value)


@inner
def note_terms(desk: Desk, terms: Floats) -> None:
    """Write the terms of the last event, (K,), unless something was wrong."""
    if desk.fault[0] == NO_FAULT:
        write_terms(desk.log, terms)


@inner
def note(desk: Desk, kind: int, p: int, detail: int, value: float) -> None:
    """Write an event of a party; the other is the party that opened the negotiation, or the second where that is the actor."""
    parties = desk.shelf.parties
    row = parties.agreement[p]
    first = desk.shelf.agreements.first[row]
    other = parties.actor[first + 1 if p == first else first]
    _write(desk, kind, row, parties.actor[p], other, NO_ISSUE, detail, value)


@inner
def note_city(desk: Desk, kind: int, p: int, detail: int, value: float) -> None:
    """Write an event of a city whose other is its nation."""
    row, city = desk.shelf.parties.agreement[p], desk.shelf.parties.actor[p]
    _write(desk, kind, row, city, desk.nation[city], NO_ISSUE, detail, value)


@inner
def note_nation(desk: Desk, kind: int, p: int, issue: int, detail: int) -> None:
    """Write an event of the nation of a city, whose other is the city."""
    row, city = desk.shelf.parties.agreement[p], desk.shelf.parties.actor[p]
    _write(desk, kind, row, desk.nation[city], city, issue, detail, BLANK)


@inner
def note_all(desk: Desk, kind: int, which: Rows, detail: int) -> None:
    """Write an event of each of these agreements, whose actor is the first party."""
    for row in which:
        note(desk, kind, desk.shelf.agreements.first[row], detail, BLANK)
