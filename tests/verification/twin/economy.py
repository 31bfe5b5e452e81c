"""Trend, shocks shared within a nation, agglomeration, the dividend of effort, the loss under sanctions."""

import math
from typing import TYPE_CHECKING

from paradiplomacy.model.chance import Purpose
from twin.actors import City
from twin.law import under_sanction

if TYPE_CHECKING:
    from twin.world import TwinWorld


def monthly(yearly: float) -> float:
    """A yearly rate of growth by the month."""
    return (1.0 + yearly) ** (1.0 / 12.0) - 1.0


def act(world: "TwinWorld") -> None:
    """GDP and population grow; a nation's GDP changes by as much as its cities' beyond its own rate."""
    economy = world.settings.economy
    people, towns = monthly(economy.population_growth), monthly(economy.urbanisation)
    for nation in world.nations:
        noise = economy.growth_spread / math.sqrt(12.0) * world.luck.normal(Purpose.GROWTH, nation.key)
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
    """A city's monthly growth beyond its nation's."""
    economy = world.settings.economy
    effort = sum(weight * done for weight, done in zip(city.salience, city.effort, strict=True))
    rate = economy.agglomeration * monthly(economy.urbanisation) + economy.dividend / 12.0 * effort
    if under_sanction(world, city):
        rate -= economy.sanction_loss / 12.0 * city.grant_share * world.settings.response.sanction_share
    return rate
