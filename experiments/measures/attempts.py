"""Attempts of cities to agree: the negotiations that open, scored at the city's own ideal terms.

Conflict per attempt does not depend on which attempts survive, unlike the opposition of signed acts.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.ledger.kinds import Event

if TYPE_CHECKING:
    from paradiplomacy.model.world import World


class Attempts(NamedTuple):
    """Attempts of cities, shape (attempts,) unless stated.

    Attributes:
        city: Row of the city.
        month: Month in which the negotiation opened.
        agenda: (attempts, K) whether each issue is on the agenda.
    """

    city: Ints
    month: Ints
    agenda: Flags


def attempts(world: "World", chosen: Chosen) -> Attempts:
    """Select the negotiations that opened, as attempts of the chosen cities or of the cities of the chosen nations."""
    state = world.state
    everyone = chosen._replace(actors=np.ones(state.n_actors, dtype=bool))
    log, found = state.ledger.events, selected.events(world, everyone, Event.OPENED)
    # The agenda at the opening, because what is signed may cover less.
    terms = state.ledger.terms
    agenda = terms.terms[np.searchsorted(terms.event, found)] > 0.0
    sides = []
    for who, other in ((log.actor[found], log.other[found]), (log.other[found], log.actor[found])):
        home = state.actors.nation[who]
        # An agreement with the own nation is not city diplomacy.
        mine = (who < state.n_cities) & (home != other) & (chosen.actors[who] | chosen.actors[home])
        sides.append(Attempts(who[mine], log.month[found][mine], agenda[mine]))
    return Attempts(*(np.concatenate(both) for both in zip(*sides, strict=True)))


def opposition(world: "World", chosen: Chosen) -> Floats:
    """Return the opposition of the nation to each attempt: the sum of w max(0, (x - 2 p) x) over its chosen issues, (attempts,).

    x is the city's ideal commitment (its leader's position, 0 where it is negative), p and w are position and salience of
    the nation; x and p are those of the month of the opening.
    """
    state, found = world.state, attempts(world, chosen)
    if not len(found.city):
        return np.zeros(0)
    nation = state.actors.nation[found.city]
    position = np.stack(state.recorder.actors["position"]).astype(np.float64)
    at = found.month - state.recorder.months[0]
    ideal = np.maximum(0.0, position[at, found.city])
    loss = np.maximum(0.0, (ideal - 2.0 * position[at, nation]) * ideal)
    weighted = np.where(found.agenda & chosen.issues, state.actors.salience[nation] * loss, 0.0)
    # Issue by issue, so that the sum has the same bits everywhere.
    total = np.zeros(len(found.city))
    for k in range(weighted.shape[1]):
        total += weighted[:, k]
    return total
