"""Acts on clubs and treaties: each changes the register and writes its event, so that neither can be forgotten.

Nothing is drawn or judged here. Rows are rows of parties in the book.
"""

import math

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.bargaining.talks import Left
from paradiplomacy.model.clubs.plan import numbers_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR
from paradiplomacy.model.rules.membership import Outcome
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason


def found(state: State, plan: int) -> int:
    """Found a club and invite its possible members; return its number."""
    charter, register = state.plans[plan], state.register
    size = len(charter.invited)
    agenda = np.zeros(len(state.issues), dtype=bool)
    agenda[list(charter.issues)] = True
    host = NO_ACTOR if charter.host is None else charter.host
    # Clubs before members: the first row of those invited is where the table of members ends now.
    new = register.clubs.append(
        1,
        key=charter.key,
        plan=plan,
        kind=charter.kind,
        host=host,
        agenda=agenda,
        # The invited take the next rows, so the rows of a club are contiguous.
        first=len(state.book.party_table),
        size=size,
        founded=charter.month,
        **numbers_of(charter),
    )
    club = int(new[0])
    state.book.party_table.append(size, club=club, actor=charter.invited, invited=state.month)
    _write_club(
        state, Event.CLUB_FOUNDED, club, actor=host, value=float(charter.month), terms=agenda.astype(np.float64)[None]
    )
    state.ledger.write(Event.CLUB_INVITED, state.month, count=size, actor=charter.invited, other=host, detail=club)
    return club


def set_terms(state: State, club: int, terms: Floats) -> None:
    """Set the terms of the charter, (K,)."""
    state.register.clubs.rows.terms[club] = terms
    _write_club(state, Event.CLUB_TERMS, club, value=float(len(state.register.inside(club))), terms=terms[None])


def leave_talks(state: State, club: int, rows: Rows, left: tuple[Left, ...]) -> None:
    """Record that some of the invited leave the talks on the charter; rows and ``left`` are in the same order."""
    reasons = np.array([each.reason for each in left], dtype=np.float64)
    _write_members(state, Event.CLUB_TALKS_LEFT, club, rows, value=reasons)


def hold_summit(state: State, club: int) -> None:
    """Record a summit."""
    clubs = state.register.clubs.rows
    _write_club(state, Event.CLUB_SUMMIT, club, actor=int(clubs.host[club]), value=float(clubs.size[club]))


def record_stability(state: State, club: int, outcome: Outcome) -> None:
    """Record whether the members and non-members of a club are content with their decision."""
    clubs = state.register.clubs.rows
    clubs.internal[club], clubs.external[club] = outcome.internal, outcome.external
    # Three flags in one number, because an event has one value (ledger/kinds.py).
    stable = float(outcome.internal + 2 * outcome.external + 4 * outcome.settled)
    _write_club(state, Event.CLUB_SETTLED, club, value=stable)


def join(state: State, club: int, rows: Rows) -> None:
    """Let invited actors sign; that binds a city, while a nation has to ratify."""
    if not len(rows):
        return
    members = state.book.parties
    # Read before the move, which counts this entry as well.
    before = members.entries[rows] > 0
    state.book.move_parties(rows, PartyStatus.SIGNED, state.month)
    for kind, some in ((Event.CLUB_JOINED, rows[~before]), (Event.CLUB_REJOINED, rows[before])):
        _write_members(state, kind, club, some, value=members.gain[some], terms=members.alone[some])
    bind(state, club, rows[members.actor[rows] < state.n_cities])


def bind(state: State, club: int, rows: Rows) -> None:
    """Bind members; a club that is in force applies to them at once."""
    if not len(rows):
        return
    register = state.register
    state.book.move_parties(rows, PartyStatus.BOUND, state.month)
    _write_members(state, Event.CLUB_BOUND, club, rows)
    if register.clubs.rows.status[club] == ClubStatus.IN_FORCE:
        state.book.move_parties(rows, PartyStatus.IN_FORCE, state.month)


def pledge(state: State, club: int, rows: Rows) -> None:
    """Record the terms that members owe from now on."""
    _write_members(state, Event.CLUB_PLEDGED, club, rows, terms=state.book.parties.terms[rows])


def leave(state: State, club: int, rows: Rows, reason: Reason) -> None:
    """Let members leave."""
    if not len(rows):
        return
    state.book.move_parties(rows, PartyStatus.WITHDRAWN, state.month, reason)
    # Who has left owes nothing; what it owed is in the ledger.
    state.book.parties.terms[rows] = 0.0
    _write_members(state, Event.CLUB_LEFT, club, rows, value=float(reason))


def review(state: State, club: int, rows: Rows, delivered: Floats) -> None:
    """Record the delivered shares of members, (n,)."""
    members = state.book.parties
    members.delivered[rows] = delivered
    # Shortfalls in a row end with a review that is up to the standard.
    members.shortfalls[rows] *= delivered < state.register.clubs.rows.standard[club]
    _write_members(state, Event.CLUB_REVIEWED, club, rows, value=delivered, terms=members.alone[rows])


def warn(state: State, club: int, rows: Rows) -> None:
    """Warn members whose delivery has fallen short of the standard, once more in a row."""
    members = state.book.parties
    members.shortfalls[rows] += 1
    _write_members(state, Event.CLUB_WARNED, club, rows, value=members.shortfalls[rows].astype(np.float64))


def enter_into_force(state: State, club: int, bound: Rows) -> None:
    """Bring a club into force for its bound members."""
    state.register.move(club, ClubStatus.IN_FORCE, state.month)
    state.book.move_parties(bound, PartyStatus.IN_FORCE, state.month)
    _write_club(state, Event.CLUB_IN_FORCE, club, value=float(len(bound)))


def lapse(state: State, club: int, bound: Rows) -> None:
    """Let a club lapse; its members stay bound."""
    state.register.move(club, ClubStatus.LAPSED, state.month)
    state.book.move_parties(bound, PartyStatus.BOUND, state.month)
    _write_club(state, Event.CLUB_LAPSED, club, value=float(len(bound)))


def dissolve(state: State, club: int) -> None:
    """Dissolve a club."""
    state.register.move(club, ClubStatus.DISSOLVED, state.month)
    _write_club(state, Event.CLUB_DISSOLVED, club)


def _write_club(
    state: State,
    kind: Event,
    club: int,
    *,
    actor: int = NO_ACTOR,
    value: float = math.nan,
    terms: Floats | None = None,
) -> None:
    """Write an event of a club itself."""
    state.ledger.write(kind, state.month, actor=actor, detail=club, value=value, terms=terms)


def _write_members(
    state: State,
    kind: Event,
    club: int,
    rows: Rows,
    *,
    value: float | Floats = math.nan,
    terms: Floats | None = None,
) -> None:
    """Write an event of each of these members."""
    actor = state.book.parties.actor[rows]
    state.ledger.write(kind, state.month, count=len(rows), actor=actor, detail=club, value=value, terms=terms)
