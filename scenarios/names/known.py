"""Which cities, regions and nations the facts know: just the names, read without any numerical package."""

import csv
from collections.abc import Collection
from functools import cache
from pathlib import Path as File
from typing import NamedTuple

from paradiplomacy.agents.fields import Level
from paradiplomacy.scenarios.format.problem import did_you_mean
from paradiplomacy.scenarios.names.selector import GRAMMAR, GROUPS, Selector, parse

FACTS = File(__file__).parents[1] / "facts"


class Known(NamedTuple):
    """The names in a folder of facts.

    Attributes:
        cities: Ids of the cities that bear a name (its own spelling or ASCII), by name.
        ids: Ids of all cities and regions.
        regions: Ids of the regions.
        nations: Codes of all nations.
    """

    cities: dict[str, tuple[str, ...]]
    ids: frozenset[str]
    regions: frozenset[str]
    nations: frozenset[str]


@cache
def known(folder: File = FACTS) -> Known:
    """The names in a folder of facts."""
    names: dict[str, tuple[str, ...]] = {}
    cities = _rows(folder / "cities.csv")
    regions = _rows(folder / "regions.csv")
    for row in cities + regions:
        for name in {row["name"], row.get("ascii_name") or row["name"]}:
            names[name] = (*names.get(name, ()), row["id"])
    region_ids = frozenset(row["id"] for row in regions)
    nations = frozenset(row["iso3"] for row in _rows(folder / "nations.csv"))
    return Known(names, frozenset(row["id"] for row in cities) | region_ids, region_ids, nations)


def fault(
    text: str, *, drawn: bool, nations_only: bool = False, one: bool = False, regions: Collection[str] = ()
) -> tuple[str, str] | None:
    """What is wrong with a selector and what would be right; None where it can be used.

    Args:
        text: The selector.
        drawn: Whether the world is drawn (ids N001, N001:c0001), not made of the facts.
        nations_only: Whether cities are out of place here.
        one: Whether a group is out of place here.
        regions: Ids of the regions that act in this world.
    """
    try:
        selector = parse(text)
    except ValueError as error:
        return "no such form", str(error)
    if nations_only and not selector.means_nations:
        return "cities, where only nations have a say", "want a nation (FRA) or a group of nations (eu, nations)"
    if one and selector.kind not in ("nation", "city_id", "city_name"):
        return "a group, where one is meant", "want a city (Paris) or a nation (FRA)"
    return _fault_of_drawn(selector) if drawn else _fault_of_facts(selector, regions)


def level_of(text: str) -> Level:
    """Whether a selector means cities or nations; ``both`` where its form is wrong and nothing is known."""
    try:
        return "nation" if parse(text).means_nations else "city"
    except ValueError:
        return "both"


def _fault_of_drawn(selector: Selector) -> tuple[str, str] | None:
    right = "want N001 (nation), N001:c0001 (city), cities:N001, cities or nations"
    key = selector.key
    ours = key in ("cities", "nations") if selector.kind == "group" else key[0] == "N" and key[1:4].isdigit()
    if selector.kind in ("city_name", "cities_of_group") or not ours:
        return "not in a drawn world", right
    return None


def _fault_of_facts(selector: Selector, regions: Collection[str]) -> tuple[str, str] | None:
    facts = known()
    key = selector.key
    if selector.kind in ("nation", "cities_of_nation"):
        return None if key in facts.nations else ("no such nation", did_you_mean(key, sorted(facts.nations)))
    if selector.kind == "city_id":
        known_id = key in facts.ids
        return _fault_of_region(key, regions) if known_id else ("no such city", did_you_mean(key, sorted(facts.ids)))
    return _fault_of_name(key, regions) if selector.kind == "city_name" else None


def _fault_of_name(name: str, regions: Collection[str]) -> tuple[str, str] | None:
    ids = known().cities.get(name, ())
    if len(ids) > 1:
        return f"{len(ids)} cities have this name", "want one of " + ", ".join(ids)
    if ids:
        return _fault_of_region(ids[0], regions)
    near = did_you_mean(name, (*GROUPS, *sorted(known().cities)))
    return "no such city or group", near if near.startswith("did") else f"want {GRAMMAR}"


def _fault_of_region(key: str, regions: Collection[str]) -> tuple[str, str] | None:
    if key in known().regions and key not in regions:
        return "a region that does not act in this world", f'want "{key}" in world.regions too'
    return None


def _rows(file: File) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
