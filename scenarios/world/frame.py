"""The frame of a world: actors, first month and horizon, which two worlds must share to be compared run by run."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from paradiplomacy.scenarios.format.scenario import Place, Scenario
from paradiplomacy.scenarios.names.synthetic import actor_ids
from paradiplomacy.scenarios.own_data.files import Stamps, stamps
from paradiplomacy.scenarios.world.census import real

FRAMED = ("world", "start", "months")
"""First parts of the paths that a frame depends on."""


class Frame(NamedTuple):
    """The properties that two runs must share for their difference to be one of rules and values.

    Attributes:
        cities, nations: Ids of the actors.
        start: First month.
        months: Months to the horizon.
    """

    cities: frozenset[str]
    nations: frozenset[str]
    start: str
    months: int


def frame_of(scenario: Scenario, changes: Mapping[str, object] = MappingProxyType({})) -> Frame:
    """Return the frame of a scenario with some changes by path, without building its world."""
    # Not checked: these may be some of several changes that only fit together.
    place: dict[str, Any] = {
        path.removeprefix("world."): tuple(value) if isinstance(value, list) else value
        for path, value in changes.items()
        if path.startswith("world.")
    }
    start, months = (str(changes.get(name, getattr(scenario, name))) for name in ("start", "months"))
    world = scenario.world._replace(**place)
    return Frame(*_actors(world, int(start[:4]), stamps(world)), start, int(months))


# By ids and not by the numbers asked for: 0 means all cities of the facts, and so does any number above theirs.
@cache
def _actors(place: Place, year: int, _stamps: Stamps) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of cities and nations."""
    if place.kind == "synthetic":
        nations, homes = actor_ids(place.nations, place.cities)
        return frozenset(homes), frozenset(nations)
    found = real(place, year)
    return frozenset(city.id for city in found.cities), frozenset(nation.id for nation in found.nations)


def world_difference(one: Scenario, other: Scenario) -> str:
    """Return how the world of the first scenario differs from that of the second; empty where they can be compared.

    Where actors, start or horizon differ, a difference in results need not come from the rules and values that differ as
    well.
    """
    return frame_difference(frame_of(one), frame_of(other))


def frame_difference(one: Frame, other: Frame) -> str:
    """Return how a frame differs from another, such as ``100 cities instead of 398``; empty where it does not."""
    parts = [
        _actors_between(mine, theirs, words)
        for mine, theirs, words in (
            (one.cities, other.cities, ("city", "cities")),
            (one.nations, other.nations, ("nation", "nations")),
        )
    ]
    parts += [f"a start in {one.start} instead of {other.start}"] if one.start != other.start else []
    parts += [f"a horizon of {one.months} instead of {other.months} months"] if one.months != other.months else []
    return ", ".join(part for part in parts if part)


def _actors_between(one: frozenset[str], other: frozenset[str], words: tuple[str, str]) -> str:
    if one == other:
        return ""
    if len(one) != len(other):
        return f"{len(one):,} {words[len(one) != 1]} instead of {len(other):,}"
    count = len(one - other)
    return f"{count:,} other {words[count != 1]}"
