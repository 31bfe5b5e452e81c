"""The tables of facts, read without a numerical package."""

import csv
import functools
from pathlib import Path

FACTS = Path(__file__).parents[1] / "facts"
FACTS_YEAR = 2016


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of facts, all values as text."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@functools.cache
def region_of_nation() -> dict[str, str]:
    """Return the sub-region of the United Nations of each nation of the facts, by its id."""
    return {row["iso3"]: row["region"] for row in table("nations")}


@functools.cache
def annual_figures() -> dict[tuple[str, int], tuple[float, float]]:
    """Return GDP (US$ billion) and population of nations and regions by id and year."""
    found = {}
    for name, key in (("nations_yearly", "iso3"), ("regions_yearly", "id")):
        for row in table(name):
            found[row[key], int(row["year"])] = float(row["gdp"]), float(row["population"])
    return found
