"""How cities and nations conduct themselves: delivery, conflict within a party, laws where publics have drifted apart."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.agreements.book import NEVER, Flags
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Diplomacy, Kind

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

ANTAGONISTIC = (Diplomacy.PARALLEL_DISHARMONY, Diplomacy.BYPASS, Diplomacy.COORDINATED_OPPOSED)
HIGH_DIVERGENCE = 0.24
"""12 points of vote share between the cities of a nation and the rest of it, on the scale of positions."""
YEAR = 12.0


def share(which: Flags) -> float:
    """Share of cases that are so; NaN without cases."""
    return float(np.count_nonzero(which)) / which.size if which.size else np.nan


def delivered(world: "World") -> Floats:
    """Delivered share of each party at each review in the months of the run."""
    log = world.state.ledger.events
    found: Floats = log.value[(log.kind == Event.REVIEWED) & (log.month >= 0)]
    return found


def mean_delivered(world: "World") -> float:
    """Mean delivered share."""
    shares = delivered(world)
    return float(shares.mean()) if shares.size else np.nan


def undone(world: "World") -> float:
    """Share of reviewed parties that delivered less than nothing."""
    return share(delivered(world) < 0.0)


def party_at(months: Ints, winners: Ints, when: int) -> int | None:
    """The party in office in a month, from the elections that were held; None before the first.

    Args:
        months: Months of one actor's elections, ascending.
        winners: Who won each.
        when: The month.
    """
    at = int(np.searchsorted(months, when, side="right"))
    return int(winners[at - 1]) if at else None


def same_party(world: "World") -> float:
    """Of the acts of cities that their nation minds, the share where mayor and government are of one party.

    Acts before the first election of either, whose parties the ledger does not tell, are left out.
    """
    state = world.state
    log = state.ledger.events
    held = np.flatnonzero(log.kind == Event.ELECTION)
    held = held[np.argsort(log.actor[held], kind="stable")]
    edges = np.searchsorted(log.actor[held], np.arange(state.n_actors + 1))
    acts = np.flatnonzero((log.kind == Event.CLASSED) & (log.month >= 0) & np.isin(log.detail, ANTAGONISTIC))
    same = []
    for act in acts.tolist():
        parties = []
        for who in (int(log.actor[act]), int(log.other[act])):
            own = held[edges[who] : edges[who + 1]]
            parties.append(party_at(log.month[own], log.detail[own].astype(np.int32), int(log.month[act])))
        if None not in parties:
            same.append(parties[0] == parties[1])
    return share(np.array(same, dtype=bool))


def law_hazard(at_risk: Flags, enacted: Flags) -> float:
    """Laws a year for each (nation, issue) at risk; NaN where none is.

    Args:
        at_risk: (months, nations, issues) whether there could be a law.
        enacted: The same, whether one was made in that month.
    """
    months = np.count_nonzero(at_risk)
    return YEAR * float(np.count_nonzero(enacted & at_risk)) / months if months else np.nan


def recorded(world: "World", name: str) -> Floats:
    """(months, actors, ...) a column as it was recorded in the months of the run."""
    kept = world.state.recorder
    first = kept.months.index(0)
    return np.stack(kept.actors[name][first:]).astype(np.float64)


def divergence_of_mayors(world: "World") -> Floats:
    """(months, nations, K) how much more mayors want than their government, weighted by people; 0 without cities."""
    state = world.state
    n, position = state.n_cities, recorded(world, "position")
    people, home = recorded(world, "population")[:, :n], state.actors.nation[:n] - n
    gap = np.zeros_like(position[:, n:])
    for nation in np.unique(home).tolist():
        weight = people[:, home == nation]
        mayors = np.einsum("tc,tck->tk", weight, position[:, :n][:, home == nation]) / weight.sum(axis=1)[:, None]
        gap[:, nation] = mayors - position[:, n + nation]
    return gap


def preemption_hazard(world: "World") -> float:
    """Laws a year against city agreements, for each (nation, issue) under high divergence.

    At risk are a nation and an issue, in the months of the run, without such a law, on which mayors want at least
    ``HIGH_DIVERGENCE`` more than the government, and a city holds an agreement against its standing policy.
    """
    state = world.state
    if not world.month:
        return np.nan
    enacted = np.zeros((world.month, state.n_actors - state.n_cities, len(state.issues)), dtype=bool)
    free = laws_absent(world, enacted)
    far = divergence_of_mayors(world) >= HIGH_DIVERGENCE
    return law_hazard(free & far & opposed_held(world), enacted)


def laws_absent(world: "World", enacted: Flags) -> Flags:
    """(months, nations, issues) whether there is no law at the start of the month; fills in when laws were made."""
    state = world.state
    log, n = state.ledger.events, state.n_cities
    law = np.zeros(enacted.shape[1:], dtype=bool)
    absent = np.ones(enacted.shape, dtype=bool)
    changes = np.flatnonzero(np.isin(log.kind, (Event.LAW_ENACTED, Event.LAW_ANNULLED, Event.LAW_REPEALED)))
    month = 0
    for event in changes.tolist():
        when, where = int(log.month[event]), (int(log.actor[event]) - n, int(log.issue[event]))
        while month <= min(when, len(absent) - 1):
            absent[month] = ~law
            month += 1
        made = log.kind[event] == Event.LAW_ENACTED
        if made and when >= 0:
            enacted[when, *where] = True
        law[where] = made
    absent[month:] = ~law
    return absent


def opposed_held(world: "World") -> Flags:
    """(months, nations, K) whether a city of the nation holds an agreement, signed or later, deeper than it bears."""
    state = world.state
    book, n, months = state.book.rows, state.n_cities, world.month
    bearable = np.maximum(0.0, 2.0 * recorded(world, "position")[:, n:] + state.settings.response.tolerance)
    held = np.zeros(bearable.shape, dtype=bool)
    for row in np.flatnonzero((book.kind != Kind.NATION_NATION) & (book.signed > NEVER)).tolist():
        start, ended = max(0, int(book.signed[row])), int(book.ended[row])
        stop = months if ended == NEVER else max(0, ended)
        for side in range(2):
            party, other = int(book.party[row, side]), int(book.party[row, 1 - side])
            home = int(state.actors.nation[party])
            if party < n and home != other:
                held[start:stop, home - n] |= book.terms[row] > np.where(
                    book.terms[row] > 0.0, bearable[start:stop, home - n], np.inf
                )
    return held
