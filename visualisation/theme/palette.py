"""The colours of the window and what they mean.

They follow Okabe and Ito (2008), told apart by readers with any colour vision, some a little darker so that each
stands at least 3 to 1 against its background (WCAG 2.1, 1.4.11).
"""

from typing import NamedTuple


class Look(NamedTuple):
    """How ties of one class are drawn; ``strength`` is how far they stand out, 0 to 1."""

    label: str
    light: str
    dark: str
    width: float
    strength: float


TIES = (
    Look("nation and nation", "#828d97", "#7d8a95", 0.6, 0.3),
    Look("from before the start", "#96804a", "#b09a63", 0.6, 0.35),
    Look("city, coordinated and in line", "#008a64", "#2bc79a", 0.9, 0.6),
    Look("city, coordinated, not in line", "#b85c8f", "#e39fc4", 1.0, 0.75),
    Look("city on its own, in line", "#0072b2", "#56b4e9", 0.8, 0.5),
    Look("city on its own, not in line", "#b87a00", "#f0b93a", 1.2, 0.8),
    Look("city against its nation (bypass)", "#d55e00", "#ff8a3d", 1.5, 0.9),
)
"""By the number of ``Arcs.tie``, from the most usual to the most contested."""

SHADES = {
    "divergence": "distance of its cities' mayors from the minister",
    "antagonism": "antagonism of its cities' diplomacy",
    "ties_of_cities": "agreements of its cities",
    "ties": "agreements of the nation",
    "gdp_per_person": "GDP per person (US$)",
    "trust": "trust of its public",
    "decentralisation": "power below the centre",
}
"""What nations can be shaded by; positions on the issues are added."""


def shade_label(name: str) -> str:
    """What a shade is called on the page."""
    return SHADES.get(name, f"minister's position on {name.removeprefix('position_')}")


APART_REST, APART_BOTH, APART_ONE = 0, 1, 2
APART = (
    Look("not in force", "#8d99a3", "#7d8a95", 0.6, 0.3),
    Look("in both worlds", "#7d8a95", "#93a0aa", 0.8, 0.35),
    Look("in this world only", "#d55e00", "#ff8a3d", 1.5, 0.95),
)
"""Looks of ties where two worlds are compared, by the numbers above."""
