"""Coverage: which dealings and agreements of cities a statute covers."""

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.bargaining.parties import parties_in, with_any
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.relations import Changes, relation
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.statutes import ALL_ISSUES, Standing, standing
from paradiplomacy.model.vocabulary import PartnerClass, PartyStatus, StatuteKind, StatuteStatus

LEFT, BAR, IN_FORCE = int(PartyStatus.WITHDRAWN), int(StatuteKind.BAR), int(StatuteStatus.IN_FORCE)
ANY, CITIES, GOVERNMENTS = int(PartnerClass.ANY), int(PartnerClass.CITIES), int(PartnerClass.GOVERNMENTS)
NO_STATUTE = -1
ABROAD = -1
"""A partner abroad that has no row, such as a club without a host."""


@inner
def covers(statutes: Standing, s: int, actors: Actors, n_cities: int, partner: int, issue: int) -> bool:
    """Return whether a statute covers a dealing of its nation's cities with a partner on an issue.

    This is the only place that says so: search, signature, membership of clubs and courts ask here.
    """
    if statutes.issue[s] != ALL_ISSUES and statutes.issue[s] != issue:
        return False
    whom, nation = statutes.partners[s], statutes.nation[s]
    if partner == ABROAD:
        return whom == ANY
    # What cities of one nation agree with each other, or with their nation, is not foreign policy.
    if actors.nation[partner] == nation:
        return False
    if whom == ANY:
        return True
    if (whom == CITIES and partner >= n_cities) or (whom == GOVERNMENTS and partner < n_cities):
        return False
    return relation(actors, statutes.changes, nation, actors.nation[partner]) <= statutes.hostile


@inner
def standing_in(month: Month) -> Standing:
    """Return the statutes in force; see ``standing``, which takes a state."""
    rows = month.statutes
    which = np.flatnonzero(rows.status[: month.enacted[0]] == IN_FORCE)
    changes, count = month.changes, month.changed[0]
    return Standing(
        which,
        rows.nation[which],
        rows.kind[which],
        rows.issue[which],
        rows.partners[which],
        Changes(
            changes.one[:count],
            changes.other[:count],
            changes.relation[:count],
            changes.broken[:count],
            changes.month[:count],
        ),
        month.settings.response.hostile,
    )


@inner
def barred(statutes: Standing, actors: Actors, n_cities: int, city: int, partner: int, issue: int) -> bool:
    """Return whether a statute in force bars a city from a partner on an issue."""
    for s in range(statutes.nation.shape[0]):
        mine = statutes.kind[s] == BAR and statutes.nation[s] == actors.nation[city]
        if mine and covers(statutes, s, actors, n_cities, partner, issue):
            return True
    return False


@inner
def covers_party(
    statutes: Standing, s: int, actors: Actors, book: Agreements, parties: Parties, n_cities: int, p: int
) -> bool:
    """Return whether a statute covers an agreement as an act of one of its parties."""
    city, row = parties.actor[p], parties.agreement[p]
    if city >= n_cities or actors.nation[city] != statutes.nation[s]:
        return False
    for q in range(book.first[row], book.first[row] + book.size[row]):
        if q == p or parties.status[q] == LEFT:
            continue
        for k in range(book.agenda.shape[1]):
            if book.agenda[row, k] and covers(statutes, s, actors, n_cities, parties.actor[q], k):
                return True
    return False


@inner
def strictest(statutes: Standing, actors: Actors, book: Agreements, parties: Parties, n_cities: int, p: int) -> int:
    """Return the place of the strictest statute in force that covers an act of a city; -1 where none does."""
    found = NO_STATUTE
    for s in range(statutes.nation.shape[0]):
        stricter = found == NO_STATUTE or statutes.kind[s] > statutes.kind[found]
        if stricter and covers_party(statutes, s, actors, book, parties, n_cities, p):
            found = s
    return found


@compiled
def fill_covered(
    statutes: Standing,
    actors: Actors,
    book: Agreements,
    parties: Parties,
    n_cities: int,
    which: Rows,
    least: int,
    found: Flags,
) -> None:
    """Fill which of these parties act under a statute of at least this strictness: (n,). A kernel reads columns."""
    for c in range(which.shape[0]):
        p = which[c]
        if parties.status[p] != LEFT:
            s = strictest(statutes, actors, book, parties, n_cities, p)
            found[c] = s != NO_STATUTE and statutes.kind[s] >= least


def covered(state: State, parties: Rows, least: StatuteKind, only: int | None = None) -> Flags:
    """Return which of these parties act under a statute of at least this strictness: (n,).

    Args:
        state: The state.
        parties: Rows of the parties.
        least: The least strict kind that counts.
        only: Number of the only statute that counts; None for all in force.
    """
    found = np.zeros(len(parties), dtype=bool)
    statutes = standing(state, only)
    if len(statutes.nation):
        month = month_of(state)
        shelf, cities = month.desk.shelf, state.n_cities
        fill_covered(statutes, month.actors, shelf.agreements, shelf.parties, cities, parties, int(least), found)
    return found


@inner
def are_barred(month: Month, which: Rows) -> Flags:
    """Return which of these agreements a statute in force bars one of the parties from: (n,)."""
    shelf, statutes = month.desk.shelf, standing_in(month)
    parties = parties_in(shelf, which)
    covered = np.zeros(parties.shape[0], dtype=np.bool_)
    if statutes.nation.shape[0] > 0:
        fill_covered(statutes, month.actors, shelf.agreements, shelf.parties, month.n_cities, parties, BAR, covered)
    return with_any(shelf, which, covered)
