"""The utility of an agreement, as concluded, to each of its parties and to their veto players.

Terms are evaluated between two parties at a time. A party of several partners has the mean over them: its own commitments, and
the mean of what its partners bring it.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import inner
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.agreements.pairs import Pairs, mean_of_pairs, mean_over_partners, pairs_in, pairs_of
from paradiplomacy.model.bargaining.cases import CONCLUDED, cases_for, cases_of, utility_of_terms, veto_utility
from paradiplomacy.model.month import Month
from paradiplomacy.model.state import State

# Terms at the edge of a win-set, found by bisection, may miss it by rounding.
ROUNDING = 1e-12


def running_gains(state: State, which: Rows) -> Floats:
    """Return the utility of running agreements to each party, less the upkeep: (p,); NaN for a party that has left."""
    of = pairs_of(state.book, which)
    utility = np.zeros((len(of.pairs), 2))
    cases = cases_of(state, of.pairs, concluded=True, running=True)
    utility_of_terms(cases, _terms(state, of), utility)
    return mean_over_partners(of, utility)


def yearly_returns(state: State, which: Rows) -> Floats:
    """Return what agreements under review returned to each party in the year, in % of its budget: (p,).

    This is the utility of what both sides delivered to somebody who only counts material pay-offs, so that what an agreement
    adds to GDP is what those who weighed it expected. NaN for a party that has left.
    """
    of = pairs_of(state.book, which)
    pragmatic = state.actors._replace(pragmatism=np.ones(state.n_actors))
    cases = cases_of(state, of.pairs, concluded=True, running=True, actors=pragmatic)
    cases.pressure[:] = 0.0
    # A party does not take from its partner what it fails to deliver: shares below 0 count as nothing done.
    done = np.clip(state.book.parties.delivered[of.pairs], 0.0, 1.0)
    utility = np.zeros((len(of.pairs), 2))
    utility_of_terms(cases, _terms(state, of) * done[:, :, None], utility)
    return mean_over_partners(of, utility)


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


def _terms(state: State, of: Pairs) -> Floats:
    """Return what both parties of each pair commit themselves to, (c, 2, K)."""
    return state.book.parties.terms[of.pairs]
