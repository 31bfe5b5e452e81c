"""A table of nations: what is wrong with its rows, and the rows completed."""

import re
from collections.abc import Iterable, Iterator, Mapping

from paradiplomacy.scenarios.format.problem import shown
from paradiplomacy.scenarios.own_data import estimate
from paradiplomacy.scenarios.own_data.cells import Checked
from paradiplomacy.scenarios.own_data.fault import Fault
from paradiplomacy.scenarios.own_data.geography import fault_of_place
from paradiplomacy.scenarios.own_data.sheet import Row

CODE = re.compile(r"[A-Z]{3}")
KEY = frozenset({"iso3"})
NEEDED = ("name", "lon", "lat", "population", "gdp")
"""Columns that a nation must have if it is not in the shipped facts."""
LEAST_PEOPLE = 5_000
FACTOR = 20.0
"""A population this many times that of the shipped facts is in another unit."""
POOREST, RICHEST = 50.0, 500_000.0  # US$ a head and year
PERSONS = "expected persons, not thousands or millions"
BILLIONS = "expected US$ billion a year, not dollars or millions"
MEDIANS = ("urban_share", "democracy", "ideal_point")
DEFAULTS = {"federal": "0", "eu": "0", "oecd": "0", "g20": "0", "region": "", "languages": "", "capital": ""}
DRAWN = ("government", "government_term_months", "next_election")

type Nation = dict[str, str]


def faults_of_nations(checked: Checked, shipped: Mapping[str, Nation]) -> Iterator[Fault]:
    """Yield what is wrong with the rows, beyond single cells.

    Args:
        checked: The table.
        shipped: The nations of the shipped facts by code.
    """
    reported = {(fault.line, fault.column) for fault in checked.faults}
    lines: dict[str, int] = {}
    for row in checked.rows:
        code = row.cells.get("iso3", "")
        if not CODE.fullmatch(code):
            if (row.line, "iso3") not in reported:
                yield Fault(row.line, "iso3", code, f"{shown(code)} is not a code", "expected three capital letters")
            continue
        if code in lines:
            yield Fault(row.line, "iso3", code, f"{code}: in line {lines[code]} already", "expected each nation once")
        lines.setdefault(code, row.line)
        if code not in shipped:
            yield from _missing(row, code, reported)
        yield from _figures(row, shipped.get(code, {}))
        place = fault_of_place(row)
        if place is not None:
            yield place


def _missing(row: Row, code: str, reported: set[tuple[int, str]]) -> Iterator[Fault]:
    right = f"expected a value: {code} is not in the shipped facts"
    for name in NEEDED:
        if name not in row.cells and (row.line, name) not in reported:
            yield Fault(row.line, name, "", f"no {name}", right, f"no {name}")


def _figures(row: Row, known: Nation) -> Iterator[Fault]:
    """Yield population and GDP in another unit than that of the column."""
    text = row.cells.get("population")
    if text is not None:
        people = float(text)
        usual = float(known["population"]) if known else people
        if people < LEAST_PEOPLE or not usual / FACTOR <= people <= usual * FACTOR:
            wrong = f"{shown(text)} inhabitants" + (f", in the shipped facts {usual:,.0f}" if known else "")
            yield Fault(row.line, "population", text, wrong, PERSONS, "persons")
            return
    yield from fault_of_gdp(row, float(text or known.get("population") or 0))


def fault_of_gdp(row: Row, people: float) -> Iterator[Fault]:
    """Yield a GDP in another unit than that of the column: nobody earns so much, or so little."""
    text = row.cells.get("gdp")
    if text is None or not people:
        return
    per_head = float(text) * 1e9 / people
    if not POOREST <= per_head <= RICHEST:
        wrong = f"{shown(text)} is US$ {per_head:,.3g} a head"
        yield Fault(row.line, "gdp", text, wrong, BILLIONS, "billions")


def complete(row: Row, shipped: Mapping[str, Nation]) -> tuple[Nation, dict[str, str]]:
    """Return a nation in the columns of the shipped facts, and the origin of each that was not given."""
    code, given = row.cells["iso3"], dict(row.cells)
    if code in shipped:
        known = shipped[code]
        return known | given, {name: "shipped facts" for name in known if name not in given}
    nation, origin = dict(given), {}

    def fill(name: str, value: str, how: str) -> None:
        if name not in nation:
            nation[name], origin[name] = value, how

    for name, value in DEFAULTS.items():
        fill(name, value, "default")
    for name in DRAWN:
        fill(name, "", "drawn")
    for name in MEDIANS:
        fill(name, estimate.middle(name, shipped.values(), nation["region"]), "median of its region or of all")
    democracy = float(nation["democracy"])
    # Without the second index, the liberal component is taken to be as large as electoral democracy.
    liberal = nation.get("liberal_democracy")
    component = estimate.liberal_component(democracy, float(liberal)) if liberal else democracy
    fill("executive_constraint", estimate.executive_constraint(component), "rule 1")
    fill("court_independence", estimate.court_independence(component), "rule 3")
    people, is_federal = float(nation["population"]), nation["federal"] == "1"
    local = estimate.decentralisation(federal=is_federal, democracy=democracy, population=people)
    fill("decentralisation", local, "rule 2")
    return nation, origin


def with_own_figures(rows: Iterable[Row]) -> frozenset[str]:
    """Return the codes of the nations whose size the table gives: no annual figures of the facts apply to them."""
    return frozenset(row.cells["iso3"] for row in rows if {"population", "gdp"} & row.cells.keys())
