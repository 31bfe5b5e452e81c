"""Growth of GDP and population."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field


class Economy(NamedTuple):
    """Growth of GDP and population."""

    # fmt: off
    observed: Annotated[bool, Field("whether GDP and population follow the annual figures of the facts where there are some",
        "yes or no", source="World Bank")] = True
    growth: Annotated[float, Field("national trend of GDP", "per year", low=-0.5, high=0.5, clock="year",
        source="World Bank")] = 0.035
    growth_spread: Annotated[float, Field("standard deviation of a nation's annual shock", low=0, high=0.5,
        clock="year", source="assumed")] = 0.02
    agglomeration: Annotated[float, Field("elasticity of a city's GDP with respect to its population", low=0.5, high=2,
        source="Bettencourt et al. 2007")] = 1.13
    population_growth: Annotated[float, Field("growth of nations' population", "per year", low=-0.2, high=0.2,
        clock="year", source="UN")] = 0.011
    urbanisation: Annotated[float, Field("growth of cities' population in excess of their nation's", "per year",
        low=-0.2, high=0.2, clock="year", source="UN WUP 2018: urban share 54 % in 2016, 68 % in 2050")] = 0.007
    dividend: Annotated[float, Field("share of the material return of agreements that becomes output (1: all that utility counts)",
        "share", low=0, high=1, clock="year", source="by construction: the return is that of the utility function")] = 1.0
    sanction_loss: Annotated[float, Field("annual GDP loss under a sanction of the whole budget", low=0, high=1,
        clock="year", source="assumed", applies="rules.response = four_options and response.sanctions")] = 0.02
    budget_share: Annotated[float, Field("annual budget as a share of GDP", "share", low=0.001, high=1,
        source="assumed")] = 0.1
    # fmt: on
