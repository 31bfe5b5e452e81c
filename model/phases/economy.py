"""The economy: trend, agglomeration, the returns of agreements, losses under sanctions, and shocks."""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Parties, Rows
from paradiplomacy.model.chance import NOBODY, Purpose, normal
from paradiplomacy.model.parameters import Economy
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus, Status

MONTHS, PERCENT = 12.0, 100.0
IN_FORCE = int(PartyStatus.IN_FORCE)


@compiled
def add_up_returns(book: Agreements, parties: Parties, running: Rows, returns: Floats) -> None:
    """Add up what agreements in force return to each actor in a year, in % of its budget: (actors,)."""
    for row in running:
        for p in range(book.first[row], book.first[row] + book.size[row]):
            if parties.status[p] == IN_FORCE:
                returns[parties.actor[p]] += parties.returned[p]


@compiled
def grow(
    actors: Actors,
    n_cities: int,
    economy: Economy,
    sanction_share: float,
    returns: Floats,
    month: int,
    key: np.uint64,
) -> None:
    """Grow GDP and population by a month.

    What agreements return is a level, not a growth rate: GDP changes by it once, and loses it when they end. The cities of a nation share its shock of the month. A city's GDP grows, in addition, by the growth of its population
    beyond the nation's times the agglomeration elasticity. Its nation's GDP, which includes it, changes by the same
    amount, so that a nation never loses output that its cities gain.
    """
    # Monthly rates that compound to the yearly ones.
    trend = (1.0 + economy.growth) ** (1.0 / MONTHS) - 1.0
    people = (1.0 + economy.population_growth) ** (1.0 / MONTHS) - 1.0
    towns = (1.0 + economy.urbanisation) ** (1.0 / MONTHS) - 1.0
    actors_n = actors.gdp.shape[0]
    # All rates are fixed before any output changes, so the order of actors is irrelevant.
    rate = np.zeros(actors_n)
    # Returns are in % of the budget, which is a share of GDP.
    part = economy.dividend * economy.budget_share / PERCENT
    for i in range(n_cities, actors_n):
        # Twelve independent shocks of this size have the variance of the yearly one.
        rate[i] = (
            trend
            + part * (returns[i] - actors.returns[i])
            + economy.growth_spread / np.sqrt(MONTHS) * normal(key, actors.key[i], NOBODY)
        )
        actors.population[i] *= 1.0 + people
    for i in range(n_cities):
        nation = actors.nation[i]
        own = economy.agglomeration * towns + part * (returns[i] - actors.returns[i])
        if actors.sanctioned_until[i] > month:
            own -= economy.sanction_loss / MONTHS * actors.grant_share[i] * sanction_share
        before = actors.gdp[i]
        # The floor keeps GDP above 0, as its logarithms and powers elsewhere require.
        actors.gdp[i] = before * (1.0 + max(-0.9, rate[nation] + own))
        actors.population[i] *= 1.0 + people + towns
        # Added before the nation grows by its own rate; the trend of its cities is part of that rate.
        actors.gdp[nation] += before * own
    # Nations grow last, after what their cities gained beyond the national rate has been added.
    for i in range(n_cities, actors_n):
        actors.gdp[i] *= 1.0 + max(-0.9, rate[i])
    actors.returns[:] = returns


def act(state: State) -> None:
    """Grow GDP and population by a month."""
    settings, returns = state.settings, np.zeros(state.n_actors)
    add_up_returns(state.book.rows, state.book.parties, state.book.live(Status.IN_FORCE), returns)
    key = state.key(Purpose.GROWTH)
    share = settings.response.sanction_share
    grow(state.actors, state.n_cities, settings.economy, share, returns, state.month, key)
