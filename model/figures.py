"""Annual figures of nations, which the economy follows where there are some."""

from typing import NamedTuple

from paradiplomacy.agents.columns import Floats


class Figures(NamedTuple):
    """GDP and population of all nations by year since the start; NaN where there is no figure.

    Attributes:
        gdp: (years, nations) US$ billion.
        population: (years, nations) persons.
    """

    gdp: Floats
    population: Floats
