"""The population of a synthetic world, without attributes that the model sets."""

import math

from paradiplomacy.model.chance import NOBODY, Purpose, Stream, key_of, key_of_name, normal, u01
from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.names.synthetic import city_id, nation_id
from paradiplomacy.scenarios.world.census import Population, Profile

SCATTER = 4.0  # standard deviation of the distance of a synthetic city from its capital, degrees
WEALTH_ELASTICITY = 0.13  # of output per head with respect to city size (Bettencourt et al. 2007)
IDEAL_MEAN, IDEAL_SPREAD = -0.2, 0.89  # of the ideal points of the 155 nations with an estimate (scenarios/facts)
MODELLED_POPULATION, MODELLED_GDP = 0.5, 0.7  # shares of a nation's urban population and GDP in modelled cities


def _draw(stream: Stream, identity: str, number: int) -> float:
    return float(u01(key_of(stream, 0, Purpose.PLACE, number), key_of_name(identity), NOBODY))


def _normal(stream: Stream, identity: str, number: int) -> float:
    return float(normal(key_of(stream, 0, Purpose.PLACE, number), key_of_name(identity), NOBODY))


def _synthetic_nation(stream: Stream, number: int) -> Profile:
    # The numbers of the draws are written out: one that is added takes the next free number and changes no other.
    identity = nation_id(number + 1)
    democracy = 0.05 + 0.9 * _draw(stream, identity, 0)
    return Profile(
        id=identity,
        name=identity,
        ascii_name=identity,
        nation=identity,
        lon=-180.0 + 360.0 * _draw(stream, identity, 1),
        # The arc sine makes places uniform on the globe, here between 44 degrees south and 64 north, where people live.
        lat=math.degrees(math.asin(-0.7 + 1.6 * _draw(stream, identity, 2))),
        population=0.0,
        gdp=0.0,
        democracy=democracy,
        executive_constraint=1.0 + 6.0 * democracy,
        decentralisation=0.2 + 0.35 * democracy + 0.2 * _draw(stream, identity, 3),
        court=0.05 + 0.9 * democracy,
        urban_share=0.3 + 0.6 * _draw(stream, identity, 4),
        ideal_point=IDEAL_MEAN + IDEAL_SPREAD * _normal(stream, identity, 9),
        # Squared, so that a few languages are official in many nations and most in few.
        languages=(f"language {int(20 * _draw(stream, identity, 5) ** 2)}",),
    )


def synthetic(place: Place, stream: Stream) -> Population:
    """Return a synthetic population: Zipf city sizes, nations on a globe, cities around their capitals.

    City number c belongs to nation c modulo M. A nation's first city is ``primacy`` times its second. Output per
    head differs between nations; within a nation it is proportional to size to the power 0.13.

    Args:
        place: Numbers of cities and nations, exponent of sizes, largest and smallest city.
        stream: Random numbers of the run.
    """
    nations = [_synthetic_nation(stream, m) for m in range(max(1, place.nations))]
    cities = [_synthetic_city(place, stream, nations, c) for c in range(place.cities)]
    return Population(sorted(cities, key=lambda city: city.id), _whole(nations, cities, place.least))


def _synthetic_city(place: Place, stream: Stream, nations: list[Profile], number: int) -> Profile:
    home, rank = nations[number % len(nations)], number // len(nations)
    identity = city_id(home.id, number + 1)
    size = place.largest / (number % len(nations) + 1.0) ** place.zipf
    if rank:
        size = size / place.primacy * (2.0 / (rank + 1.0)) ** place.zipf
    size = max(place.least, size)
    # Drawn by the nation's id, so that all its cities share it.
    wealth = 2.0 + 40.0 * home.democracy * _draw(stream, home.id, 6)
    lat = max(-85.0, min(85.0, home.lat + SCATTER * _normal(stream, identity, 7)))
    lon = (home.lon + SCATTER * _normal(stream, identity, 8) + 180.0) % 360.0 - 180.0
    gdp = wealth * 1e-6 * size * (size / 1e6) ** WEALTH_ELASTICITY
    return Profile(identity, identity, identity, home.id, lon, lat, size, gdp, capital=rank == 0)


def _whole(nations: list[Profile], cities: list[Profile], least: float) -> list[Profile]:
    """Return synthetic nations with population and GDP that fit those of their cities."""
    sums = {nation.id: [0.0, 0.0] for nation in nations}
    for city in cities:  # added up one by one: ``sum`` rounds differently, and results would no longer repeat
        sums[city.nation][0] += city.population
        sums[city.nation][1] += city.gdp
    return [
        nation._replace(
            population=max(least, sums[nation.id][0]) / (MODELLED_POPULATION * nation.urban_share),
            gdp=max(1e-6 * least, sums[nation.id][1]) / (MODELLED_GDP * nation.urban_share),
        )
        for nation in nations
    ]
