"""Preemption laws: which agreements a nation's law covers."""

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.preferences import tolerated_depth
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import LawStatus

IN_FORCE = int(LawStatus.IN_FORCE)


@inner
def covers(
    actors: Actors, book: Agreements, n_cities: int, tolerance: float, row: int, nation: int, issue: int
) -> bool:
    """Return whether a law of a nation on an issue covers an agreement.

    It covers agreements of the nation's cities, except with the nation itself, that are deeper on the issue than the nation
    tolerates. This is the only place that says so.
    """
    # A law aims at depth: shallow agreements on the issue stay legal.
    if book.terms[row, issue] <= tolerated_depth(actors.position[nation, issue], tolerance):
        return False
    for side in range(2):
        city = book.party[row, side]
        if city < n_cities and actors.nation[city] == nation and book.party[row, 1 - side] != nation:
            return True
    return False


@compiled
def one_law_covers(
    actors: Actors,
    book: Agreements,
    n_cities: int,
    tolerance: float,
    which: Rows,
    nation: int,
    issue: int,
    found: Flags,
) -> None:
    """Fill whether a law of a nation on an issue covers each agreement; eight arguments, as a kernel reads columns."""
    for c in range(which.shape[0]):
        found[c] = covers(actors, book, n_cities, tolerance, which[c], nation, issue)


@compiled
def any_law_covers(
    actors: Actors, book: Agreements, n_cities: int, tolerance: float, which: Rows, found: Flags
) -> None:
    """Fill whether any law in force covers each agreement."""
    for c in range(which.shape[0]):
        for side in range(2):
            nation = actors.nation[book.party[which[c], side]]
            for k in range(book.terms.shape[1]):
                # A suspended law covers nothing until the final ruling.
                if actors.law[nation, k] == IN_FORCE:
                    found[c] |= covers(actors, book, n_cities, tolerance, which[c], nation, k)


def covered(state: State, which: Rows, nation: int, issue: int) -> Rows:
    """Return those agreements that a law of a nation on an issue covers."""
    found = np.zeros(len(which), dtype=bool)
    tolerance = state.settings.response.tolerance
    one_law_covers(state.actors, state.book.rows, state.n_cities, tolerance, which, nation, issue, found)
    return which[found]


def under_a_law(state: State, which: Rows) -> Flags:
    """Return whether any law in force covers each of these agreements: (c,)."""
    found = np.zeros(len(which), dtype=bool)
    any_law_covers(state.actors, state.book.rows, state.n_cities, state.settings.response.tolerance, which, found)
    return found
