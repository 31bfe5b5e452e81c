"""The economy: trend, agglomeration, the returns of agreements, losses under sanctions, and shocks."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.chance import NOBODY, Purpose, key, normal
from paradiplomacy.model.figures import Figures
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.parameters import Economy
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Status

MONTHS, YEAR, PERCENT = 12.0, 12, 100.0
GROWTH = int(Purpose.GROWTH)
RUNNING, IN_FORCE = int(Status.IN_FORCE), int(PartyStatus.IN_FORCE)


@inner
def monthly(yearly: float) -> float:
    """Return the monthly rate that compounds to a yearly one."""
    return (1.0 + yearly) ** (1.0 / MONTHS) - 1.0


class Pace(NamedTuple):
    """Rates at which nations grow in a month; (actors,) each, of which the rows of nations count.

    Attributes:
        gdp: Growth of GDP, without the shock.
        people: Growth of the population.
        observed: Whether both are those of the annual figures, which leave no room for a shock.
    """

    gdp: Floats
    people: Floats
    observed: Flags


@inner
def returns_of(actors: int, book: Agreements, parties: Parties, live: Rows) -> Floats:
    """Return what agreements in force return to each actor in a year, in % of its budget: (actors,)."""
    returns = np.zeros(actors)
    for row in live:
        if book.status[row] != RUNNING:
            continue
        for p in range(book.first[row], book.first[row] + book.size[row]):
            if parties.status[p] == IN_FORCE:
                returns[parties.actor[p]] += parties.returned[p]
    return returns


@inner
def grow(
    actors: Actors,
    n_cities: int,
    economy: Economy,
    pace: Pace,
    sanction_share: float,
    returns: Floats,
    month: int,
    drawn: np.uint64,
) -> None:
    """Grow GDP and population by a month.

    What agreements return is a level, not a growth rate: GDP changes by it once, and loses it when they end. Observed
    figures are those of the whole nation, and already have what its cities gain by growing and what agreements return.
    Otherwise the cities of a nation share its shock of the month.

    A city's GDP grows, in addition, by the growth of its population beyond the nation's times the agglomeration elasticity.
    Its nation's GDP, which includes it, changes by the same amount, so that a nation never loses output that its cities gain.
    """
    towns = monthly(economy.urbanisation)
    actors_n = actors.gdp.shape[0]
    # All rates are fixed before any output changes, so the order of actors is irrelevant.
    rate = np.zeros(actors_n)
    # Returns are in % of the budget, which is a share of GDP.
    part = economy.dividend * economy.budget_share / PERCENT
    for i in range(n_cities, actors_n):
        # Twelve independent shocks of this size have the variance of the yearly one.
        rate[i] = pace.gdp[i]
        if not pace.observed[i]:
            rate[i] += part * (returns[i] - actors.returns[i])
            rate[i] += economy.growth_spread / np.sqrt(MONTHS) * normal(drawn, actors.key[i], NOBODY)
        actors.population[i] *= 1.0 + pace.people[i]
    for i in range(n_cities):
        nation = actors.nation[i]
        gained = economy.agglomeration * towns + part * (returns[i] - actors.returns[i])
        own = gained
        if actors.sanctioned_until[i] > month:
            own -= economy.sanction_loss / MONTHS * actors.grant_share[i] * sanction_share
        before = actors.gdp[i]
        # The floor keeps GDP above 0, as its logarithms and powers elsewhere require.
        actors.gdp[i] = before * (1.0 + max(-0.9, rate[nation] + own))
        actors.population[i] *= 1.0 + pace.people[nation] + towns
        # Added before the nation grows by its own rate; the trend of its cities is part of that rate.
        actors.gdp[nation] += before * (own - gained if pace.observed[nation] else own)
    # Nations grow last, after what their cities gained beyond the national rate has been added.
    for i in range(n_cities, actors_n):
        actors.gdp[i] *= 1.0 + max(-0.9, rate[i])
    actors.returns[:] = returns


@inner
def follow(now: Floats, later: Floats, moves: bool, rate: Floats, observed: Flags) -> None:
    """Fill the monthly rates that lead from one annual figure to the next, where there are both: (nations,) each."""
    for n in range(now.shape[0]):
        if not (np.isnan(now[n]) or np.isnan(later[n])):
            observed[n] = True
            rate[n] = monthly(later[n] / now[n] - 1.0) if moves else 0.0


@inner
def pace_of(actors: int, n_cities: int, economy: Economy, figures: Figures, month: int) -> Pace:
    """Return how fast nations grow this month: as their annual figures say, and by the trend beyond them."""
    gdp, people = np.full(actors, monthly(economy.growth)), np.full(actors, monthly(economy.population_growth))
    observed = np.zeros(actors, dtype=np.bool_)
    year = max(0, month // YEAR)
    if economy.observed and year + 1 < figures.gdp.shape[0]:
        for rate, annual in ((gdp, figures.gdp), (people, figures.population)):
            # The figures of the start are those of its first month, so that nothing moves in the burn-in.
            follow(annual[year], annual[year + 1], month >= 0, rate[n_cities:], observed[n_cities:])
    return Pace(gdp, people, observed)


@compiled
def move(month: Month) -> None:
    """Grow GDP and population by a month."""
    actors, shelf, settings = month.actors, month.desk.shelf, month.settings
    live = shelf.live[: shelf.listed[0]]
    returns = returns_of(actors.gdp.shape[0], shelf.agreements, shelf.parties, live)
    pace = pace_of(actors.gdp.shape[0], month.n_cities, settings.economy, month.figures, month.month)
    drawn = key(month.run, month.month, GROWTH, 0)
    grow(actors, month.n_cities, settings.economy, pace, settings.response.sanction_share, returns, month.month, drawn)


def act(state: State) -> None:
    """Grow GDP and population by a month."""
    move(month_of(state))
