"""The population of a world, without attributes that the model sets: real actors from the facts, or synthetic ones."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from paradiplomacy.model.chance import NOBODY, Purpose, Stream, key_of, key_of_name, normal, u01
from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.names.synthetic import city_id, nation_id
from paradiplomacy.scenarios.world.facts import FACTS_YEAR, annual_figures, table

SCATTER = 4.0  # standard deviation of the distance of a synthetic city from its capital, degrees
WEALTH_ELASTICITY = 0.13  # of output per head with respect to city size (Bettencourt et al. 2007)
MODELLED_POPULATION, MODELLED_GDP = 0.5, 0.7  # shares of a nation's urban population and GDP in modelled cities


class Profile(NamedTuple):
    """The facts about one city, region or nation.

    Attributes:
        id: Stable id, ``FRA:paris`` or ``FRA``.
        name: Common English name.
        ascii_name: The same without diacritics.
        nation: Id of the nation.
        lon, lat: Coordinates in degrees.
        population: Inhabitants.
        gdp: US$ billion a year.
        groups: Groups of which it is a member: c40, eu, oecd, g20.
        party: Label of the party in office, or empty.
        term: Months between elections, or None.
        next_election: YYYY-MM, or empty.
        democracy, executive_constraint, decentralisation, court, urban_share: Of nations; those of its nation apply to
            a city.
        languages: Official languages of a nation.
    """

    id: str
    name: str
    ascii_name: str
    nation: str
    lon: float
    lat: float
    population: float
    gdp: float
    groups: frozenset[str] = frozenset()
    party: str = ""
    term: int | None = None
    next_election: str = ""
    democracy: float = 0.5
    executive_constraint: float = 4.0
    decentralisation: float = 0.5
    court: float = 0.5
    urban_share: float = 0.54
    languages: tuple[str, ...] = ()


class Population(NamedTuple):
    """Cities and nations of a world, in the order of their rows."""

    cities: list[Profile]
    nations: list[Profile]

    @property
    def everyone(self) -> list[Profile]:
        """Cities, then nations."""
        return self.cities + self.nations


def _number(text: str) -> int | None:
    return int(float(text)) if text else None


def _nation(row: dict[str, str], year: int) -> Profile:
    gdp, population = annual_figures().get((row["iso3"], year), (float(row["gdp"]), float(row["population"])))
    return Profile(
        id=row["iso3"],
        name=row["name"],
        ascii_name=row["name"],
        nation=row["iso3"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=population,
        gdp=gdp,
        groups=frozenset(group for group in ("eu", "oecd", "g20") if row[group] == "1"),
        party=row["government"],
        term=_number(row["government_term_months"]),
        next_election=row["next_election"],
        democracy=float(row["democracy"]),
        executive_constraint=float(row["executive_constraint"]),
        decentralisation=float(row["decentralisation"]),
        court=float(row["court_independence"]),
        urban_share=float(row["urban_share"]),
        languages=tuple(row["languages"].split(";")),
    )


def _city(row: dict[str, str], then: Profile, now: Profile) -> Profile:
    """Return a city of the facts, its size scaled from the year of the facts to that of the start as its nation's."""
    return Profile(
        id=row["id"],
        name=row["name"],
        ascii_name=row["ascii_name"],
        nation=row["nation"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=float(row["population"]) * then.population / now.population,
        gdp=float(row["gdp"]) * then.gdp / now.gdp,
        groups=frozenset({"c40"} if row["c40"] == "1" else ()),
        party=row["mayor_party"],
        term=_number(row["mayor_term_months"]),
        next_election=row["next_election"],
    )


def _region(row: dict[str, str], year: int) -> Profile:
    gdp, population = annual_figures().get((row["id"], year), (float(row["gdp"]), float(row["population"])))
    place = float(row["lon"]), float(row["lat"])
    return Profile(row["id"], row["name"], row["name"], row["nation"], *place, population, gdp)


def real(place: Place, year: int) -> Population:
    """Return the real population of a year: facts of 2016, with annual figures of nations and regions where available.

    Args:
        place: Numbers of cities and nations, of which the largest are taken, and regions.
        year: Year of the start.
    """
    then = {row["iso3"]: _nation(row, year) for row in table("nations")}
    now = {row["iso3"]: _nation(row, FACTS_YEAR) for row in table("nations")}
    if place.nations:
        then = {nation.id: nation for nation in _largest(then.values(), place.nations)}
    regions = [row for row in table("regions") if row["id"] in place.regions]
    # Cities in a region that acts are part of it, and would count twice.
    inside = {city for row in regions for city in row["cities"].split(";")}
    cities = [
        _city(row, then[row["nation"]], now[row["nation"]])
        for row in table("cities")
        if row["nation"] in then and row["id"] not in inside
    ]
    cities += [_region(row, year) for row in regions if row["nation"] in then]
    if place.cities:
        cities = _largest(cities, place.cities)
    # Rows are in the order of ids, whatever selected the actors: digests and tables list actors by row.
    return Population(sorted(cities, key=lambda city: city.id), sorted(then.values(), key=lambda nation: nation.id))


def _largest(profiles: Iterable[Profile], number: int) -> list[Profile]:
    # Equal sizes are ordered by id, so that the selection is the same everywhere.
    return sorted(profiles, key=lambda profile: (-profile.population, profile.id))[:number]


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
    return Profile(identity, identity, identity, home.id, lon, lat, size, gdp)


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
