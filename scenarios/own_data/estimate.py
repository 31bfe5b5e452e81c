"""The rules by which missing figures are estimated: those of the shipped facts (``scenarios/facts/README.md``)."""

import math
from collections.abc import Iterable, Mapping
from statistics import median

AGGLOMERATION = 1.13
"""Exponent of city GDP on city population (Bettencourt et al. 2007)."""
URBAN_PREMIUM = 2.5
"""Output of an urban resident over that of a rural one: an assumption."""
AVERAGE_SIZE = 3.77e6
"""City size at which the scaling law gives the urban average, fitted on the measured US metropolitan areas."""
CITY_SHARE_CAP, CITY_STATE_CAP, CITY_STATE = 0.90, 0.95, 0.8
"""Largest part of a nation's GDP in its modelled cities; the same where four fifths of the population live in them."""

type Texts = Mapping[str, str]


def rounded(value: float) -> str:
    """Return four digits: more would claim a precision that an estimate does not have."""
    return f"{float(f'{value:.4g}'):.10g}"


def city_gdp(population: float, nation_gdp: float, nation_population: float, urban_share: float) -> float:
    """Return the GDP of a city by the scaling law, US$ billion (rule 4)."""
    per_head = nation_gdp / nation_population * URBAN_PREMIUM / (URBAN_PREMIUM * urban_share + 1.0 - urban_share)
    return per_head * population * math.pow(population / AVERAGE_SIZE, AGGLOMERATION - 1.0)


def squeeze(estimated: Iterable[float], known: float, nation_gdp: float, share_of_people: float) -> float:
    """Return the factor that keeps the modelled cities of a nation below their largest part of its GDP.

    Args:
        estimated: GDP of its estimated cities by the scaling law.
        known: GDP of its other cities together.
        nation_gdp: GDP of the nation.
        share_of_people: Share of its population in all these cities.
    """
    cap = nation_gdp * (CITY_STATE_CAP if share_of_people >= CITY_STATE else CITY_SHARE_CAP)
    guessed = 0.0
    # Added up one by one: ``sum`` rounds differently from version to version.
    for each in estimated:
        guessed += each
    return min(1.0, max(0.0, cap - known) / guessed) if guessed > 0.0 else 1.0


def liberal_component(democracy: float, liberal_democracy: float) -> float:
    """Return V-Dem's liberal component, solved out of the two published indices."""
    electoral = math.pow(democracy, 1.585)
    return min(1.0, max(0.0, (liberal_democracy - 0.25 * electoral) / (0.25 + 0.5 * electoral)))


def executive_constraint(component: float) -> str:
    """Return the constraint on the executive, 1 to 7 (rule 1)."""
    return f"{1.0 + 6.0 * component:.1f}"


def court_independence(component: float) -> str:
    """Return the independence of courts, 0.05 to 0.95 (rule 3)."""
    return f"{0.05 + 0.90 * component:.2f}"


def decentralisation(*, federal: bool, democracy: float, population: float) -> str:
    """Return the share of decisions taken locally (rule 2)."""
    score = 0.20 + 0.20 * federal + 0.35 * democracy + 0.05 * math.log10(population / 1e6)
    return f"{min(1.0, max(0.0, score)):.2f}"


def middle(column: str, shipped: Iterable[Texts], region: str) -> str:
    """Return the median of a column over the shipped nations of a region; over all where the region has none."""
    rows = list(shipped)
    near = [row for row in rows if row["region"] == region] or rows
    return f"{median(float(row[column]) for row in near):.3g}"
