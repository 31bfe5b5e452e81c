"""Growth: trend, shocks shared within a nation, agglomeration, the dividend of effort, the loss under sanctions."""

import math
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from twin.actors import City
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
        rate = monthly(economy.growth) + noise
        beyond = 0.0
        for city in nation.cities:
            own = rate_beyond_nation(world, city)
            beyond += city.gdp * own
            city.gdp *= 1.0 + max(-0.9, rate + own)
            city.population *= 1.0 + people + towns
        nation.gdp = (nation.gdp + beyond) * (1.0 + max(-0.9, rate))
        nation.population *= 1.0 + people


def rate_beyond_nation(world: "TwinWorld", city: City) -> float:
    """Return a city's monthly growth rate in excess of its nation's."""
    economy = world.settings.economy
    effort = sum(weight * done for weight, done in zip(city.salience, city.effort, strict=True))
    rate = economy.agglomeration * monthly(economy.urbanisation) + economy.dividend / 12.0 * effort
    if under_sanction(world, city):
        rate -= economy.sanction_loss / 12.0 * city.grant_share * world.settings.response.sanction_share
    return rate
