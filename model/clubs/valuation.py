"""Valuation of a club or treaty: from the columns of its invited actors to the payoffs that a rule of membership reads.

Payoffs are in % of the actor's annual budget. As with any agreement, effort costs more where much is promised elsewhere
(``agents/preferences.py``); to the common good it adds only the share of the actor's policy that other promises leave.
"""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.preferences import curve, slope
from paradiplomacy.model.agreements.book import BINDING, INSIDE, Flags, Rows
from paradiplomacy.model.bargaining.cases import promised_beyond
from paradiplomacy.model.chance import LASTING, Purpose, key_of, normal
from paradiplomacy.model.clubs.eligibility import gone_nations
from paradiplomacy.model.parameters import Membership
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.membership import Payoffs
from paradiplomacy.model.state import State

MILLIONS_PER_BILLION = 1000.0
PERCENT = 100.0


@inner
def distance_from_leavers(actors: Actors, gone: Flags, carry_over: float, city: int, n_cities: int, k: int) -> float:
    """Return by how much a city wants more than its nation, if that has left.

    Otherwise it is the share ``carry_over`` of how much it wants more than the nation abroad that has left and wants least.
    """
    nation = actors.nation[city]
    if gone[nation]:
        return max(0.0, actors.position[city, k] - actors.position[nation, k])
    apart = 0.0
    if carry_over > 0.0:
        for other in range(n_cities, gone.shape[0]):
            if gone[other]:
                apart = max(apart, actors.position[city, k] - actors.position[other, k])
    return carry_over * apart


@compiled
def fill_payoffs(
    actors: Actors,
    n_cities: int,
    membership: Membership,
    identity_charge: Floats,
    who: Ints,
    counted: Floats,
    issues: Rows,
    economy: float,
    budget_share: float,
    good: float,
    bonus: float,
    dues: float,
    gone: Flags,
    payoffs: Payoffs,
) -> None:
    """Fill the payoffs of a club, with the positions of the leaders.

    It fills arrays that the caller allocates, as all compiled rules do: they then need no allocation inside a loop, and a
    rule written in plain Python can fill the same arrays. Compiled code takes no keywords: fourteen arguments.

    Args:
        actors: The columns.
        n_cities: Number of cities.
        membership: Parameters of membership.
        identity_charge: (K,) identity charge of each issue.
        who: (n,) rows of the invited actors.
        counted: (n, K) terms of this club that are part of their promised effort.
        issues: (k,) issues of the club.
        economy: GDP of all nations, US$ billion a year.
        budget_share: Annual budget over GDP.
        good: Excludable benefit of each fellow member, % of budget.
        bonus: Other benefit of membership, % of budget.
        dues: Cost of membership, US$ million a year.
        gone: (actors,) nations that have left an agreement of nations on an issue of the club.
        payoffs: The payoffs; ``most`` and ``depth`` are left unchanged.
    """
    for s in range(who.shape[0]):
        i = who[s]
        payoffs.weight[s] = actors.gdp[i] / economy
        interest, expression = 0.0, 0.0
        for c in range(issues.shape[0]):
            k = issues[c]
            weight, pragmatism = actors.salience[i, k], actors.pragmatism[i]
            promised = promised_beyond(actors.promised[i, k], counted[s, k])
            payoffs.room[s, c] = 1.0 - promised
            payoffs.cost[s, c] = curve(weight, pragmatism, identity_charge[k])
            material = weight * pragmatism * actors.need[i, k]
            payoffs.benefit[s, c] = membership.common_benefit * material
            payoffs.identity[s, c] = slope(weight, pragmatism, 0.0, promised, identity_charge[k], actors.position[i, k])
            interest += material
            if i < n_cities:
                apart = distance_from_leavers(actors, gone, membership.carry_over, i, n_cities, k)
                expression += weight * (1.0 - pragmatism) * identity_charge[k] * apart
        payoffs.good[s] = good * interest
        budget = actors.gdp[i] * budget_share * MILLIONS_PER_BILLION
        payoffs.bonus[s] = bonus - PERCENT * dues / budget + membership.expression * expression


