"""The cities and nations of a real world as rows in the columns of the shipped facts: those, a user's own, or both."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from paradiplomacy.scenarios.format.scenario import NO_TABLE, Place
from paradiplomacy.scenarios.own_data import cities, nations
from paradiplomacy.scenarios.own_data.cells import Checked, Words, check_cells
from paradiplomacy.scenarios.own_data.cities import AT_START, City, Homes
from paradiplomacy.scenarios.own_data.columns import CityColumns, NationColumns
from paradiplomacy.scenarios.own_data.fault import Fault, TableError, condensed, limited
from paradiplomacy.scenarios.own_data.files import Stamps, stamps
from paradiplomacy.scenarios.own_data.nations import Nation
from paradiplomacy.scenarios.own_data.sheet import read_sheet
from paradiplomacy.scenarios.world.facts import FACTS_YEAR, annual_figures, table

OWN = "own"
EMPTY = Checked((), (), (), complete=True)

type Figures = Mapping[tuple[str, int], tuple[float, float]]
type Origins = Mapping[str, Mapping[str, str]]


class Rows(NamedTuple):
    """The rows of a world.

    Attributes:
        cities, nations: All of them, in the columns of the shipped facts.
        figures: GDP and population of nations and regions by id and year.
        origins: Origin of every figure that a user's own table leaves out, by id and column.
        unused: Columns of the tables that mean nothing to the program, by file name.
    """

    cities: tuple[City, ...]
    nations: tuple[Nation, ...]
    figures: Figures
    origins: Origins = MappingProxyType({})
    unused: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def is_own(place: Place) -> bool:
    """Return whether a world has a user's own cities or nations."""
    return (place.own_cities, place.own_nations) != (NO_TABLE, NO_TABLE)


def rows_of(place: Place, year: int) -> Rows:
    """Return the rows of a real world.

    Args:
        place: The world.
        year: Year of the start.

    Raises:
        TableError: A table is wrong.
    """
    if not is_own(place):
        return Rows(table("cities"), table("nations"), annual_figures())
    return _rows(place._replace(cities=0, nations=0), year, stamps(place))


def faults(place: Place, words: Words) -> dict[str, list[Fault]]:
    """Return what is wrong with the tables of cities and nations, by the field that names them.

    Args:
        place: The world.
        words: Words of the scenario.
    """
    found: dict[str, list[Fault]] = {}
    own = {}
    for key in ("own_nations", "own_cities"):
        try:
            own[key] = _checked(place, key, words)
        except TableError as error:
            found[key], own[key] = error.faults, EMPTY
    shipped = _by("iso3", table("nations"))
    mine = own["own_nations"]
    wrong = [*mine.faults, *limited(nations.faults_of_nations(mine, shipped))]
    if wrong:
        found["own_nations"] = condensed(wrong, len(mine.rows))
    lines = {fault.line for fault in wrong}
    right = [] if 1 in lines else [row for row in mine.rows if row.line not in lines]
    known = shipped | {row.cells["iso3"]: nations.complete(row, shipped)[0] for row in right}
    doubtful = frozenset(row.cells.get("iso3", "") for row in mine.rows) - known.keys()
    whole = "own_nations" not in found or not any(fault.column in ("", "iso3") for fault in found["own_nations"])
    theirs, homes = own["own_cities"], _homes(place, known, mine)._replace(doubtful=doubtful, whole=whole)
    wrong = [*theirs.faults, *limited(cities.faults_of_cities(theirs, homes))]
    if wrong:
        found["own_cities"] = condensed(wrong, len(theirs.rows))
    return found


def _checked(place: Place, key: str, words: Words) -> Checked:
    name = getattr(place, key)
    if name == NO_TABLE:
        return EMPTY
    if key == "own_cities":
        return check_cells(read_sheet(Path(name)), CityColumns, words)
    return check_cells(read_sheet(Path(name)), NationColumns, words, nations.KEY)


def _by(key: str, rows: tuple[dict[str, str], ...]) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in rows}


def _homes(place: Place, everyone: Mapping[str, Nation], mine: Checked) -> Homes:
    shipped = {} if place.kind == OWN else _by("id", table("cities"))
    years: dict[str, list[int]] = {}
    for code, year in _figures(mine):
        years.setdefault(code, []).append(year)
    return Homes(everyone, shipped, {code: (min(found), max(found)) for code, found in years.items()})


def _figures(mine: Checked) -> Figures:
    """Return the annual figures, without those of nations whose size a user's table gives."""
    own = nations.with_own_figures(mine.rows)
    return {key: figure for key, figure in annual_figures().items() if key[0] not in own}


# Asked for at every check of a scenario, and a design may check thousands; the stamps notice a table that has changed.
@lru_cache(maxsize=16)
def _rows(place: Place, year: int, _stamps: Stamps) -> Rows:
    mine, theirs = (_checked(place, key, Words()) for key in ("own_nations", "own_cities"))
    shipped = _by("iso3", table("nations"))
    own = {row.cells["iso3"]: nations.complete(row, shipped) for row in mine.rows}
    everyone = shipped | {code: nation for code, (nation, _) in own.items()}
    figures, homes = _figures(mine), _homes(place, everyone, mine)

    def sizes(code: str, text: str) -> tuple[float, float]:
        at = year if text == AT_START else int(text or FACTS_YEAR)
        home = everyone[code]
        return figures.get((code, at), (float(home["gdp"]), float(home["population"])))

    completed = cities.complete(theirs.rows, homes, sizes)
    found = dict(homes.shipped) | {city["id"]: city for city, _ in completed}
    lived_in = {city["nation"] for city in found.values()}
    kept = everyone if place.kind != OWN else {c: n for c, n in everyone.items() if c in own or c in lived_in}
    origins = {code: origin for code, (_, origin) in own.items()} | {city["id"]: origin for city, origin in completed}
    unused = {
        Path(str(getattr(place, key))).name: each.unused
        for key, each in (("own_nations", mine), ("own_cities", theirs))
        if each.unused
    }
    return Rows(tuple(found.values()), tuple(kept.values()), figures, origins, unused)
