"""The utility of an agreement, as concluded, to each of its parties and to their veto players.

Terms are evaluated between two parties at a time. A party of several partners has the mean over them: its own commitments, and
the mean of what its partners bring it.
"""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.pairs import mean_of_pairs, pairs_in, parties_in
from paradiplomacy.model.bargaining.cases import CONCLUDED, RUNNING, cases_for, utility_of_terms, veto_utility
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.state import State

# Terms at the edge of a win-set, found by bisection, may miss it by rounding.
ROUNDING = 1e-12
GAINS, RETURNS = range(2)


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
    of = pairs_in(month.desk.shelf, which)
    both = np.empty((of.pairs.shape[0], 2, terms.shape[1]))
    for c in range(of.pairs.shape[0]):
        for side in range(2):
            both[c, side] = terms[of.places[c, side]]
    cases, utility = cases_for(month, actors, of.pairs, RUNNING), np.empty((of.pairs.shape[0], 2))
    cases.pressure[:] *= pressed
    utility_of_terms(cases, both, utility)
    return mean_of_pairs(of, utility.reshape(-1, 2, 1))[:, 0].copy()


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
def _gains(month: Month, which: Rows, what: int) -> Floats:
    """Return the gains or the returns of all parties of these agreements."""
    return gains_now(month, which) if what == GAINS else returns_of_year(month, which)


def running_gains(state: State, which: Rows) -> Floats:
    """Return the utility of running agreements to each party, less the upkeep: (p,); NaN for a party that has left."""
    return _gains(month_of(state), which, GAINS)


def yearly_returns(state: State, which: Rows) -> Floats:
    """Return what agreements under review returned to each party in the year, in % of its budget: (p,); see ``returns_of_year``."""
    return _gains(month_of(state), which, RETURNS)


@inner
def accepted_at_home(month: Month, which: Rows) -> Flags:
    """Return for which parties of signed agreements every veto player prefers the terms to none: (p,)."""
    shelf = month.desk.shelf
    of = pairs_in(shelf, which)
    cases = cases_for(month, month.actors, of.pairs, CONCLUDED)
    terms = np.empty((of.pairs.shape[0], 2, cases.on.shape[1]))
    for c in range(of.pairs.shape[0]):
        for side in range(2):
            terms[c, side] = shelf.parties.terms[of.pairs[c, side]]
    utility = np.zeros((of.pairs.shape[0], 2, cases.veto_slope.shape[2]))
    veto_utility(cases, terms, utility)
    mean = mean_of_pairs(of, utility)
    accepted = np.ones(mean.shape[0], dtype=np.bool_)
    for at in range(mean.shape[0]):
        # Of a party that has left there is no utility, and nobody to refuse.
        accepted[at] = not (mean[at] < -ROUNDING).any()
    return accepted
