"""Selectors: a city, a nation or a group as one word of text."""

import re
from typing import Literal, NamedTuple

from paradiplomacy.scenarios.names import synthetic

NATION_GROUPS = ("eu", "oecd", "g20")
CITY_GROUPS = ("c40",)
GROUPS = (*CITY_GROUPS, *NATION_GROUPS, "cities", "nations")
NATION = re.compile(rf"[A-Z]{{3}}|{synthetic.NATION}")
CITY_ID = re.compile(rf"(?:{NATION.pattern}):[^\s:]+")
GRAMMAR = "a city (name or id), a nation (FRA), a group (" + ", ".join(GROUPS) + ") or cities:FRA, cities:eu"

type Kind = Literal["group", "nation", "cities_of_nation", "cities_of_group", "city_id", "city_name"]


class Selector(NamedTuple):
    """The actors that a text means; ``key`` is the group, the nation's code, the city's id or the city's name.

    ``eu``, ``oecd``, ``g20`` and ``nations`` are nations; ``c40``, ``cities`` and everything that begins
    with ``cities:`` are cities.
    """

    kind: Kind
    key: str

    @property
    def means_nations(self) -> bool:
        """True where it selects nations, not cities."""
        return self.kind == "nation" or (self.kind == "group" and self.key in (*NATION_GROUPS, "nations"))


def parse(text: str) -> Selector:
    """Read a selector by its form alone; whether such a city or nation exists is not checked.

    Raises:
        ValueError: The text does not have the form of a selector.
    """
    before, colon, after = text.partition(":")
    # Groups first: their names are reserved, whatever a city is called.
    if text in GROUPS:
        return Selector("group", text)
    if before == "cities" and colon:
        if after in NATION_GROUPS:
            return Selector("cities_of_group", after)
        if NATION.fullmatch(after):
            return Selector("cities_of_nation", after)
        raise ValueError(f"expected cities:FRA (a nation's code) or cities: and one of {', '.join(NATION_GROUPS)}")
    if NATION.fullmatch(text):
        return Selector("nation", text)
    if CITY_ID.fullmatch(text):
        return Selector("city_id", text)
    if colon or not text.strip():
        raise ValueError(f"expected {GRAMMAR}")
    return Selector("city_name", text)
