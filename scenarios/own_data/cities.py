"""A table of cities: what is wrong with its rows, and the rows completed."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from paradiplomacy.agents.nearest import nearest
from paradiplomacy.scenarios.format.problem import shown
from paradiplomacy.scenarios.own_data import estimate
from paradiplomacy.scenarios.own_data.cells import Checked
from paradiplomacy.scenarios.own_data.fault import Fault
from paradiplomacy.scenarios.own_data.geography import fault_of_place
from paradiplomacy.scenarios.own_data.nations import PERSONS, Nation, fault_of_gdp
from paradiplomacy.scenarios.own_data.sheet import Row

ID = re.compile(r"[A-Z]{3}:[^\s:]+")
# Letters that have no accent to drop, by their Latin counterparts.
PLAIN = str.maketrans(
    dict(zip("łŁøØđĐ", "lLoOdD", strict=True))
    | {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
    | {"\N{LATIN SMALL LETTER DOTLESS I}": "i", "\N{RIGHT SINGLE QUOTATION MARK}": "'"}
)
LEAST_PEOPLE, MOST_PEOPLE = 1_000, 1e8
DEFAULTS = {"capital": "0", "c40": "0"}
DRAWN = ("mayor_party", "mayor_term_months", "next_election", "tie_effect")
AT_START = "start"
"""Year of figures that are those of the start, whenever it is."""

type City = dict[str, str]
type Sizes = Callable[[str, str], tuple[float, float]]
"""GDP and population of a nation in a year, given as text."""


class Homes(NamedTuple):
    """The nations and shipped cities that cities are checked against.

    Attributes:
        nations: All nations, complete, by code.
        shipped: The shipped cities by id, where they are part of the world.
        years: First and last year of the annual figures of each nation that has some.
        doubtful: Codes of nations whose rows are wrong: it is not known what they would be.
        whole: Whether all codes are known.
    """

    nations: Mapping[str, Nation]
    shipped: Mapping[str, City]
    years: Mapping[str, tuple[int, int]]
    doubtful: frozenset[str] = frozenset()
    whole: bool = True


def plain_name(name: str) -> str:
    """Return a name in ASCII: without accents, and without letters that have no counterpart."""
    return unicodedata.normalize("NFKD", name.translate(PLAIN)).encode("ascii", "ignore").decode().strip()


def id_of(row: Row) -> str:
    """Return the id of a city: as given, or of its nation and name; empty where they have none."""
    cells = row.cells
    slug = re.sub(r"[^a-z0-9]+", "_", plain_name(cells.get("ascii_name") or cells.get("name", "")).lower()).strip("_")
    return cells.get("id") or (f"{cells['nation']}:{slug}" if slug and "nation" in cells else "")


def faults_of_cities(checked: Checked, homes: Homes) -> Iterator[Fault]:
    """Yield what is wrong with the rows, beyond single cells."""
    lines: dict[str, int] = {}
    capitals: dict[str, int] = {}
    for row in checked.rows:
        yield from _faults(row, homes)
        if row.cells.get("nation") in homes.nations:
            yield from _faults_of_id(row, lines)
        home = row.cells.get("nation", "")
        if row.cells.get("capital") == "1" and home:
            if home in capitals:
                wrong = f"second capital of {home}, after line {capitals[home]}"
                yield Fault(row.line, "capital", "1", wrong, "expected one capital for each nation")
            capitals.setdefault(home, row.line)


def _faults(row: Row, homes: Homes) -> Iterator[Fault]:
    code = row.cells.get("nation")
    home = homes.nations.get(code or "")
    if code is not None and home is None and homes.whole and code not in homes.doubtful:
        yield Fault(row.line, "nation", code, f"unknown nation {shown(code)}", _nation_meant(code, homes.nations))
    place = fault_of_place(row, None if home is None else (float(home["lon"]), float(home["lat"])))
    if place is not None:
        yield place
    text = row.cells.get("population")
    if text is not None:
        wrong = _fault_of_population(float(text), home)
        if wrong:
            yield Fault(row.line, "population", text, f"{shown(text)} {wrong}", PERSONS, "persons")
        else:
            yield from fault_of_gdp(row, float(text))
    year, known = row.cells.get("year"), homes.years.get(code or "")
    if year is not None and home is not None and not (known and known[0] <= int(year) <= known[1]):
        right = f"expected {known[0]} to {known[1]}" if known else "expected an empty cell"
        yield Fault(
            row.line, "year", year, f"no figures of {code} for {year}", f"{right}, to carry the city to the start"
        )


def _nation_meant(code: str, nations: Mapping[str, Nation]) -> str:
    """Return what is expected for an unknown code: often it is the name, or two letters."""
    by_name = {nation["name"].casefold(): known for known, nation in nations.items()}
    meant = by_name.get(code.casefold()) or (code.upper() if code.upper() in nations else "")
    # Not the nearest code: any three letters are near to several.
    near = nearest(code, by_name, names=True) if len(code) > len("NLD") else None
    if meant or near:
        return f"did you mean {meant or by_name[near or '']}?"
    return "expected an ISO 3166 code of three letters, or that of a row of your nations"


def _fault_of_population(people: float, home: Nation | None) -> str:
    if not LEAST_PEOPLE <= people <= MOST_PEOPLE:
        return f"inhabitants: {'fewer' if people < LEAST_PEOPLE else 'more'} than a city has"
    if home is not None and people > float(home["population"]):
        return f"inhabitants: more than its nation's {float(home['population']):,.0f}"
    return ""


def _faults_of_id(row: Row, lines: dict[str, int]) -> Iterator[Fault]:
    identity, nation = id_of(row), row.cells.get("nation", "")
    if "name" not in row.cells or not nation:
        return
    if not identity:
        right = "expected a name with Latin letters, or the column id, such as CHN:beijing"
        yield Fault(row.line, "id", "", f"no id can be made of {shown(row.cells['name'])}", right)
    elif not ID.fullmatch(identity) or not identity.startswith(f"{nation}:"):
        yield Fault(
            row.line, "id", identity, f"{shown(identity)} is not an id", f"expected {nation}: and a name without spaces"
        )
    elif identity in lines:
        right = "expected each city once; two cities of one name need different ids"
        yield Fault(row.line, "id", identity, f"{identity}: in line {lines[identity]} already", right)
    else:
        lines[identity] = row.line


def complete(rows: Sequence[Row], homes: Homes, sizes: Sizes) -> list[tuple[City, dict[str, str]]]:
    """Return the cities in the columns of the shipped facts, each with the origin of what was not given.

    Args:
        rows: The rows of the table.
        homes: Nations and shipped cities.
        sizes: GDP and population of a nation in a year.
    """
    found = [_without_gdp(row, homes.shipped) for row in rows]
    by_nation: dict[str, list[tuple[City, dict[str, str]]]] = {}
    for each in found:
        by_nation.setdefault(each[0]["nation"], []).append(each)
    own = {city["id"] for city, _ in found}
    others: dict[str, list[City]] = {}
    for city in homes.shipped.values():
        if city["id"] not in own:
            others.setdefault(city["nation"], []).append(city)
    for code, cities in by_nation.items():
        _fill_gdp(cities, others.get(code, []), homes.nations[code], sizes)
    return found


def _without_gdp(row: Row, shipped: Mapping[str, City]) -> tuple[City, dict[str, str]]:
    """Return a city and the origin of its columns, with GDP only where it is given or in the shipped facts."""
    identity = id_of(row)
    year = row.cells.get("year", AT_START)
    years = {f"{name}_year": year for name in ("population", "gdp") if name in row.cells}
    if identity in shipped:
        known = shipped[identity]
        return known | dict(row.cells) | years, {name: "shipped facts" for name in known if name not in row.cells}
    city: City = {"id": identity, "ascii_name": plain_name(row.cells["name"]) or row.cells["name"], "gdp_year": year}
    city |= dict(row.cells) | years
    origin = {}
    for name, value in DEFAULTS.items():
        if name not in city:
            city[name], origin[name] = value, "default"
    for name in DRAWN:
        if name not in city:
            city[name], origin[name] = "", "drawn"
    return city, origin


def _fill_gdp(cities: list[tuple[City, dict[str, str]]], others: list[City], home: Nation, sizes: Sizes) -> None:
    """Fill the GDP of the cities of a nation that have none: by the scaling law, below the nation's cap."""
    guessed: list[tuple[City, float]] = []
    known = people = 0.0
    for city in [*others, *(city for city, _ in cities)]:
        gdp, population = sizes(home["iso3"], city.get("gdp_year", ""))
        people += float(city["population"]) / population
        if "gdp" in city:
            known += float(city["gdp"]) / gdp
        else:
            law = estimate.city_gdp(float(city["population"]), gdp, population, float(home["urban_share"]))
            guessed.append((city, law / gdp))
    # In shares of the nation's GDP, since figures may be of different years.
    factor = estimate.squeeze([share for _, share in guessed], known, 1.0, people)
    for city, share in guessed:
        city["gdp"] = estimate.rounded(factor * share * sizes(home["iso3"], city["gdp_year"])[0])
    for city, origin in cities:
        if any(city is each for each, _ in guessed):
            origin["gdp"] = "scaling law"
