"""Measures of the common challenges: how much of them is closed, by whom, and at what cost."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.issues import JOINT, LOCAL, NATIONAL
from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.averages import added, mean, share
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ACTORS, ISSUES, MONTHS, Family

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family(ISSUES | MONTHS, "it is a monthly total of a challenge")
CLOSED = ("closed_local", "closed_national", "closed_joint")
HALF = 0.5


def recorded(world: "World", chosen: Chosen, name: str) -> Floats:
    """Read a recorded number of the chosen challenges: (months, challenges)."""
    issues = world.state.issues
    names = [issues[k].name for k in world.state.challenges.issue if chosen.issues[k]]
    rows = selected.totals(world, chosen)
    return np.array([[row[f"challenge_{name}_{issue}"] for issue in names] for row in rows], dtype=float).reshape(
        len(rows), len(names)
    )


def last(world: "World", chosen: Chosen, name: str) -> float:
    """Mean over the chosen challenges of a recorded number, in the last of the chosen months."""
    return mean(recorded(world, chosen, name)[-1:])


def _last(name: str, about: str, unit: str, column: str) -> None:
    FAMILY.add(name, f"{about}, mean over challenges in the last month", unit, partial(last, name=column))


_last("closed_in_hinterland", "share closed outside the modelled cities", "share", "closed_hinterland")
_last("closed_at_start", "share that the policies in place at the start would close alone", "share", "closed_at_start")
_last("challenge_stock", "stock relative to the start", "1", "stock")
_last("challenge_effort_city", "effort of cities, weighted by activity", "share", "effort_city")
_last("challenge_effort_nation", "effort of nations, weighted by their cities' activity", "share", "effort_nation")
_last("challenge_need", "need of actors", "share", "need")
_last("burden_city", "cost of cities' effort", "% of GDP", "burden_city")
_last("burden_nation", "cost of nations' effort", "% of GDP", "burden_nation")
_last("burden_gini", "Gini coefficient of the burden per GDP between actors", "share", "burden_gini")


def closed(world: "World", chosen: Chosen, levels: Sequence[int]) -> float:
    """Share of the chosen challenges closed at the end in the chosen cities, and in those of chosen nations.

    Args:
        world: The world.
        chosen: Selects cities and challenges.
        levels: Who closes it: cities alone, nations alone, both together (columns of the potential).
    """
    return mean(np.array([_closed(world, chosen, c, levels) for c in _challenges(world, chosen)], dtype=float))


def _challenges(world: "World", chosen: Chosen) -> list[int]:
    """List the chosen challenges."""
    found: list[int] = np.flatnonzero(chosen.issues[world.state.challenges.issue]).tolist()
    return found


def _closed(world: "World", chosen: Chosen, challenge: int, levels: Sequence[int]) -> float:
    """Share of one challenge closed, each place weighted by its activity.

    Products and sums run in the order of the model's own (``model/phases/challenges.py``), so that everything chosen
    gives the recorded total, bit by bit.
    """
    # Imported late: designs are checked without Numba.
    from paradiplomacy.model.challenges.challenges import ces, with_own

    state, rho = world.state, world.settings.challenges.rho
    own, actors, k = state.challenges, state.actors, state.challenges.issue[challenge]
    home = actors.nation[: state.n_cities]
    rows = np.flatnonzero(chosen.actors[: state.n_cities] | chosen.actors[home])
    weight = (actors.gdp if own.by_gdp[challenge] else actors.population)[rows]
    # The model's own compiled functions, called place by place: a vectorised copy could round differently.
    city = np.array([with_own(own.own_city[challenge], each) for each in actors.effort[rows, k]], dtype=float)
    theirs = actors.effort[home[rows], k]
    nation = np.array([with_own(own.own_nation[challenge], each) for each in theirs], dtype=float)
    joint = np.array([ces(*efforts, rho) for efforts in zip(city, nation, strict=True)], dtype=float)
    total, found = added(weight), 0.0
    for level in levels:
        found += share(added(weight * own.potential[challenge, rows, level] * (city, nation, joint)[level]), total)
    return found


def _by(name: str, about: str, *levels: int) -> None:
    FAMILY.add(
        name, f"share of challenges closed {about}, at the end", "share", partial(closed, levels=levels),
        by=ACTORS | ISSUES, reason="it is read off the last month of the run",
    )  # fmt: skip


_by("closed", "by both levels", LOCAL, NATIONAL, JOINT)
_by("closed_by_cities", "by cities alone", LOCAL)
_by("closed_by_nations", "by nations alone", NATIONAL)
_by("closed_by_both", "by what takes both levels", JOINT)


def _first_month(reached: np.ndarray) -> float:
    """Find the first month in which something is so; NaN where it never is."""
    return float(np.argmax(reached)) if reached.any() else np.nan


@FAMILY.measure("months until half of the challenges is closed", "months")
def months_to_half_closed(world: "World", chosen: Chosen) -> float:
    """First month in which half of the inflow is closed, on average over the chosen challenges."""
    # Averaged over challenges before the threshold is applied: half of everything, not the last challenge to reach half.
    shares = np.add.reduce([recorded(world, chosen, name) for name in CLOSED])
    return _first_month(shares.mean(axis=1) >= HALF) if shares.size else np.nan


@FAMILY.measure("months until the stock of the challenges is half of that at the start", "months")
def months_to_half_stock(world: "World", chosen: Chosen) -> float:
    """First month in which the stock is half of that in the first, on average over the chosen challenges."""
    stock = recorded(world, chosen, "stock")
    return _first_month((stock / stock[:1]).mean(axis=1) <= HALF) if stock.size else np.nan
