"""Growth: trend, shocks shared within a nation, agglomeration, the returns of agreements, the loss under sanctions."""

import math
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.vocabulary import Status
from twin.actors import Actor, City
from twin.statutes import under_sanction

if TYPE_CHECKING:
    from twin.world import TwinWorld


def monthly(yearly: float) -> float:
    """Convert an annual growth rate to a monthly one."""
    return (1.0 + yearly) ** (1.0 / 12.0) - 1.0


def act(world: "TwinWorld") -> None:
    """Grow GDP and population; the growth of cities beyond the national rate adds to the nation's GDP."""
    economy = world.settings.economy
    towns = monthly(economy.urbanisation)
    for nation in world.nations:
        # The worlds of the twin are synthetic: they have no annual figures.
        people = monthly(economy.population_growth)
        noise = economy.growth_spread / math.sqrt(12.0) * world.draws.normal(Purpose.GROWTH, nation.key)
        rate = monthly(economy.growth) + noise + new_returns(world, nation)
        beyond = 0.0
        for city in nation.cities:
            own = rate_beyond_nation(world, city)
            beyond += city.gdp * own
            city.gdp *= 1.0 + max(-0.9, rate + own)
            city.population *= 1.0 + people + towns
        nation.gdp = (nation.gdp + beyond) * (1.0 + max(-0.9, rate))
        nation.population *= 1.0 + people


def new_returns(world: "TwinWorld", actor: Actor) -> float:
    """Return the change since last month of the returns of an actor's agreements in force, as a share of its GDP."""
    economy, before = world.settings.economy, actor.returns
    running = [a for a in actor.live_agreements if a.status is Status.IN_FORCE]
    actor.returns = sum(agreement.returned[agreement.parties.index(actor)] for agreement in running)
    return economy.dividend * economy.budget_share / 100.0 * (actor.returns - before)


def rate_beyond_nation(world: "TwinWorld", city: City) -> float:
    """Return a city's monthly growth rate in excess of its nation's."""
    economy = world.settings.economy
    rate = economy.agglomeration * monthly(economy.urbanisation) + new_returns(world, city)
    if under_sanction(world, city):
        rate -= economy.sanction_loss / 12.0 * city.grant_share * world.settings.response.sanction_share
    return rate
