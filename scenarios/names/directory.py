"""Directory of the cities, regions and nations in the facts: their names alone, read without a numerical package."""

import csv
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path as File
from types import MappingProxyType
from typing import NamedTuple

from paradiplomacy.agents.fields import Level
from paradiplomacy.agents.nearest import nearest
from paradiplomacy.scenarios.format.problem import did_you_mean
from paradiplomacy.scenarios.names import synthetic
from paradiplomacy.scenarios.names.selector import GRAMMAR, GROUPS, Selector, parse

FACTS = File(__file__).parents[1] / "facts"


class Directory(NamedTuple):
    """The names in a folder of facts.

    Attributes:
        cities: Ids of the cities of a name (in its own spelling or in ASCII), by name.
        ids: Ids of all cities and regions.
        regions: Ids of the regions.
        nations: Codes of all nations.
        codes: Code of the nation of a name, by name.
    """

    cities: dict[str, tuple[str, ...]]
    ids: frozenset[str]
    regions: frozenset[str]
    nations: frozenset[str]
    codes: Mapping[str, str] = MappingProxyType({})


@cache
def directory(folder: File = FACTS) -> Directory:
    """Return the names in a folder of facts."""
    return of_rows(_rows(folder / "cities.csv"), _rows(folder / "nations.csv"), _rows(folder / "regions.csv"))


def of_rows(
    cities: Sequence[Mapping[str, str]], nations: Sequence[Mapping[str, str]], regions: Sequence[Mapping[str, str]]
) -> Directory:
    """Return the names in rows with the columns of the facts."""
    names: dict[str, tuple[str, ...]] = {}
    for row in (*cities, *regions):
        # A set, because a name without diacritics would otherwise count as two cities.
        for name in {row["name"], row.get("ascii_name") or row["name"]}:
            names[name] = (*names.get(name, ()), row["id"])
    region_ids = frozenset(row["id"] for row in regions)
    codes = {row["name"]: row["iso3"] for row in nations if "name" in row}
    ids = frozenset(row["id"] for row in cities) | region_ids
    return Directory(names, ids, region_ids, frozenset(row["iso3"] for row in nations), codes)


def fault(
    text: str,
    *,
    drawn: bool,
    nations_only: bool = False,
    one: bool = False,
    regions: Collection[str] = (),
    known: Directory | None = None,
) -> tuple[str, str] | None:
    """Return what is wrong with a selector and what is expected; None where it is valid.

    Args:
        text: The selector.
        drawn: Whether the world is synthetic (ids N001, N001:c00001), not made of the facts.
        nations_only: Whether only nations are valid.
        one: Whether groups are invalid.
        regions: Ids of the regions that act in this world.
        known: The names in this world; those in the facts unless given.
    """
    try:
        selector = parse(text)
    except ValueError as error:
        return "not a valid form", str(error)
    if nations_only and not selector.means_nations:
        return "cities, where only nations act", "expected a nation (FRA) or a group of nations (eu, nations)"
    if one and selector.kind not in ("nation", "city_id", "city_name"):
        return "a group", "expected a single city (Paris) or nation (FRA)"
    return _fault_of_drawn(selector) if drawn else _fault_of_facts(selector, regions, known or directory())


def identity(text: str, known: Directory | None = None) -> str:
    """Return the id of the city that a selector names; the selector itself where it names none, or several."""
    ids = (known or directory()).cities.get(text, ())
    return ids[0] if len(ids) == 1 else text


def level_of(text: str) -> Level:
    """Return whether a selector means cities or nations; ``both`` where its form is not valid."""
    try:
        return "nation" if parse(text).means_nations else "city"
    except ValueError:
        return "both"


def _fault_of_drawn(selector: Selector) -> tuple[str, str] | None:
    # Ids of synthetic actors are checked by their form: which of them exist is known once the world is built.
    nation, city = synthetic.EXAMPLE_NATION, synthetic.EXAMPLE_CITY
    right = f"expected {nation} (nation), {city} (city), cities:{nation}, cities or nations"
    return None if _is_synthetic(selector) else ("not in a synthetic world", right)


def _is_synthetic(selector: Selector) -> bool:
    match selector.kind:
        case "group":
            return selector.key in ("cities", "nations")
        case "nation" | "cities_of_nation":
            return synthetic.is_nation_id(selector.key)
        case "city_id":
            return synthetic.is_city_id(selector.key)
        case "cities_of_group" | "city_name":
            return False


def _fault_of_facts(selector: Selector, regions: Collection[str], facts: Directory) -> tuple[str, str] | None:
    key = selector.key
    if selector.kind in ("nation", "cities_of_nation"):
        return (
            None if key in facts.nations else ("unknown nation", did_you_mean(key, sorted(facts.nations), names=True))
        )
    if selector.kind == "city_id":
        exists = key in facts.ids
        return (
            _fault_of_region(key, regions, facts)
            if exists
            else ("unknown city", did_you_mean(key, sorted(facts.ids), names=True))
        )
    return _fault_of_name(key, regions, facts) if selector.kind == "city_name" else None


def _fault_of_name(name: str, regions: Collection[str], facts: Directory) -> tuple[str, str] | None:
    ids = facts.cities.get(name, ())
    if len(ids) > 1:
        return f"{len(ids)} cities have this name", "expected one of " + ", ".join(ids)
    if ids:
        return _fault_of_region(ids[0], regions, facts)
    # A misspelt group looks like the name of a city, and so does the name of a nation, which is given by its code.
    near = nearest(name, (*GROUPS, *sorted(facts.cities), *sorted(facts.codes)), names=True)
    code = _code_of(name if near is None or near in facts.cities else near, facts)
    meant = f"{code} (the nation)" if code else near
    return "unknown city or group", f"did you mean {meant}?" if meant else f"expected {GRAMMAR}"


def _code_of(name: str, facts: Directory) -> str | None:
    """Return the code of a nation that is written by its name, or by its code in small letters."""
    known = {each: each for each in facts.nations} | dict(facts.codes)
    return {each.casefold(): code for each, code in known.items()}.get(name.casefold())


def _fault_of_region(key: str, regions: Collection[str], facts: Directory) -> tuple[str, str] | None:
    if key in facts.regions and key not in regions:
        return "a region that is not an actor of this world", f'expected "{key}" in world.regions too'
    return None


def _rows(file: File) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
