"""The charter of a club: its terms, by the rule that the scenario names, and its participation clause."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import INSIDE
from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.eligibility import barred
from paradiplomacy.model.clubs.payoffs import peaks
from paradiplomacy.model.clubs.talks import Offer, bargain
from paradiplomacy.model.clubs.valuation import depth_now, payoffs_of
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.charter import CharterRule
from paradiplomacy.model.rules.membership import Clause, Payoffs
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus

# The clause compares a sum of shares with their total: added up in another order, equal sums differ by rounding.
ALMOST = 1.0 - 1e-9


def rule_of(state: State, club: int) -> CharterRule:
    """Return the rule that sets the terms of a club."""
    return rule("charter", state.plans[int(state.register.clubs.rows.plan[club])].charter)


def write_charter(state: State, club: int) -> Offer:
    """Set the terms of the charter by its rule, and return what it offers; unchanged terms are not recorded again."""
    if rule_of(state, club).BARGAINED:
        return _bargain(state, club)
    payoffs = payoffs_of(state, club)
    peak = np.zeros_like(payoffs.benefit)
    peaks(payoffs, rule_of(state, club).SOLVED_AGAIN, peak)
    _state(state, club, peak, payoffs.weight)
    return Offer(depth_now(state, club), np.zeros(len(peak), dtype=bool))


def _bargain(state: State, club: int) -> Offer:
    """Let all who may be members bargain one text; whoever leaves the talks is recorded."""
    register, members = state.register, state.book.parties
    at = register.stretch(club)
    payoffs, away = payoffs_of(state, club), barred(state, club) & ~INSIDE[members.status[at]]
    who = np.flatnonzero(~away)
    found = bargain(payoffs, state.settings.utility.least_depth, who)
    stay = np.delete(who, found.gone)
    terms = np.zeros_like(payoffs.benefit)
    terms[who] = found.terms
    _state(state, club, terms[stay], payoffs.weight[stay])
    left = who[found.gone]
    acts.leave_talks(state, club, at.start + left, found.left)
    away[left] = True
    offered = np.tile(register.clubs.rows.terms[club, register.issues(club)], (len(away), 1))
    offered[stay] = terms[stay]
    return Offer(offered, away)


def _state(state: State, club: int, wanted: Floats, weight: Floats) -> None:
    """State the depth of the charter on each issue, from what each wants or has committed itself to: (n, k)."""
    depth_of, utility = rule_of(state, club).depth, state.settings.utility
    terms = np.zeros(len(state.issues))
    for at, k in enumerate(state.register.issues(club).tolist()):
        # A column of a matrix is not contiguous; passed as it is, it would have the rule compiled a second time.
        depth = depth_of(np.ascontiguousarray(wanted[:, at]), weight) if len(wanted) else 0.0
        terms[k] = min(utility.most_depth, max(utility.least_depth, float(depth)))
    if not np.array_equal(terms, state.register.clubs.rows.terms[club]):
        acts.set_terms(state, club, terms)


def clause_of(state: State, club: int, payoffs: Payoffs) -> Clause:
    """Return the clause of a club, and how its terms are set."""
    clubs = state.register.clubs.rows
    share = float(clubs.clause_share[club]) * float(payoffs.weight.sum())
    return Clause(
        int(clubs.clause[club]), share, state.settings.membership.visible_joiners, rule_of(state, club).SOLVED_AGAIN
    )


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
