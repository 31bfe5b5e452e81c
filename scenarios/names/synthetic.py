"""The ids of synthetic actors: N001, N002... for nations, N001:c00001, N002:c00002... for cities."""

import re

# Numbers count from 1 and are padded with zeros to a minimum width; larger ones have more digits and no zero in front.
NATION = r"N(?:(?!000)[0-9]{3}|[1-9][0-9]{3,})"
_NATION_ID = re.compile(NATION)
_CITY_ID = re.compile(NATION + r":c(?:(?!00000)[0-9]{5}|[1-9][0-9]{5,})")


def nation_id(number: int) -> str:
    """Return the id of a synthetic nation, such as ``N001``.

    Args:
        number: Its number, from 1.
    """
    return f"N{number:03d}"


def city_id(nation: str, number: int) -> str:
    """Return the id of a synthetic city, such as ``N001:c00001``.

    Args:
        nation: Id of its nation.
        number: Its number among all cities of the world, from 1.
    """
    return f"{nation}:c{number:05d}"


def is_nation_id(text: str) -> bool:
    """Return whether ``nation_id`` could have written a text."""
    return _NATION_ID.fullmatch(text) is not None


def is_city_id(text: str) -> bool:
    """Return whether ``city_id`` could have written a text."""
    return _CITY_ID.fullmatch(text) is not None


def actor_ids(nations: int, cities: int) -> tuple[list[str], dict[str, str]]:
    """Return the ids of the nations of a synthetic world, and those of its cities with the nation of each.

    City number c belongs to nation c modulo their number, so that ids are known before any random draw.

    Args:
        nations: Number of nations; there is always one.
        cities: Number of cities.
    """
    known = [nation_id(number + 1) for number in range(max(1, nations))]
    homes = [known[number % len(known)] for number in range(cities)]
    return known, {city_id(home, number): home for number, home in enumerate(homes, start=1)}


EXAMPLE_NATION = nation_id(1)
EXAMPLE_CITY = city_id(EXAMPLE_NATION, 1)
