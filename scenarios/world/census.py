"""The real population of a world, read off the facts without a numerical package."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from paradiplomacy.scenarios.format.scenario import Place
from paradiplomacy.scenarios.names.synthetic import city_id, nation_id
from paradiplomacy.scenarios.own_data.cities import AT_START
from paradiplomacy.scenarios.own_data.rows import OWN, Figures, rows_of
from paradiplomacy.scenarios.world.facts import FACTS_YEAR, annual_figures, table

YEARS = ("population_year", "gdp_year")
"""Columns of the year of a figure; the shipped facts, which lack them, are of one year."""


type ByIssue = tuple[tuple[str, float], ...]
"""Values by issue; pairs and not a mapping, because worlds are copied and sent between processes."""


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
        ideal_point: Ideal point of a nation in votes of the United Nations.
        languages: Official languages of a nation.
        capital: Whether a city is the nation's capital.
        tie_effect: Estimated effect of a city on the log odds of its ties, or None where there is no estimate.
        need, salience: Values by issue, where a user's own table gives some.
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
    ideal_point: float = 0.0
    languages: tuple[str, ...] = ()
    capital: bool = False
    tie_effect: float | None = None
    need: ByIssue = ()
    salience: ByIssue = ()


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


def _by_issue(row: dict[str, str], start: str) -> ByIssue:
    """Return the values by issue of a table's own columns, such as ``need_climate``."""
    return tuple((name.removeprefix(start), float(text)) for name, text in row.items() if name.startswith(start))


def _nation(row: dict[str, str], year: int, figures: Figures) -> Profile:
    gdp, population = figures.get((row["iso3"], year), (float(row["gdp"]), float(row["population"])))
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
        ideal_point=float(row["ideal_point"]),
        languages=tuple(each.strip() for each in row["languages"].split(";") if each.strip()),
        need=_by_issue(row, "need_"),
        salience=_by_issue(row, "salience_"),
    )


def _scaled(text: str, year: str, size: str, homes: Mapping[str, Profile]) -> float:
    """Return a figure of a city, scaled from its year to that of the start as its nation's."""
    if year == AT_START:
        return float(text)
    then, now = (getattr(homes[at], size) for at in (AT_START, year))
    value: float = float(text) * then / now
    return value


def _city(row: dict[str, str], homes: Mapping[str, Profile]) -> Profile:
    """Return a city; ``homes`` is its nation by the year of its figures, as text."""
    now = str(FACTS_YEAR)
    return Profile(
        id=row["id"],
        name=row["name"],
        ascii_name=row["ascii_name"],
        nation=row["nation"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        population=_scaled(row["population"], row.get("population_year", now), "population", homes),
        gdp=_scaled(row["gdp"], row.get("gdp_year", now), "gdp", homes),
        groups=frozenset({"c40"} if row["c40"] == "1" else ()),
        capital=row["capital"] == "1",
        tie_effect=float(row["tie_effect"]) if row["tie_effect"] else None,
        party=row["mayor_party"],
        term=_number(row["mayor_term_months"]),
        next_election=row["next_election"],
        need=_by_issue(row, "need_"),
        salience=_by_issue(row, "salience_"),
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
    found = rows_of(place, year)
    of_year = {
        year,
        FACTS_YEAR,
        *(int(row[key]) for row in found.cities for key in YEARS if row.get(key, AT_START) != AT_START),
    }
    nations = {at: {row["iso3"]: _nation(row, at, found.figures) for row in found.nations} for at in sorted(of_year)}
    then = nations[year]
    if place.nations:
        then = {nation.id: nation for nation in _largest(then.values(), place.nations)}
    regions = [row for row in table("regions") if row["id"] in place.regions]
    # Cities in a region that acts are part of it, and would count twice.
    inside = {city for row in regions for city in row["cities"].split(";")}
    cities = [
        _city(row, {AT_START: then[row["nation"]]} | {str(at): known[row["nation"]] for at, known in nations.items()})
        for row in found.cities
        if row["nation"] in then and row["id"] not in inside
    ]
    cities += [_region(row, year) for row in regions if row["nation"] in then]
    if place.cities:
        cities = _largest(cities, place.cities)
    # Rows are in the order of ids, whatever selected the actors: digests and tables list actors by row.
    return Population(sorted(cities, key=lambda city: city.id), sorted(then.values(), key=lambda nation: nation.id))


def known_cities(place: Place) -> dict[str, str]:
    """Return the names of all cities and regions that a table can name, by id, whether or not they are in the world."""
    # Not those of the world alone: a table of all cities also fits a world of the largest ones.
    if place.kind == "synthetic":
        homes = [nation_id(number + 1) for number in range(max(1, place.nations))]
        ids = [city_id(homes[number % len(homes)], number + 1) for number in range(place.cities)]
        return dict(zip(ids, ids, strict=True))
    regions = () if place.kind == OWN else table("regions")
    return {row["id"]: row["name"] for row in (*rows_of(place, FACTS_YEAR).cities, *regions)}


def _largest(profiles: Iterable[Profile], number: int) -> list[Profile]:
    # Equal sizes are ordered by id, so that the selection is the same everywhere.
    return sorted(profiles, key=lambda profile: (-profile.population, profile.id))[:number]
