"""The actors of a world before they have opinions: real ones from the facts, or drawn ones."""

import csv
import functools
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from paradiplomacy.model.chance import Purpose, Stream, key_of, key_of_name, normal, u01
from paradiplomacy.scenarios.format.scenario import Place

FACTS = Path(__file__).parents[1] / "facts"
FACTS_YEAR = 2016
NOBODY = np.uint64(0)
SCATTER = 4.0  # degrees between a drawn city and its nation's capital, standard deviation


class Person(NamedTuple):
    """One city, region or nation as a row of facts.

    Attributes:
        id: Stable id, ``FRA:paris`` or ``FRA``.
        name: Common English name.
        ascii_name: The same without diacritics.
        nation: Id of the nation.
        lon, lat: Place in degrees.
        population: Persons.
        gdp: US$ billion a year.
        groups: Groups it belongs to: c40, eu, oecd, g20.
        party: Label of the party in office, or empty.
        term: Months between elections, or None.
        next_election: YYYY-MM, or empty.
        democracy, executive_constraint, decentralisation, court, urban_share: Of nations; cities read their nation's.
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


class People(NamedTuple):
    """Cities and nations of a world."""

    cities: list[Person]
    nations: list[Person]


@functools.cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of facts, all as text."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _number(text: str) -> int | None:
    return int(float(text)) if text else None


@functools.cache
def yearly() -> dict[tuple[str, int], tuple[float, float]]:
    """GDP and population of nations and regions by year."""
    found = {}
    for table, key in (("nations_yearly", "iso3"), ("regions_yearly", "id")):
        for row in rows_of(table):
            found[row[key], int(row["year"])] = float(row["gdp"]), float(row["population"])
    return found


def _nation(row: dict[str, str], year: int) -> Person:
    gdp, population = yearly().get((row["iso3"], year), (float(row["gdp"]), float(row["population"])))
    return Person(
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


def _city(row: dict[str, str], then: Person, now: Person) -> Person:
    """A city, brought from the year of the facts to that of the start in step with its nation."""
    return Person(
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


def _region(row: dict[str, str], year: int) -> Person:
    gdp, population = yearly().get((row["id"], year), (float(row["gdp"]), float(row["population"])))
    place = float(row["lon"]), float(row["lat"])
    return Person(row["id"], row["name"], row["name"], row["nation"], *place, population, gdp)


def real(place: Place, year: int) -> People:
    """The real world of a year: facts of 2016, with the nations' yearly figures where there are some.

    Args:
        place: Which cities and nations; the largest are taken where a number is named.
        year: Year of the start.
    """
    then = {row["iso3"]: _nation(row, year) for row in rows_of("nations")}
    now = {row["iso3"]: _nation(row, FACTS_YEAR) for row in rows_of("nations")}
    if place.nations:
        largest = sorted(then.values(), key=lambda nation: (-nation.population, nation.id))[: place.nations]
        then = {nation.id: then[nation.id] for nation in largest}
    regions = [row for row in rows_of("regions") if row["id"] in place.regions]
    inside = {city for row in regions for city in row["cities"].split(";")}
    cities = [
        _city(row, then[row["nation"]], now[row["nation"]])
        for row in rows_of("cities")
        if row["nation"] in then and row["id"] not in inside
    ]
    cities += [_region(row, year) for row in regions if row["nation"] in then]
    if place.cities:
        cities = sorted(cities, key=lambda city: (-city.population, city.id))[: place.cities]
    return People(sorted(cities, key=lambda city: city.id), sorted(then.values(), key=lambda nation: nation.id))


def _draw(stream: Stream, identity: str, number: int) -> float:
    return float(u01(key_of(stream, 0, Purpose.PLACE, number), key_of_name(identity), NOBODY))


def _normal(stream: Stream, identity: str, number: int) -> float:
    return float(normal(key_of(stream, 0, Purpose.PLACE, number), key_of_name(identity), NOBODY))


def _drawn_nation(stream: Stream, number: int) -> Person:
    identity = f"N{number + 1:03d}"
    democracy = 0.05 + 0.9 * _draw(stream, identity, 0)
    return Person(
        id=identity,
        name=identity,
        ascii_name=identity,
        nation=identity,
        lon=-180.0 + 360.0 * _draw(stream, identity, 1),
        lat=math.degrees(math.asin(-0.7 + 1.6 * _draw(stream, identity, 2))),
        population=0.0,
        gdp=0.0,
        democracy=democracy,
        executive_constraint=1.0 + 6.0 * democracy,
        decentralisation=0.2 + 0.35 * democracy + 0.2 * _draw(stream, identity, 3),
        court=0.05 + 0.9 * democracy,
        urban_share=0.3 + 0.6 * _draw(stream, identity, 4),
        languages=(f"language {int(20 * _draw(stream, identity, 5) ** 2)}",),
    )


def drawn(place: Place, stream: Stream) -> People:
    """A drawn world: Zipf sizes, nations on a globe, cities around their capitals.

    City number c belongs to nation c modulo M. A nation's first city is ``primacy`` times its second. Output per
    head varies between nations; within a nation it follows size to the power 0.13.

    Args:
        place: Numbers, exponent of sizes, largest and least city.
        stream: The random numbers of the run.
    """
    nations = [_drawn_nation(stream, m) for m in range(max(1, place.nations))]
    cities: list[Person] = []
    for c in range(place.cities):
        home = nations[c % len(nations)]
        identity = f"{home.id}:c{c + 1:05d}"
        rank = c // len(nations)
        size = place.largest / (c % len(nations) + 1.0) ** place.zipf
        if rank:
            size = size / place.primacy * (2.0 / (rank + 1.0)) ** place.zipf
        size = max(place.least, size)
        wealth = 2.0 + 40.0 * home.democracy * _draw(stream, home.id, 6)
        lat = max(-85.0, min(85.0, home.lat + SCATTER * _normal(stream, identity, 7)))
        lon = (home.lon + SCATTER * _normal(stream, identity, 8) + 180.0) % 360.0 - 180.0
        gdp = wealth * 1e-6 * size * (size / 1e6) ** 0.13
        cities.append(Person(identity, identity, identity, home.id, lon, lat, size, gdp))
    sums = {nation.id: [0.0, 0.0] for nation in nations}
    for city in cities:
        sums[city.nation][0] += city.population
        sums[city.nation][1] += city.gdp
    whole = [
        nation._replace(
            population=max(place.least, sums[nation.id][0]) / (0.5 * nation.urban_share),
            gdp=max(1e-6 * place.least, sums[nation.id][1]) / (0.7 * nation.urban_share),
        )
        for nation in nations
    ]
    return People(sorted(cities, key=lambda city: city.id), whole)
