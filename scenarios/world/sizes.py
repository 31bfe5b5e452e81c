"""Comparisons of measured GDP by year, at the average market rates of the year."""

from collections.abc import Iterator
from typing import NamedTuple

from paradiplomacy.scenarios.format.scenario import Comparison
from paradiplomacy.scenarios.world.facts import annual_figures

FIRST, LAST = 2010, 2019


class Sizes(NamedTuple):
    """GDP of one region or nation, and total GDP of others, in a year; US$ billion at current market rates."""

    year: int
    one: float
    others: float

    @property
    def verdict(self) -> str:
        """The answer to whether the first is larger: yes or no."""
        return "yes" if self.one > self.others else "no"


def measured(compared: Comparison) -> Iterator[Sizes]:
    """Yield the figures of every year for which all of them are in the facts."""
    known = annual_figures()
    for year in range(FIRST, LAST + 1):
        figures = [known.get((who, year)) for who in (compared.one, *compared.others)]
        gdp = [figure[0] for figure in figures if figure is not None]
        if len(gdp) == len(figures):
            yield Sizes(year, gdp[0], sum(gdp[1:]))
