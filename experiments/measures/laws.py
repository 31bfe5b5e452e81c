"""The hazard of statutes against city diplomacy, where mayors and their government have drifted apart."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.model.agreements.book import NEVER, Flags
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

HIGH_DIVERGENCE = 0.24
"""12 points of vote share between the cities of a nation and the rest of it, on the scale of positions."""
MONTHS_A_YEAR = 12.0
# A statute suspended by an injunction still exists: only an annulment or a repeal ends it.
CHANGES = (Event.LAW_ENACTED, Event.LAW_ANNULLED, Event.LAW_REPEALED)


def preemption_hazard(world: "World", chosen: Chosen) -> float:
    """Statutes per year against city agreements, for each (nation, issue) under high divergence.

    A nation is at risk on an issue, in a month without such a statute, if mayors support at least ``HIGH_DIVERGENCE``
    more than the government and a city holds an agreement at odds with the nation's standing policy. Restricted to
    actors, it covers the chosen nations and those of the chosen cities.
    """
    if not world.month:
        return np.nan
    absent, enacted = statutes(world)
    # Only where all three conditions hold would a nation have reason to legislate, so only those months are at risk.
    far = divergence_of_mayors(world) >= HIGH_DIVERGENCE
    return law_hazard(absent & far & opposed_held(world) & _at_risk(world, chosen), enacted)


def law_hazard(at_risk: Flags, enacted: Flags) -> float:
    """Statutes per year for each (nation, issue) at risk; NaN where none is.

    Args:
        at_risk: (months, nations, issues) whether a statute could be enacted.
        enacted: (months, nations, issues) whether one was.
    """
    months = np.count_nonzero(at_risk)
    return MONTHS_A_YEAR * float(np.count_nonzero(enacted & at_risk)) / months if months else np.nan


def _at_risk(world: "World", chosen: Chosen) -> Flags:
    """(months, nations, issues) whether each is chosen."""
    state = world.state
    nations = chosen.actors[state.n_cities :].copy()
    home = state.actors.nation[: state.n_cities]
    nations[home[chosen.actors[: state.n_cities]] - state.n_cities] = True
    months = chosen.when(np.arange(world.month, dtype=np.int32))
    return months[:, None, None] & nations[:, None] & chosen.issues


def recorded(world: "World", name: str) -> Floats:
    """(months, actors, ...) a recorded column, without the burn-in."""
    recorder = world.state.recorder
    first = recorder.months.index(0)
    return np.stack(recorder.actors[name][first:]).astype(np.float64)


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
    """Follow statutes through the ledger.

    Returns:
        (months, nations, issues) whether there was no statute at the start of the month, and whether one was enacted
        during the month.
    """
    state = world.state
    log, n = state.ledger.events, state.n_cities
    enacted = np.zeros((world.month, state.n_actors - n, len(state.issues)), dtype=bool)
    absent = np.ones_like(enacted)
    law = np.zeros(enacted.shape[1:], dtype=bool)
    month = 0
    for event in np.flatnonzero(np.isin(log.kind, CHANGES)).tolist():
        when, where = int(log.month[event]), (int(log.actor[event]) - n, int(log.issue[event]))
        # The state at the start of each month up to this event; events in the burn-in only set the state of month 0.
        while month <= min(when, len(absent) - 1):
            absent[month] = ~law
            month += 1
        law[where] = log.kind[event] == Event.LAW_ENACTED
        if law[where] and when >= 0:
            enacted[when, *where] = True
    absent[month:] = ~law
    return absent, enacted


def opposed_held(world: "World") -> Flags:
    """(months, nations, K) whether a city of the nation holds an agreement deeper than the nation tolerates."""
    state = world.state
    book, n, months = state.book.rows, state.n_cities, world.month
    # The commitment that leaves the nation as well off as none is twice its position (utility is quadratic in it).
    bearable = np.maximum(0.0, 2.0 * recorded(world, "position")[:, n:] + state.settings.response.tolerance)
    held = np.zeros(bearable.shape, dtype=bool)
    for row in np.flatnonzero((book.kind != Kind.NATION_NATION) & (book.signed > NEVER)).tolist():
        start, ended = max(0, int(book.signed[row])), int(book.ended[row])
        stop = months if ended == NEVER else max(0, ended)
        covered = book.terms[row] > 0.0
        # An agreement of a city with its own nation is not foreign policy, and is left out.
        for side in range(2):
            party, other = int(book.party[row, side]), int(book.party[row, 1 - side])
            home = int(state.actors.nation[party])
            if party < n and home != other:
                nation = home - n
                held[start:stop, nation] |= covered & (book.terms[row] > bearable[start:stop, nation])
    return held
