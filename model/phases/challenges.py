"""Challenges: their stock rises with activity and falls with effort; need follows the stock."""

import numpy as np

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.issues import JOINT, LOCAL, NATIONAL
from paradiplomacy.model.challenges.challenges import Challenges, burden, ces, gini_of_ordered, with_odds, with_own
from paradiplomacy.model.challenges.stored import Stored, begin, combined, put_in_order
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.parameters import Challenges as Parameters
from paradiplomacy.model.state import State

# A float, since it divides annual rates in compiled code.
MONTHS = 12.0


@inner
def close(actors: Actors, n_cities: int, own: Challenges, stored: Stored) -> None:
    """Fill the closed share of every challenge in the modelled cities, weighted by activity, and outside of them.

    Outside of the modelled cities only the nation's effort counts.
    """
    for c in range(own.issue.shape[0]):
        k = own.issue[c]
        activity = actors.gdp if own.by_gdp[c] else actors.population
        # Outside is what a nation has beyond its modelled cities; rounding must not make it negative.
        outside = activity.copy()
        total, local, national, joint, of_cities, of_nations, begun = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        mine, theirs = own.own_city[c], own.own_nation[c]
        both = ces(mine, theirs, stored.rho[0])
        for i in range(n_cities):
            nation, weight = actors.nation[i], activity[i]
            city_effort = with_own(mine, actors.effort[i, k])
            nation_effort = with_own(theirs, actors.effort[nation, k])
            total += weight
            outside[nation] -= weight
            of_cities += weight * city_effort
            of_nations += weight * nation_effort
            local += weight * own.potential[c, i, LOCAL] * city_effort
            national += weight * own.potential[c, i, NATIONAL] * nation_effort
            joint += weight * own.potential[c, i, JOINT] * combined(stored, c, i, city_effort, nation_effort)
            alone = own.potential[c, i, LOCAL] * mine + own.potential[c, i, NATIONAL] * theirs
            begun += weight * (alone + own.potential[c, i, JOINT] * both)
        rest, done = 0.0, 0.0
        for n in range(n_cities, activity.shape[0]):
            # In the data the cities of a nation can add up to a little more than the nation.
            weight, effort = max(0.0, outside[n]), with_own(theirs, actors.effort[n, k])
            rest += weight
            together = combined(stored, c, n, 0.0, effort)
            done += weight * (stored.shares[c, NATIONAL] * effort + stored.shares[c, JOINT] * together)
        own.closed_local[c] = local / total
        own.closed_national[c] = national / total
        own.closed_joint[c] = joint / total
        own.closed_at_start[c] = begun / total
        own.effort_city[c] = of_cities / total
        own.effort_nation[c] = of_nations / total
        own.closed_hinterland[c] = done / rest if rest > 0.0 else 0.0
        own.inflow[c] = total / own.base[c]


@inner
def bear(actors: Actors, n_cities: int, own: Challenges, stored: Stored, budget_share: float) -> None:
    """Fill the burden of effort on every challenge for cities and nations, and its inequality."""
    actors_n = actors.gdp.shape[0]
    each, ordered = np.empty(actors_n), np.empty(actors_n)
    for c in range(own.issue.shape[0]):
        paid, gdp = np.zeros(2), np.zeros(2)
        for i in range(actors_n):
            level = 0 if i < n_cities else 1
            before = own.own_city[c] if i < n_cities else own.own_nation[c]
            each[i] = burden(with_own(before, actors.effort[i, own.issue[c]]), budget_share)
            paid[level] += each[i] * actors.gdp[i]
            gdp[level] += actors.gdp[i]
        own.burden_city[c] = paid[0] / gdp[0]
        own.burden_nation[c] = paid[1] / gdp[1]
        put_in_order(each, stored.order[c], ordered)
        own.burden_gini[c] = gini_of_ordered(ordered)


@inner
def accumulate(actors: Actors, own: Challenges, parameters: Parameters, progress: float, has_begun: bool) -> None:
    """Move stocks by the inflow that is left open, and the needs of all actors with the stocks.

    What is left open counts relative to the first recorded month, so that a stock falls only if more is closed than then.
    ``progress`` is the factor on the inflow that output causes.
    """
    for c in range(own.issue.shape[0]):
        k = own.issue[c]
        # Techniques make output cleaner, but do not make people need less.
        own.inflow[c] *= progress if own.by_gdp[c] else 1.0
        # By rounding, the closed shares can exceed 1; the inflow that is left is then 0, not negative.
        left = max(0.0, 1.0 - own.closed_local[c] - own.closed_national[c] - own.closed_joint[c])
        if not has_begun:
            own.open_at_first[c] = left
        before = own.stock[c]
        share = left / own.open_at_first[c] if own.open_at_first[c] > 0.0 else 0.0
        own.stock[c] = before + parameters.turnover / MONTHS * (own.inflow[c] * share - before)
        if parameters.need_feedback > 0.0:
            factor = (own.stock[c] / before) ** parameters.need_feedback
            for i in range(actors.need.shape[0]):
                actors.need[i, k] = with_odds(actors.need[i, k], factor)
        total = 0.0
        for i in range(actors.need.shape[0]):
            total += actors.need[i, k]
        own.need[c] = total / actors.need.shape[0]


@compiled
def update(month: Month) -> None:
    """Measure closed shares and burdens, and move stocks and needs."""
    actors, own, stored, settings = month.actors, month.challenges, month.stored, month.settings
    # Progress counts from the first month of the burn-in, in which all stocks are 1.
    years = (month.month + settings.search.burn_in) / MONTHS
    begin(stored, settings.challenges.rho)
    close(actors, month.n_cities, own, stored)
    bear(actors, month.n_cities, own, stored, settings.economy.budget_share)
    progress = (1.0 - settings.challenges.progress) ** years
    accumulate(actors, own, settings.challenges, progress, month.month > 0)


def act(state: State) -> None:
    """Update every challenge."""
    update(month_of(state))
