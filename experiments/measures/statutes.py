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
    actors, it covers the chosen nations and those of the chosen cities. Unlike other measures it includes the burn-in.
    """
    if not world.state.recorder.months:
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
    """Follow statutes through the ledger.

    Returns:
        (months, nations, issues) whether there was no statute at some time of the month, and whether one was enacted
        during the month; months count from the first month of the burn-in.
    """
    state = world.state
    log, n, begin = state.ledger.events, state.n_cities, state.recorder.months[0]
    enacted = np.zeros((world.month - begin, state.n_actors - n, len(state.issues)), dtype=bool)
    absent = np.ones_like(enacted)
    for event in np.flatnonzero(np.isin(log.kind, CHANGES)).tolist():
        at, where = int(log.month[event]) - begin, (int(log.actor[event]) - n, int(log.issue[event]))
        is_new = log.kind[event] == Event.LAW_ENACTED
        # Whoever legislates was at risk in that month; whoever loses a statute may enact another one in the same month.
        absent[at + is_new :, *where] = not is_new
        enacted[at, *where] |= is_new
    return absent, enacted


def opposed_held(world: "World") -> Flags:
    """(months, nations, K) whether a city of the nation held an agreement deeper than the nation tolerates.

    Months count from the first month of the burn-in. An agreement is held from the month of its signature to that of its
    end.
    """
    state = world.state
    book, parties, n, begin = state.book.rows, state.book.parties, state.n_cities, state.recorder.months[0]
    # The commitment that leaves the nation as well off as none is twice its position (utility is quadratic in it).
    bearable = np.maximum(0.0, 2.0 * recorded(world, "position")[:, n:] + state.settings.response.tolerance)
    held = np.zeros(bearable.shape, dtype=bool)
    for row in np.flatnonzero((book.kind != Kind.NATION_NATION) & (book.signed > NEVER)).tolist():
        start, ended = max(0, int(book.signed[row]) - begin), int(book.ended[row])
        # The month of its end is included: a law may end in one month what was signed in it, and was enacted because of it.
        stop = len(held) if ended == NEVER else max(0, ended - begin + 1)
        members = state.book.parties_of(np.array([row]))
        who = parties.actor[members].tolist()
        # An agreement of a city with its own nation is not foreign policy, and is left out.
        for party, member in zip(who, members.tolist(), strict=True):
            home = int(state.actors.nation[party])
            if party < n and home not in who:
                nation, terms = home - n, parties.terms[member]
                held[start:stop, nation] |= (terms > 0.0) & (terms > bearable[start:stop, nation])
    return held
