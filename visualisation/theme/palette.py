"""The colours of the window and their meaning.

They follow Okabe and Ito (2008), which readers with any colour vision can distinguish; some are a little darker, so that
each has a contrast of at least 3 to 1 against its background (WCAG 2.1, 1.4.11).
"""

from typing import NamedTuple

from paradiplomacy.model.vocabulary import Diplomacy, Kind

BLUE, ORANGE, GREEN, GREY, PINK = "#0072b2", "#d55e00", "#008a64", "#828d97", "#b85c8f"
"""Colours of lines in charts."""


class Stance(NamedTuple):
    """A colour of the map: the relation of the city diplomacy of an agreement to the nations of its cities.

    Attributes:
        label: Words of the legend.
        light, dark: Colour on a light and on a dark page.
    """

    label: str
    light: str
    dark: str


# Three colours and a grey, because more cannot be distinguished on thousands of lines. Each has at least 3 to 1 against the
# sea and every tone of the land, and any two differ for readers with any colour vision (tests/visualisation/theme).
GREY_LINE = ("#5f6870", "#93a0aa")
NATIONS, TALKS, WITH, OWN, AGAINST = range(5)
STANCES = (
    Stance("agreements of nations", *GREY_LINE),
    Stance("talks, without a class yet", *GREY_LINE),
    Stance("with its nation", "#0b6ac9", "#4f9ef0"),
    Stance("on its own", "#701f80", "#e9d2ff"),
    Stance("against its nation", "#b84000", "#ff8a3d"),
)
"""From the most usual to the most contested."""
MEMBER, MEMBER_EDGE = "#ffc83d", "#26323a"
"""Ring of the members of a club, and its edge, on light and dark pages: dots are dark on one and light on the other."""


class Look(NamedTuple):
    """Words and colour of a class of city diplomacy.

    Attributes:
        stance: Number of its colour, its place in ``STANCES``.
        short: Words that tell it from the other class of the same colour.
    """

    stance: int
    short: str


LOOKS = {
    Kind.NATION_NATION.colour: Look(NATIONS, "of nations"),
    Diplomacy.NONE.colour: Look(TALKS, ""),
    Diplomacy.COOPERATIVE_JOINT.colour: Look(WITH, "with its nation"),
    Diplomacy.COORDINATED_OPPOSED.colour: Look(WITH, "with its nation, but not in line with it"),
    Diplomacy.PARALLEL_HARMONY.colour: Look(OWN, "on its own, in line with its nation"),
    Diplomacy.PARALLEL_DISHARMONY.colour: Look(OWN, "on its own, not in line with its nation"),
    Diplomacy.BYPASS.colour: Look(AGAINST, "against its nation"),
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


def stance(member: Kind | Diplomacy) -> Stance:
    """Return the colour of a member and its words."""
    return STANCES[look(member).stance]


SHADES = {
    "divergence": ("distance of its cities' mayors from the minister", "0 to 2, weighted by salience"),
    "antagonism": ("antagonism of its cities' diplomacy", "mean of 24 months, 0 to 1"),
    "ties_of_cities": ("agreements of its cities", "number in force"),
    "ties": ("agreements of the nation", "number in force"),
    "gdp_per_person": ("GDP per person", "US$ a year"),
    "trust": ("trust of its public", "share, 0 to 1"),
    "decentralisation": ("power below the centre", "share, 0 to 1"),
}
"""Attributes by which nations can be shaded, with their units; positions on the issues are added."""


def shade_label(name: str) -> tuple[str, str]:
    """Return the label of a shade on the page and its unit."""
    return SHADES.get(name, (f"minister's position on {name.removeprefix('position_')}", "-1 against to 1 in favour"))


NOT_IN_FORCE, IN_BOTH, IN_ONE = 0, 1, 2
COMPARED = (
    Stance("not in force", *GREY_LINE),
    Stance("in both worlds", "#0b6ac9", "#4f9ef0"),
    Stance("in this world only", "#b84000", "#ff8a3d"),
)
"""Colours of agreements where two worlds are compared, by the numbers above."""
OBSERVED = (
    Stance("not compared", *GREY_LINE),
    Stance("observed and simulated", "#0b6ac9", "#4f9ef0"),
    Stance("observed only", "#701f80", "#e9d2ff"),
    Stance("simulated only", "#b84000", "#ff8a3d"),
)
"""Colours of ties where the table of observed ties of a scenario is compared with what is in force."""
