"""Measures of cities and nations themselves: positions, needs, efforts, trust, size."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.averages import mean, share
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ACTORS, ALL_BUT_AMONG, ISSUES, MONTHS, Family

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family()
AT_END = "it is read off the last month of the run"
ONE_NUMBER = "the last month of the run has one number per actor"
TOTAL = "it is a monthly total of all cities or all nations"


def column(world: "World", chosen: Chosen, name: str) -> Floats:
    """Read a column of the chosen actors at the end, on the chosen issues if it has a value for each."""
    values: Floats = getattr(world.state.actors, name)[chosen.actors]
    return values[:, chosen.issues] if values.ndim == 2 else values


def average(world: "World", chosen: Chosen, name: str) -> float:
    """Mean of a column of the chosen actors at the end."""
    return mean(column(world, chosen, name))


def total(world: "World", chosen: Chosen, name: str) -> float:
    """Sum of a column of the chosen actors at the end."""
    values = column(world, chosen, name)
    # Through the mean, whose sum has a fixed order: a sum by NumPy would differ in the last digits between machines.
    return mean(values) * len(values)


def _per_issue(name: str, about: str, unit: str) -> None:
    FAMILY.add(name, f"{about}, at the end", unit, partial(average, name=name), by=ACTORS | ISSUES, reason=AT_END)


def _per_actor(name: str, about: str, unit: str, read: "partial[float]") -> None:
    FAMILY.add(name, f"{about}, at the end", unit, read, by=ACTORS, reason=ONE_NUMBER)


_per_issue("position", "mean position of leaders", "1")
_per_issue("public", "mean position of publics", "1")
_per_issue("need", "mean exposure", "share")
_per_issue("effort", "mean effort", "share")
_per_actor("trust", "mean trust", "share", partial(average, name="trust"))
_per_actor("reputation", "mean reputation", "share", partial(average, name="reputation"))
_per_actor("gdp", "total GDP", "US$ billion a year", partial(total, name="gdp"))
_per_actor("population", "total population", "persons", partial(total, name="population"))


def last_total(world: "World", chosen: Chosen, name: str) -> float:
    """Read a recorded total in the last of the chosen months; NaN without months."""
    recorded = selected.totals(world, chosen)
    return float(recorded[-1][name]) if recorded else np.nan


def _level(name: str, about: str) -> None:
    FAMILY.add(name, f"{about}, in the last month", "share", partial(last_total, name=name), by=MONTHS, reason=TOTAL)


_level("effort_city", "mean effort of cities on an issue")
_level("effort_nation", "mean effort of nations on an issue")
_level("trust_city", "mean trust in cities")
_level("trust_nation", "mean trust in nations")
_level("reputation_city", "mean reputation of cities")
_level("reputation_nation", "mean reputation of nations")


@FAMILY.measure("effort of cities over the sum of both levels, in the last month", "share", by=MONTHS, reason=TOTAL)
def effort_of_cities(world: "World", chosen: Chosen) -> float:
    """Mean effort of cities over the sum of the mean efforts of both levels."""
    # Means per actor, not totals: there are many more cities than nations.
    city, nation = (last_total(world, chosen, f"effort_{level}") for level in ("city", "nation"))
    return share(city, city + nation)


@FAMILY.measure("urban share in the last month over that of the first", "1", by=MONTHS, reason=TOTAL)
def urban_growth(world: "World", chosen: Chosen) -> float:
    """Share of people who live in modelled cities, in the last of the chosen months over the first."""
    n = world.state.n_cities
    people = selected.columns(world, chosen, "population")
    if not people:
        return np.nan
    first, last = (mean(each[:n]) / mean(each[n:]) for each in (people[0], people[-1]))
    return last / first


@FAMILY.measure(
    "divergence of cities' leaders from their nations', weighted by salience, mean over months", "1",
    by=MONTHS, reason=f"{TOTAL}: leader_gap can",
)  # fmt: skip
def divergence(world: "World", chosen: Chosen) -> float:
    """Mean over months of the recorded divergence: distance between leaders, weighted by the city's salience."""
    return mean(np.array([row["divergence"] for row in selected.totals(world, chosen)], dtype=float))


@FAMILY.measure(
    "distance of cities' leaders from their nations' on an issue, unweighted, mean over months", "1", by=ALL_BUT_AMONG,
    reason="it compares a city with its nation: use of",
)  # fmt: skip
def leader_gap(world: "World", chosen: Chosen) -> float:
    """Mean distance, over months, chosen cities and issues, of a city's leader from its nation's.

    Recorded in single precision. A chosen nation includes all its cities.
    """
    state = world.state
    cities = np.arange(state.n_actors) < state.n_cities
    # Only cities have a nation to differ from.
    rows = np.flatnonzero(cities & (chosen.actors | chosen.actors[state.actors.nation]))
    nation = state.actors.nation[rows]
    monthly = [
        mean(np.abs(position[rows] - position[nation])[:, chosen.issues].astype(float))
        for position in selected.columns(world, chosen, "position")
    ]
    return mean(np.array(monthly, dtype=float))
