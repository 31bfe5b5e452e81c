"""The utility of an agreement, as concluded, to each of its parties and to their veto players.

Terms are evaluated between two parties at a time. A party of several partners has the mean over them: its own commitments, and
the mean of what its partners bring it.
"""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import INSIDE, Flags, Rows, Shelf
from paradiplomacy.model.bargaining.cases import CONCLUDED, RUNNING, cases_for, utility_of_terms, veto_utility
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.state import State

# Terms at the edge of a win-set, found by bisection, may miss it by rounding.
ROUNDING = 1e-12


@inner
def parties_in(shelf: Shelf, which: Rows) -> Rows:
    """Return the rows of all parties of these agreements, as ``Book.parties_of``."""
    found, at = np.empty(shelf.agreements.size[which].sum(), dtype=np.int64), 0
    for row in which:
        for p in range(shelf.agreements.first[row], shelf.agreements.first[row] + shelf.agreements.size[row]):
            found[at] = p
            at += 1
    return found


@inner
def with_any(shelf: Shelf, which: Rows, of: Flags) -> Flags:
    """Return which of these agreements have a party with a property, given in the order of their parties."""
    found, at = np.zeros(which.shape[0], dtype=np.bool_), 0
    for c in range(which.shape[0]):
        size = shelf.agreements.size[which[c]]
        found[c] = of[at : at + size].any()
        at += size
    return found


@inner
def _is_pair(shelf: Shelf, size: int, p: int, q: int) -> bool:
    """Return whether two parties of an agreement still face each other."""
    # An agreement of two ends when one of them leaves.
    return size == 2 or (INSIDE[shelf.parties.status[p]] and INSIDE[shelf.parties.status[q]])


@inner
def places_in(shelf: Shelf, which: Rows, parties: Rows) -> Rows:
    """Return the places, among all parties of these agreements, of all pairs that have not left: (c, 2)."""
    size = shelf.agreements.size[which]
    places, at, begin = np.empty(((size * (size - 1) // 2).sum(), 2), dtype=np.int64), 0, 0
    for c in range(which.shape[0]):
        for one in range(begin, begin + size[c]):
            for other in range(one + 1, begin + size[c]):
                if _is_pair(shelf, size[c], parties[one], parties[other]):
                    places[at, 0], places[at, 1] = one, other
                    at += 1
        begin += size[c]
    return places[:at]


@inner
def facing(parties: Rows, places: Rows, terms: Floats) -> tuple[Rows, Floats]:
    """Return the rows of both parties of pairs, (c, 2), and their terms, (c, 2, K), given the places of both."""
    pairs, both = np.empty_like(places), np.empty((places.shape[0], 2, terms.shape[1]))
    for c in range(places.shape[0]):
        for side in range(2):
            pairs[c, side], both[c, side] = parties[places[c, side]], terms[places[c, side]]
    return pairs, both


@inner
def mean_over_partners(places: Rows, values: Floats, parties: int) -> Floats:
    """Return the mean over the partners of each party of values of both sides of pairs, (c, 2, n); NaN for who has left."""
    total, partners = np.zeros((parties, values.shape[2])), np.zeros((parties, 1))
    for c in range(places.shape[0]):
        for side in range(2):
            total[places[c, side]] += values[c, side]
            partners[places[c, side], 0] += 1.0
    # Who has left has no partners, and 0 / 0 is NaN.
    return total / partners


@inner
def gains_of(month: Month, actors: Actors, which: Rows, terms: Floats, pressed: float) -> Floats:
    """Return the utility of terms of running agreements to each party, (p,); NaN for a party that has left.

    Args:
        month: The month.
        actors: Columns of the actors, or of actors who judge otherwise.
        which: (n,) the agreements.
        terms: (p, K) the terms, in the order of ``parties_in``.
        pressed: Factor on the pressure of nations.
    """
    parties = parties_in(month.desk.shelf, which)
    places = places_in(month.desk.shelf, which, parties)
    pairs, both = facing(parties, places, terms)
    cases, utility = cases_for(month, actors, pairs, RUNNING), np.empty((places.shape[0], 2))
    cases.pressure[:] *= pressed
    utility_of_terms(cases, both, utility)
    return mean_over_partners(places, utility.reshape(places.shape[0], 2, 1), parties.shape[0]).reshape(-1)


@inner
def gains_now(month: Month, which: Rows) -> Floats:
    """Return the utility of running agreements to each party, less the upkeep: (p,); NaN for a party that has left."""
    terms = month.desk.shelf.parties.terms[parties_in(month.desk.shelf, which)]
    return gains_of(month, month.actors, which, terms, 1.0)


@inner
def returns_of_year(month: Month, which: Rows) -> Floats:
    """Return what agreements under review returned to each party in the year, in % of its budget: (p,).

    This is the utility of what both sides delivered to somebody who only counts material pay-offs, so that what an agreement
    adds to GDP is what those who weighed it expected. NaN for a party that has left.
    """
    parties = parties_in(month.desk.shelf, which)
    terms = month.desk.shelf.parties.terms[parties]
    for at in range(parties.shape[0]):
        # A party does not take from its partner what it fails to deliver: shares below 0 count as nothing done.
        done = month.desk.shelf.parties.delivered[parties[at]]
        terms[at] *= 0.0 if done < 0.0 else min(done, 1.0)
    return gains_of(month, month.pragmatists, which, terms, 0.0)


@compiled
def _gains(month: Month, which: Rows) -> Floats:
    """Return the gains of all parties of these agreements; the way to ``gains_now`` from Python."""
    return gains_now(month, which)


def running_gains(state: State, which: Rows) -> Floats:
    """Return the utility of running agreements to each party, less the upkeep: (p,); NaN for a party that has left."""
    return _gains(month_of(state), which)


@inner
def accepted_at_home(month: Month, which: Rows) -> Flags:
    """Return for which parties of signed agreements every veto player prefers the terms to none: (p,)."""
    shelf = month.desk.shelf
    parties = parties_in(shelf, which)
    places = places_in(shelf, which, parties)
    pairs, both = facing(parties, places, shelf.parties.terms[parties])
    cases = cases_for(month, month.actors, pairs, CONCLUDED)
    utility = np.zeros((places.shape[0], 2, cases.veto_slope.shape[2]))
    veto_utility(cases, both, utility)
    mean = mean_over_partners(places, utility, parties.shape[0])
    accepted = np.ones(parties.shape[0], dtype=np.bool_)
    for at in range(parties.shape[0]):
        # Who has left refuses nothing: comparisons with NaN are false.
        accepted[at] = not (mean[at] < -ROUNDING).any()
    return accepted
