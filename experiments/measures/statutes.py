"""Statutes on the diplomacy of cities: their hazard, and by whom they are passed."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.measures.averages import share, share_of
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.model.agreements.book import NEVER, Flags, Rows
from paradiplomacy.model.statutes.statutes import ALL_ISSUES

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

HIGH_DIVERGENCE = 0.24
"""12 points of vote share between the cities of a nation and the rest of it, on the scale of positions."""
MONTHS_A_YEAR = 12.0


def hazard_ratio(world: "World", chosen: Chosen) -> float:
    """Hazard of a statute where mayors support far more than the government, over that where they support less.

    Far more is ``HIGH_DIVERGENCE``. Only statutes that nations enact by themselves count, not those of dated events.
    Restricted to actors, it covers the chosen nations and those of the chosen cities. Unlike other measures it includes the
    burn-in.
    """
    if not world.state.recorder.months:
        return np.nan
    absent, enacted = statutes(world)
    at_risk, gap = absent & _at_risk(world, chosen), divergence_of_mayors(world)
    low = statute_hazard(at_risk & (gap < 0.0), enacted)
    return share(statute_hazard(at_risk & (gap >= HIGH_DIVERGENCE), enacted), low) if low else np.nan


def statute_hazard(at_risk: Flags, enacted: Flags) -> float:
    """Statutes per year for each (nation, issue) at risk; NaN where none is.

    Args:
        at_risk: (months, nations, issues) whether a statute could be enacted.
        enacted: (months, nations, issues) whether one was.
    """
    months = np.count_nonzero(at_risk)
    return MONTHS_A_YEAR * float(np.count_nonzero(enacted & at_risk)) / months if months else np.nan


def issues_of(world: "World") -> Rows:
    """Return the issue of each statute: the one that it covers, else the one that prompted it; -1 where neither is one."""
    rows = world.state.statutes.rows
    found: Rows = np.where(rows.issue == ALL_ISSUES, rows.prompted, rows.issue).astype(np.int64)
    return found


def passed(world: "World", chosen: Chosen) -> Rows:
    """Select the statutes that nations enacted by themselves in the chosen months: their numbers."""
    rows, issue = world.state.statutes.rows, issues_of(world)
    mine = chosen.actors[rows.nation] | np.isin(rows.nation, world.state.actors.nation[chosen.actors])
    return np.flatnonzero((rows.prompted != ALL_ISSUES) & chosen.when(rows.enacted) & mine & chosen.issues[issue])


def opposed_share(world: "World", chosen: Chosen) -> float:
    """Share of the statutes passed by governments that oppose commitments on the issue that prompted them."""
    rows, found = world.state.statutes.rows, passed(world, chosen)
    at = rows.enacted[found] - world.state.recorder.months[0]
    return share_of(recorded(world, "position")[at, rows.nation[found], rows.prompted[found]] < 0.0)


def cells(world: "World", chosen: Chosen) -> float:
    """Share of the pairs of a nation and an issue with a statute that has not ended by the last month."""
    state = world.state
    rows, issue = state.statutes.rows, issues_of(world)
    standing = np.zeros((state.n_actors, len(state.issues)), dtype=bool)
    for number in np.flatnonzero(rows.ended == NEVER).tolist():
        # A dated event may enact a statute on all issues, which covers every cell of its nation.
        standing[rows.nation[number], slice(None) if issue[number] == ALL_ISSUES else issue[number]] = True
    nations = chosen.actors[state.n_cities :]
    return share_of(standing[state.n_cities :][nations][:, chosen.issues])


def _at_risk(world: "World", chosen: Chosen) -> Flags:
    """(months, nations, issues) whether each is chosen."""
    state = world.state
    nations = chosen.actors[state.n_cities :].copy()
    home = state.actors.nation[: state.n_cities]
    nations[home[chosen.actors[: state.n_cities]] - state.n_cities] = True
    when = np.array(state.recorder.months, dtype=np.int32)
    # The nations most likely to legislate do so in the burn-in and are not at risk again before a repeal: a risk set that
    # began after it would consist of the others.
    months = chosen.when(np.maximum(when, 0))
    return months[:, None, None] & nations[:, None] & chosen.issues


def recorded(world: "World", name: str) -> Floats:
    """(months, actors, ...) a recorded column, from the first month of the burn-in."""
    return np.stack(world.state.recorder.actors[name]).astype(np.float64)


def divergence_of_mayors(world: "World") -> Floats:
    """(months, nations, K) support of mayors beyond that of their government, weighted by people; 0 without cities."""
    state = world.state
    n, position = state.n_cities, recorded(world, "position")
    people, home = recorded(world, "population")[:, :n], state.actors.nation[:n] - n
    gap = np.zeros_like(position[:, n:])
    for nation in np.unique(home).tolist():
        weight = people[:, home == nation]
        mayors = np.einsum("tc,tck->tk", weight, position[:, :n][:, home == nation]) / weight.sum(axis=1)[:, None]
        gap[:, nation] = mayors - position[:, n + nation]
    return gap


def statutes(world: "World") -> tuple[Flags, Flags]:
    """Follow the statutes of nations month by month.

    Returns:
        (months, nations, issues) whether there was no statute at some time of the month, and whether one was enacted
        during the month; months count from the first month of the burn-in.
    """
    state = world.state
    rows, issue, n, begin = state.statutes.rows, issues_of(world), state.n_cities, state.recorder.months[0]
    enacted = np.zeros((world.month - begin, state.n_actors - n, len(state.issues)), dtype=bool)
    absent = np.ones_like(enacted)
    for number in np.flatnonzero(rows.prompted != ALL_ISSUES).tolist():
        where = int(rows.nation[number]) - n, int(issue[number])
        since = int(rows.enacted[number]) - begin
        until = len(absent) if rows.ended[number] == NEVER else int(rows.ended[number]) - begin
        # Whoever legislates was at risk in that month; whoever loses a statute may enact another one in the same month.
        absent[since + 1 : until, *where] = False
        enacted[since, *where] = True
    return absent, enacted
