"""The colours of the window and their meaning.

They follow Okabe and Ito (2008), which readers with any colour vision can distinguish; some are a little darker, so that
each has a contrast of at least 3 to 1 against its background (WCAG 2.1, 1.4.11).
"""

from typing import NamedTuple

from paradiplomacy.model.vocabulary import Diplomacy, Kind

BLUE, ORANGE, GREEN, GREY, PINK = "#0072b2", "#d55e00", "#008a64", "#828d97", "#b85c8f"
"""Colours of lines in charts."""


class Look(NamedTuple):
    """Style of the agreements of one class on the map.

    Attributes:
        label: Words of the legend.
        short: Words where only cities are meant.
        light, dark: Colour on a light and on a dark page.
        width: Width in pixels.
        strength: Opacity, 0 to 1.
    """

    label: str
    short: str
    light: str
    dark: str
    width: float
    strength: float


LOOKS = {
    Kind.NATION_NATION.colour: Look("nation and nation", "", "#828d97", "#7d8a95", 0.6, 0.3),
    Diplomacy.NONE.colour: Look("from before the start", "", "#96804a", "#b09a63", 0.6, 0.35),
    Diplomacy.COOPERATIVE_JOINT.colour: Look(
        "city, coordinated and in line", "coordinated, in line", "#008a64", "#2bc79a", 0.9, 0.6
    ),
    Diplomacy.COORDINATED_OPPOSED.colour: Look(
        "city, coordinated, not in line", "coordinated, not in line", "#b85c8f", "#e39fc4", 1.0, 0.75
    ),
    Diplomacy.PARALLEL_HARMONY.colour: Look(
        "city on its own, in line", "on its own, in line", "#0072b2", "#56b4e9", 0.8, 0.5
    ),
    Diplomacy.PARALLEL_DISHARMONY.colour: Look(
        "city on its own, not in line", "on its own, not in line", "#b87a00", "#f0b93a", 1.2, 0.8
    ),
    Diplomacy.BYPASS.colour: Look("city against its nation (bypass)", "bypass", "#d55e00", "#ff8a3d", 1.5, 0.9),
}
"""By the colour keys of the vocabulary, from the most usual to the most contested class."""
TIES = tuple(LOOKS.values())
"""The same, by number: a frame of the map sends numbers, since thousands of agreements change in a month."""
_NUMBERS = {key: number for number, key in enumerate(LOOKS)}


def tie(member: Kind | Diplomacy) -> int:
    """Return the number of a member's look, its place in ``TIES``."""
    return _NUMBERS[member.colour]


def look(member: Kind | Diplomacy) -> Look:
    """Return a member's look."""
    return LOOKS[member.colour]


SHADES = {
    "divergence": "distance of its cities' mayors from the minister",
    "antagonism": "antagonism of its cities' diplomacy",
    "ties_of_cities": "agreements of its cities",
    "ties": "agreements of the nation",
    "gdp_per_person": "GDP per person (US$)",
    "trust": "trust of its public",
    "decentralisation": "power below the centre",
}
"""Attributes by which nations can be shaded; positions on the issues are added."""


def shade_label(name: str) -> str:
    """Return the label of a shade on the page."""
    return SHADES.get(name, f"minister's position on {name.removeprefix('position_')}")


NOT_IN_FORCE, IN_BOTH, IN_ONE = 0, 1, 2
COMPARED = (
    Look("not in force", "", "#8d99a3", "#7d8a95", 0.6, 0.3),
    Look("in both worlds", "", "#7d8a95", "#93a0aa", 0.8, 0.35),
    Look("in this world only", "", "#d55e00", "#ff8a3d", 1.5, 0.95),
)
"""Looks of agreements where two worlds are compared, by the numbers above."""
