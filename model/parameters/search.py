"""Hazards of approaching a partner (elasticities of the observed stock of twin-town ties)."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

HALF = "estimated: half of the pairs, twin towns of the cities of the facts (Wikidata 2022)"
TWIN_TOWNS = "fitted: twin towns of cities over 1 million (Wikidata 2022)"


class Search(NamedTuple):
    """Hazards of approaching a partner (elasticities of the observed stock of twin-town ties)."""

    # fmt: off
    hazard: Annotated[float, Field("intercept of the monthly hazard that two cities open a negotiation", "log", low=-40,
        high=10, clock="month", level="city", source=TWIN_TOWNS)] = -8.75
    stock: Annotated[float, Field("intercept of the log odds that two cities are tied at the start", "log", low=-40,
        high=10, clock="start", level="city", source=TWIN_TOWNS)] = -3.0
    size: Annotated[float, Field("effect of the sum of log populations", low=-5, high=5, source=HALF)] = 0.68
    distance: Annotated[float, Field("effect of log distance in km", low=-5, high=5,
        source="fitted: distance decay of ties, given the cost of distance in utility; -.67 on half of the pairs without it")] = -0.55
    approach_distance: Annotated[float, Field("addition to the effect of log distance where cities approach each other",
        low=-5, high=5, level="city", source="fitted: distance decay of ties, given that near cities succeed more often")] = 0.3
    language: Annotated[float, Field("effect of a common official language", low=-5, high=5,
        source="fitted: language odds of ties, given the cost of another language; .64 on half of the pairs without it")] = 0.03
    same_nation: Annotated[float, Field("effect of being in the same nation", low=-10, high=5, level="city",
        source=HALF)] = -3.73
    capital: Annotated[float, Field("effect of each capital among two cities", low=-5, high=5, level="city",
        source=HALF)] = 0.72
    democracy: Annotated[float, Field("effect of the sum of both nations' democracy on two cities", low=-10, high=10,
        level="city", source=HALF)] = 0.89
    autocracy: Annotated[float, Field("effect of both nations being autocracies on two cities", low=-5, high=5,
        level="city", source=HALF)] = 0.5
    democracy_gap: Annotated[float, Field("effect of the gap in democracy where a nation is approached", low=-5, high=5,
        source=TWIN_TOWNS)] = -0.6
    closure: Annotated[float, Field("effect of having a common partner", low=0, high=3, source=HALF)] = 0.83
    growth: Annotated[float, Field("growth of the hazard that two cities open a negotiation", "per year", low=-0.5,
        high=0.5, clock="year", level="city", source="fitted: net growth of ties of 2 to 6 % a year")] = 0.045
    activity_spread: Annotated[float, Field(
        "standard deviation of the lasting activity (log scale) of cities without an estimated effect", low=0, high=3,
        clock="start", level="city", source=HALF)] = 0.8
    activity_residual: Annotated[float, Field(
        "standard deviation of what a run adds to a city's estimated effect (log scale)", low=0, high=3, clock="start",
        level="city", source="assumed")] = 0.2
    hazard_own_nation: Annotated[float, Field("monthly hazard that a city in full need approaches its own nation",
        low=0, high=1, clock="month", source="assumed")] = 0.03
    hazard_foreign_nation: Annotated[float, Field(
        "intercept of the monthly hazard that a city approaches a foreign nation", "log", low=-40, high=10,
        clock="month", level="city", source="assumed")] = -2.5
    hazard_nation: Annotated[float, Field("intercept of the monthly hazard that two nations open a negotiation", "log",
        low=-40, high=10, clock="month", level="nation", source="assumed")] = 0.0
    stock_nation: Annotated[float, Field("intercept of the log odds that two nations are tied at the start", "log",
        low=-40, high=10, clock="start", level="nation", source="assumed")] = 4.0
    size_nation: Annotated[float, Field("effect of the sum of log populations where a nation is approached", low=-5,
        high=5, source="fitted to city pairs (Wikidata 2022)")] = 0.44
    distance_nation: Annotated[float, Field("effect of log distance between capitals", low=-5, high=5, level="nation",
        source="gravity estimates for countries")] = -1.12
    language_nation: Annotated[float, Field("effect of a common official language of nations", low=-5, high=5,
        level="nation", source="gravity estimates for countries")] = 0.63
    venue: Annotated[float, Field(
        "addition to a city's need on an agenda abroad per unit by which it wants more than its nation", low=0,
        high=10, source="lever: 0 tests the model without it")] = 0.0
    candidates: Annotated[int, Field("maximum number of candidates per city; more are thinned by map cell and size",
        "cities", low=8, high=5000, level="city", source="assumed")] = 512
    foreign_candidates: Annotated[int, Field("number of foreign nations that a city considers", "nations", low=0,
        high=500, level="city", source="assumed")] = 12
    burn_in: Annotated[int, Field("burn-in: months simulated before the start of the scenario", "months", low=0,
        high=600, source="assumed")] = 12
    # fmt: on
