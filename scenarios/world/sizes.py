"""Whose output is the larger: measured GDP by year, at the average market rates of the year."""

from collections.abc import Iterator
from typing import NamedTuple

from paradiplomacy.scenarios.format.scenario import Comparison

FIRST, LAST = 2010, 2019


class Sizes(NamedTuple):
    """Two outputs of one year, US$ billion at current market rates."""

    year: int
    one: float
    others: float

    @property
    def verdict(self) -> str:
        """Whether the one is larger: yes or no."""
        return "yes" if self.one > self.others else "no"


def measured(compared: Comparison) -> Iterator[Sizes]:
    """What the facts say, for every year that they know."""
    from paradiplomacy.scenarios.world.people import yearly  # not above: a scenario is described without compiled rules

    known = yearly()
    for year in range(FIRST, LAST + 1):
        figures = [known.get((who, year)) for who in (compared.one, *compared.others)]
        gdp = [figure[0] for figure in figures if figure is not None]
        if len(gdp) == len(figures):
            yield Sizes(year, gdp[0], sum(gdp[1:]))
