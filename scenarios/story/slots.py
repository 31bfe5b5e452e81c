"""Slots: the gaps of a stop's sentence, which are filled with numbers of the run.

A slot is written ``{signed}``, or with a noun that follows its number: ``{signed:agreement}`` becomes "1 agreement" or "54
agreements", ``{joined:city/cities}`` "1 city" or "2 cities". Which actors, issues and months it counts is said by the stop.
How the numbers are counted is in ``counts.py``, because reading a scenario loads no numerical package.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

SLOT = re.compile(r"\{([^{}]*)\}")
FORM = re.compile(r"(?P<name>\w+)(?::(?P<one>[^/{}:]+)(?:/(?P<many>[^/{}:]+))?)?")
MOST_WORDS = 20
"""Words of a sentence: as many as are read at a glance."""


class Slot(NamedTuple):
    """A slot.

    Attributes:
        about: Its meaning, also the caption of the number of a stop.
        of_club: Whether the stop must name a club.
        digits: Decimals that are shown.
    """

    about: str
    of_club: bool = False
    digits: int = 0


SLOTS: Mapping[str, Slot] = {
    "signed": Slot("agreements signed"),
    "usual": Slot("agreements signed in a usual month: the median of the 12 months before"),
    "in_force": Slot("agreements in force"),
    "suspended": Slot("agreements suspended by a national law"),
    "ended": Slot("agreements ended"),
    "severed": Slot("agreements ended by a rupture between nations"),
    "against": Slot("agreements in force of cities that act against their nation"),
    "objections": Slot("objections of nations to agreements of their cities"),
    "refusals": Slot("agreements to which a nation refused its consent"),
    "gave_in": Slot("agreements that a city gave up under pressure from its nation"),
    "defied": Slot("times that a city defied its nation"),
    "statutes": Slot("statutes enacted on the diplomacy of cities"),
    "rulings": Slot("rulings of courts on disputes between a city and its nation"),
    "signatories": Slot("signatures under a text of several parties"),
    "members": Slot("members", of_club=True),
    "bound": Slot("members bound by", of_club=True),
    "joined": Slot("joined", of_club=True),
    "left": Slot("left", of_club=True),
    "gap": Slot("mean distance of mayors from their minister, on a scale of 0 to 2", digits=2),
    "closed": Slot("% of the common challenges closed, where the modelled cities are", digits=1),
    "gdp": Slot("GDP in US$ billion a year"),
}
"""The slots by name."""


class Written(NamedTuple):
    """A slot as a sentence has it: its name, and its noun for one and for many, empty without a noun."""

    name: str
    one: str
    many: str


def written(content: str) -> Written | None:
    """Return what a slot says between its braces; None if it does not have the form of one."""
    found = FORM.fullmatch(content)
    if found is None:
        return None
    one = found["one"] or ""
    return Written(found["name"], one, found["many"] or (one and f"{one}s"))


def slots_in(sentence: str) -> list[str]:
    """Return the contents of all braces of a sentence, in order."""
    return SLOT.findall(sentence)


def filled(sentence: str, numbers: Mapping[str, float]) -> str:
    """Return a sentence with its slots filled.

    Args:
        sentence: A checked sentence.
        numbers: The number of each slot in it by name.
    """
    return SLOT.sub(lambda found: _filled(found[1], numbers), sentence)


def _filled(content: str, numbers: Mapping[str, float]) -> str:
    slot = written(content)
    if slot is None:
        raise ValueError(f"{content}: not a slot")
    text = number_text(slot.name, numbers[slot.name])
    # As it is read, not as it is counted: 0.96 with one decimal is "1.0", which is plural.
    noun = slot.one if text == "1" else slot.many
    return f"{text} {noun}" if noun else text


def number_text(name: str, value: float) -> str:
    """Return the number of a slot as text; "no data" where the run has none."""
    return "no data" if value != value else f"{value:,.{SLOTS[name].digits}f}"  # noqa: PLR0124 - without NumPy


def words(sentence: str) -> int:
    """Return the number of words of a sentence, with each slot and the longer of its nouns as they are read."""
    return len(SLOT.sub(_longest, sentence).split())


def _longest(found: re.Match[str]) -> str:
    name, _, nouns = found[1].partition(":")
    return f"{name} {max(nouns.split('/'), key=lambda each: len(each.split()))}"