@compiled
def identity_under(
    actors: Actors, identity_charge: Floats, i: int, counted: Floats, issues: Rows, position: Floats, identity: Floats
) -> None:
    """Fill the intrinsic benefit of own effort of an invited actor, under a position other than its leader's.

    Args:
        actors: The columns.
        identity_charge: (K,) identity charge of each issue.
        i: Row of the actor.
        counted: (K,) terms of the club that are part of its promised effort.
        issues: (k,) issues of the club.
        position: (K,) the position, such as that of a veto player.
        identity: (k,) the benefit, filled.
    """
    for c in range(issues.shape[0]):
        k = issues[c]
        promised = promised_beyond(actors.promised[i, k], counted[k])
        identity[c] = slope(
            actors.salience[i, k],
            actors.pragmatism[i],
            0.0,
            promised,
            identity_charge[k],
            position[k],
        )


@compiled
def draw_thresholds(
    actors: Actors,
    n_cities: int,
    who: Ints,
    named: Flags,
    spread: float,
    club: np.uint64,
    key: np.uint64,
    least: Floats,
) -> None:
    """Fill the least gain for which each of the invited joins or stays, % of budget: (n,); 0 for nations.

    A city that the record names as a member has shown that its threshold is low. Compiled code takes no keywords: eight
    arguments.
    """
    for s in range(who.shape[0]):
        i = who[s]
        least[s] = 0.0
        if i < n_cities and spread > 0.0:
            draw = normal(key, club, actors.key[i])
            # Most cities need more than nothing: the mean threshold is one standard deviation.
            least[s] = spread * (-abs(draw) if named[s] else 1.0 + draw)


def thresholds(state: State, club: int) -> Floats:
    """Return the least gain for which each of the invited joins a club or stays in it, (n,): lasting in a run."""
    clubs, at = state.register.clubs.rows, state.register.stretch(club)
    who, least = state.book.parties.actor[at], np.empty(at.stop - at.start)
    named = np.isin(who, state.plans[int(clubs.plan[club])].members)
    spread, key = state.settings.membership.threshold_spread, key_of(state.stream, LASTING, Purpose.THRESHOLD)
    draw_thresholds(state.actors, state.n_cities, who, named, spread, clubs.key[club], key, least)
    return least


def depth_now(state: State, club: int) -> Floats:
    """Return what each of the invited owes as a member under the present charter, on its issues: (n, k)."""
    clubs, members = state.register.clubs.rows, state.book.parties
    at, issues = state.register.stretch(club), state.register.issues(club)
    depth = np.tile(clubs.terms[club, issues], (at.stop - at.start, 1))
    if rule("charter", state.plans[int(clubs.plan[club])].charter).BARGAINED:
        # Whoever has bargained owes its own commitment; whoever joins later, the depth that the charter states.
        inside = INSIDE[members.status[at]]
        depth[inside] = members.terms[at][inside][:, issues]
    return depth


def payoffs_of(state: State, club: int, depth: Floats | None = None) -> Payoffs:
    """Return the present payoffs of a club, on its issues (``Register.issues``).

    Args:
        state: The state.
        club: The club.
        depth: (n, k) what each owes as a member; None means under the present charter.
    """
    register = state.register
    clubs, members = register.clubs.rows, state.book.parties
    at, issues = register.stretch(club), register.issues(club)
    n, k = at.stop - at.start, len(issues)
    payoffs = Payoffs(
        benefit=np.empty((n, k)),
        cost=np.empty((n, k)),
        identity=np.empty((n, k)),
        weight=np.empty(n),
        room=np.empty((n, k)),
        good=np.empty(n),
        bonus=np.empty(n),
        most=np.full(k, state.settings.utility.most_depth),
        depth=depth_now(state, club) if depth is None else depth,
    )
    fill_payoffs(
        state.actors,
        state.n_cities,
        state.settings.membership,
        state.identity_charge,
        members.actor[at],
        members.counted[at],
        issues,
        sum_of(state.actors.gdp[state.n_cities :]),
        state.settings.economy.budget_share,
        float(clubs.good[club]),
        float(clubs.bonus[club]),
        float(clubs.dues[club]),
        gone_nations(state, clubs.agenda[club], None),
        payoffs,
    )
    # A threshold is a cost that only membership has, and an exit one that only leaving has.
    payoffs.bonus[:] += exit_costs(state, club) - thresholds(state, club)
    return payoffs


def exit_costs(state: State, club: int) -> Floats:
    """Return what it would cost each of the invited to leave, % of budget, (n,): nothing for those that are not bound."""
    status = state.book.parties.status[state.register.stretch(club)]
    return np.where(BINDING[status], state.settings.membership.exit_cost, 0.0)


@compiled
def sum_of(values: Floats) -> float:
    """Return the sum, added up in the order of the rows."""
    # In a fixed order, for the reason given in model/conduct.py (``mean_of``).
    total = 0.0
    for value in values:
        total += value
    return total
