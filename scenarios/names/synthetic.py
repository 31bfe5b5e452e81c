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


EXAMPLE_NATION = nation_id(1)
EXAMPLE_CITY = city_id(EXAMPLE_NATION, 1)
