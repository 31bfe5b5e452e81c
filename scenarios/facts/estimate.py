"""Fill the estimated columns of the facts from the measured ones.

Run it after a measured figure has changed: ``python scenarios/facts/estimate.py``. ``README.md`` states the rules.
"""

import math
from pathlib import Path

import pandas as pd

FACTS = Path(__file__).parent
AGGLOMERATION = 1.13
"""Exponent of city GDP on city population (Bettencourt et al. 2007)."""
URBAN_PREMIUM = 2.5
"""Output of an urban resident over that of a rural one: an assumption."""
CITY_SHARE_CAP = 0.90
"""Largest part of a nation's GDP that its modelled cities may carry."""
CITY_STATE_CAP = 0.95
"""The same where the modelled cities hold four fifths of the population or more."""


def read(name: str) -> pd.DataFrame:
    """One table of facts; an empty cell is missing, and ``NA`` is Namibia."""
    return pd.read_csv(FACTS / f"{name}.csv", keep_default_na=False, na_values=[""])


def liberal_component(nations: pd.DataFrame) -> pd.Series:
    """V-Dem's liberal component [0, 1], solved out of the two published indices."""
    # V-Dem: liberal democracy is 0.25 e + 0.25 l + 0.5 e l, where e is electoral democracy to the power of 1.585.
    electoral = nations["democracy"] ** 1.585
    component = (nations["liberal_democracy"] - 0.25 * electoral) / (0.25 + 0.5 * electoral)
    return component.clip(0.0, 1.0)


def executive_constraint(nations: pd.DataFrame) -> pd.Series:
    """1 (none) to 7 (parity), on Polity's scale."""
    return (1.0 + 6.0 * liberal_component(nations)).round(1)


def court_independence(nations: pd.DataFrame) -> pd.Series:
    """[0.05, 0.95]: linear in the liberal component."""
    return (0.05 + 0.90 * liberal_component(nations)).round(2)


def decentralisation(nations: pd.DataFrame) -> pd.Series:
    """[0, 1]: federal, democratic and populous nations decide more things locally."""
    tenfolds = nations["population"].map(lambda people: math.log10(people / 1e6))
    score = 0.20 + 0.20 * nations["federal"] + 0.35 * nations["democracy"] + 0.05 * tenfolds
    return score.clip(0.0, 1.0).round(2)


def per_head_in_cities(nations: pd.DataFrame) -> pd.Series:
    """GDP (US$ billion) per urban resident, if one produces ``URBAN_PREMIUM`` times a rural one."""
    urban = nations["urban_share"]
    return nations["gdp"] / nations["population"] * URBAN_PREMIUM / (URBAN_PREMIUM * urban + 1.0 - urban)


def reference_size(cities: pd.DataFrame, nations: pd.DataFrame) -> float:
    """The city size at which the law gives the urban average: fitted on the measured US metropolitan areas."""
    measured = cities[(cities["nation"] == "USA") & (cities["gdp_kind"] == "measured")]
    per_head = float(per_head_in_cities(nations.set_index("iso3"))["USA"])
    excess = per_head * (measured["population"] ** AGGLOMERATION).sum() / measured["gdp"].sum()
    return float(excess ** (1.0 / (AGGLOMERATION - 1.0)))


def city_gdp(cities: pd.DataFrame, nations: pd.DataFrame) -> pd.Series:
    """GDP of every city: the measured value, or the scaling law within its nation, below the nation's cap."""
    nation = nations.set_index("iso3")
    factor = per_head_in_cities(nation) / reference_size(cities, nations) ** (AGGLOMERATION - 1.0)
    law = cities["nation"].map(factor) * cities["population"] ** AGGLOMERATION
    # Measured values are never changed, and come out of the room for estimates first.
    estimated = cities["gdp_kind"] == "estimated"
    known = cities["gdp"].where(~estimated, 0.0).groupby(cities["nation"]).sum()
    guessed = law.where(estimated, 0.0).groupby(cities["nation"]).sum()
    crowded = cities.groupby("nation")["population"].sum() / nation["population"] >= 0.8
    cap = nation["gdp"] * crowded.map({True: CITY_STATE_CAP, False: CITY_SHARE_CAP}).reindex(nation.index)
    # One factor for all estimated cities of a nation, so that the ratios between them remain those of the law.
    squeeze = ((cap - known) / guessed.where(guessed > 0.0)).clip(upper=1.0)
    # Four digits: more would claim a precision that an estimate does not have.
    value = (law * cities["nation"].map(squeeze)).map(lambda gdp: float(f"{gdp:.4g}"))
    return cities["gdp"].where(~estimated, value)


def fill() -> None:
    """Rewrite the estimated columns of ``nations.csv`` and ``cities.csv``."""
    nations, cities = read("nations"), read("cities")
    for rule in (executive_constraint, decentralisation, court_independence):
        nations[rule.__name__] = rule(nations)
    cities["gdp"] = city_gdp(cities, nations)
    nations.to_csv(FACTS / "nations.csv", index=False)
    cities.to_csv(FACTS / "cities.csv", index=False)


if __name__ == "__main__":
    fill()
