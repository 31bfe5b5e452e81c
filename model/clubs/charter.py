"""The charter of a club: its terms, by the rule that the scenario names, and its participation clause."""

import numpy as np

from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.payoffs import peaks
from paradiplomacy.model.clubs.valuation import payoffs_of
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.membership import Clause, Payoffs
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus

# The clause compares a sum of shares with their total: added up in another order, equal sums differ by rounding.
ALMOST = 1.0 - 1e-9


def write_charter(state: State, club: int) -> None:
    """Set the terms of the charter by its rule; unchanged terms are not recorded again."""
    clubs = state.register.clubs.rows
    named = rule("charter", state.plans[int(clubs.plan[club])].charter)
    payoffs = payoffs_of(state, club)
    peak = np.zeros_like(payoffs.benefit)
    peaks(payoffs, named.SOLVED_AGAIN, peak)
    utility = state.settings.utility
    terms = np.zeros(len(state.issues))
    for at, k in enumerate(state.register.issues(club).tolist()):
        # A column of a matrix is not contiguous; passed as it is, it would have the rule compiled a second time.
        depth = named.depth(np.ascontiguousarray(peak[:, at]), payoffs.weight) if len(peak) else 0.0
        terms[k] = min(utility.most_depth, max(utility.least_depth, float(depth)))
    if not np.array_equal(terms, clubs.terms[club]):
        acts.set_terms(state, club, terms)


def clause_of(state: State, club: int, payoffs: Payoffs) -> Clause:
    """Return the clause of a club, and how its terms are set."""
    clubs = state.register.clubs.rows
    named = rule("charter", state.plans[int(clubs.plan[club])].charter)
    share = float(clubs.clause_share[club]) * float(payoffs.weight.sum())
    return Clause(int(clubs.clause[club]), share, state.settings.membership.visible_joiners, named.SOLVED_AGAIN)


def apply_clause(state: State, club: int) -> None:
    """Bring a club into force where enough of its members are bound, and let it lapse where they are too few.

    A club that has lapsed and has no member left is dissolved.
    """
    register = state.register
    clubs, members = register.clubs.rows, state.book.parties
    at = register.stretch(club)
    status = members.status[at]
    bound = at.start + np.flatnonzero((status == PartyStatus.BOUND) | (status == PartyStatus.IN_FORCE))
    enough, in_force = clause_met(state, club, bound), clubs.status[club] == ClubStatus.IN_FORCE
    if enough and not in_force:
        acts.enter_into_force(state, club, bound)
    elif in_force and not enough:
        acts.lapse(state, club, bound)
    if clubs.status[club] == ClubStatus.LAPSED and not len(register.inside(club)):
        acts.dissolve(state, club)


def clause_met(state: State, club: int, bound: np.ndarray) -> bool:
    """Return whether the bound members meet the clause: in number, and in their share of the economy."""
    clubs, members = state.register.clubs.rows, state.book.parties
    # Even without a clause, a club needs somebody to be in force for.
    if len(bound) < max(1, int(clubs.clause[club])):
        return False
    share = float(clubs.clause_share[club])
    if share <= 0.0:
        return True
    total = state.actors.gdp[members.actor[state.register.stretch(club)]].sum()
    return bool(state.actors.gdp[members.actor[bound]].sum() >= ALMOST * share * total)
