"""Preemption laws: which agreements a nation's law covers."""

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.preferences import tolerated_depth
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.agreements.diplomacy import takes_part
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import LawStatus, PartyStatus

IN_FORCE, LEFT = int(LawStatus.IN_FORCE), int(PartyStatus.WITHDRAWN)
# The first row of the parties of an agreement, and the row after their last.
Span = tuple[int, int]


@inner
def span(book: Agreements, row: int) -> Span:
    """Return where the parties of an agreement are."""
    return book.first[row], book.first[row] + book.size[row]


@inner
def covers(
    actors: Actors, parties: Parties, members: Span, n_cities: int, tolerance: float, nation: int, issue: int
) -> bool:
    """Return whether a law of a nation on an issue covers an agreement.

    It covers agreements of the nation's cities, except with the nation itself, in which a city commits itself more deeply on
    the issue than the nation tolerates. This is the only place that says so.
    """
    bearable = tolerated_depth(actors.position[nation, issue], tolerance)
    if takes_part(parties, members[0], members[1] - members[0], nation):
        return False
    for p in range(members[0], members[1]):
        city = parties.actor[p]
        if parties.status[p] == LEFT or city >= n_cities or actors.nation[city] != nation:
            continue
        # A law aims at depth: shallow agreements on the issue stay legal.
        if parties.terms[p, issue] > bearable:
            return True
    return False


@compiled
def one_law_covers(
    actors: Actors,
    book: Agreements,
    parties: Parties,
    n_cities: int,
    tolerance: float,
    which: Rows,
    nation: int,
    issue: int,
    found: Flags,
) -> None:
    """Fill whether a law of a nation on an issue covers each agreement; nine arguments, as a kernel reads columns."""
    for c in range(which.shape[0]):
        found[c] = covers(actors, parties, span(book, which[c]), n_cities, tolerance, nation, issue)


@compiled
def any_law_covers(
    actors: Actors, book: Agreements, parties: Parties, n_cities: int, tolerance: float, which: Rows, found: Flags
) -> None:
    """Fill whether any law in force covers each agreement."""
    for c in range(which.shape[0]):
        members = span(book, which[c])
        for p in range(members[0], members[1]):
            nation = actors.nation[parties.actor[p]]
            for k in range(parties.terms.shape[1]):
                # A suspended law covers nothing until the final ruling.
                if actors.law[nation, k] == IN_FORCE:
                    found[c] |= covers(actors, parties, members, n_cities, tolerance, nation, k)


def covered(state: State, which: Rows, nation: int, issue: int) -> Rows:
    """Return those agreements that a law of a nation on an issue covers."""
    found = np.zeros(len(which), dtype=bool)
    tolerance = state.settings.response.tolerance
    one_law_covers(
        state.actors, state.book.rows, state.book.parties, state.n_cities, tolerance, which, nation, issue, found
    )
    return which[found]


def under_a_law(state: State, which: Rows) -> Flags:
    """Return whether any law in force covers each of these agreements: (c,)."""
    found = np.zeros(len(which), dtype=bool)
    tolerance = state.settings.response.tolerance
    any_law_covers(state.actors, state.book.rows, state.book.parties, state.n_cities, tolerance, which, found)
    return found
