"""The numbers of slots, counted in a world."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Ints
from paradiplomacy.model.agreements.book import NEVER, Flags, Rows
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, PartyStatus, Reason, Status

USUAL = 12
"""Months before, whose median is usual."""
PAIR = 2
BOUND = (PartyStatus.BOUND, PartyStatus.IN_FORCE)
ENDED = (Status.BREACHED, Status.EXPIRED, Status.WITHDRAWN, Status.SEVERED)


class Asked(NamedTuple):
    """The scope of the numbers of a stop.

    Attributes:
        actors: (actors,) whether each counts.
        issues: Numbers of the issues that count.
        club: Number of the club in the register; None where none is asked for, or it is not founded yet.
        since, until: The first and the last month that count.
    """

    actors: Flags
    issues: tuple[int, ...]
    club: int | None
    since: int
    until: int


def count(name: str, state: State, asked: Asked) -> float:
    """Return the number of a slot; NaN where the run has none."""
    return float(COUNTS[name](state, asked))


def _agreements(state: State, asked: Asked) -> Flags:
    """Return which agreements have one of the actors and, by their terms or their agenda, one of the issues."""
    book = state.book.rows
    # What was signed may cover less than was on its agenda; a negotiation has an agenda only.
    covered = np.where((book.signed != NEVER)[:, None], book.terms > 0, book.agenda)
    which: Flags = covered[:, list(asked.issues)].any(axis=1)
    return which & state.book.with_any(
        np.arange(len(which)), asked.actors[state.book.parties.actor[_every_party(state)]]
    )


def _every_party(state: State) -> Rows:
    """Return the rows of the parties of all agreements; the book also holds the members of clubs."""
    return state.book.parties_of(np.arange(len(state.book.rows.signed)))


def _signed(state: State, asked: Asked) -> float:
    signed = state.book.rows.signed
    return int(np.count_nonzero(_agreements(state, asked) & (signed >= asked.since) & (signed <= asked.until)))


def _usual(state: State, asked: Asked) -> float:
    months = state.book.rows.signed[_agreements(state, asked)]
    # Months of the burn-in do not count: nobody has seen them.
    before = range(max(0, asked.since - USUAL), asked.since)
    return float(np.median([(months == month).sum() for month in before])) if before else np.nan


def _in_status(*statuses: Status) -> Callable[[State, Asked], float]:
    return lambda state, asked: int(
        np.count_nonzero(_agreements(state, asked) & np.isin(state.book.rows.status, statuses))
    )


def _ended(*statuses: Status) -> Callable[[State, Asked], float]:
    def counted(state: State, asked: Asked) -> float:
        book = state.book.rows
        when = (book.ended >= asked.since) & (book.ended <= asked.until)
        return int(np.count_nonzero(_agreements(state, asked) & np.isin(book.status, statuses) & when))

    return counted


def _against(state: State, asked: Asked) -> float:
    """Count agreements in force, each once, with a city among the actors that acts against its nation."""
    # The class of the colour with this name on the map, so that sentence and picture agree.
    parties, every = state.book.parties, _every_party(state)
    against = asked.actors[parties.actor[every]] & (parties.diplomacy[every] == Diplomacy.BYPASS)
    mine = _agreements(state, asked) & (state.book.rows.status == Status.IN_FORCE)
    return int(np.count_nonzero(mine & state.book.with_any(np.arange(len(mine)), against)))


def _events(*kinds: Event) -> Callable[[State, Asked], float]:
    """Count events of some kinds by or towards the actors, on the issues where they have any."""

    def counted(state: State, asked: Asked) -> float:
        log = state.ledger.events
        when = np.isin(log.kind, kinds) & (log.month >= asked.since) & (log.month <= asked.until)
        # Whom it concerns counts as well: an objection is the nation's act, and a question about cities means it too.
        at = np.flatnonzero(when)
        return int(np.count_nonzero(_concerned(asked, log.actor[at]) | _concerned(asked, log.other[at])))

    return counted


def _concerned(asked: Asked, rows: Ints) -> Flags:
    concerned: Flags = (rows != NO_ACTOR) & asked.actors[rows]
    return concerned


def _gave_in(state: State, asked: Asked) -> float:
    book = state.book.rows
    when = (book.ended >= asked.since) & (book.ended <= asked.until)
    return int(np.count_nonzero(_agreements(state, asked) & when & (book.reason == Reason.COMPLIED)))


def _signatories(state: State, asked: Asked) -> float:
    book, parties = state.book.rows, state.book.parties
    when = (book.signed >= asked.since) & (book.signed <= asked.until)
    # An agreement of two is signed by both: only the number under a text of several parties says something.
    texts = np.flatnonzero(_agreements(state, asked) & when & (book.size > PAIR))
    return int(np.count_nonzero(asked.actors[parties.actor[state.book.parties_of(texts)]]))


def _members(state: State, asked: Asked) -> float:
    if asked.club is None:
        return 0
    return int(np.count_nonzero(asked.actors[state.book.parties.actor[state.register.inside(asked.club)]]))


def _bound(state: State, asked: Asked) -> float:
    if asked.club is None:
        return 0
    parties, inside = state.book.parties, state.register.inside(asked.club)
    return int(np.count_nonzero(asked.actors[parties.actor[inside]] & np.isin(parties.status[inside], BOUND)))


def _of_club(*kinds: Event) -> Callable[[State, Asked], float]:
    def counted(state: State, asked: Asked) -> float:
        log = state.ledger.events
        when = np.isin(log.kind, kinds) & (log.month >= asked.since) & (log.month <= asked.until)
        # Clubs have numbers from 0 on, so no event has -1: a club that is not founded yet has no members that move.
        mine = when & (log.detail == (-1 if asked.club is None else asked.club))
        return int(np.count_nonzero(asked.actors[log.actor[mine]]))

    return counted


def _gap(state: State, asked: Asked) -> float:
    """Return the mean distance between the leaders of cities and of their nations; a nation among the actors adds its cities."""
    actors, n = state.actors, state.n_cities
    chosen = asked.actors[:n] | asked.actors[actors.nation[:n]]
    apart = np.abs(actors.position[:n] - actors.position[actors.nation[:n]])[chosen][:, list(asked.issues)]
    return float(apart.mean()) if apart.size else np.nan


def _closed(state: State, asked: Asked) -> float:
    """Return the closed share of the challenges, in %, as it was last recorded; challenges concern everybody alike."""
    if not state.recorder.totals:
        return np.nan
    last, names = state.recorder.totals[-1], [state.issues[k].name for k in asked.issues]
    shares = [
        sum(last[f"challenge_closed_{level}_{name}"] for level in ("local", "national", "joint"))
        for name in names
        if f"challenge_stock_{name}" in last
    ]
    return 100 * float(np.mean(shares)) if shares else np.nan


def _gdp(state: State, asked: Asked) -> float:
    return float(state.actors.gdp[asked.actors].sum())


COUNTS: dict[str, Callable[[State, Asked], float]] = {
    "signed": _signed,
    "usual": _usual,
    "in_force": _in_status(Status.IN_FORCE),
    "suspended": _in_status(Status.SUSPENDED),
    "ended": _ended(*ENDED),
    "severed": _ended(Status.SEVERED),
    "against": _against,
    "objections": _events(Event.OBJECTED),
    "refusals": _events(Event.CONSENT_REFUSED),
    "gave_in": _gave_in,
    "defied": _events(Event.DEFIED),
    "statutes": _events(Event.STATUTE_ENACTED),
    "rulings": _events(Event.RULED),
    "signatories": _signatories,
    "members": _members,
    "bound": _bound,
    "joined": _of_club(Event.CLUB_JOINED, Event.CLUB_REJOINED),
    "left": _of_club(Event.CLUB_LEFT),
    "gap": _gap,
    "closed": _closed,
    "gdp": _gdp,
}
"""The counting function of each slot by its name."""
