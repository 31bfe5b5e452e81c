"""Mayors and national governments that belong to one party."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Ints
from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.ledger.kinds import Event

if TYPE_CHECKING:
    from paradiplomacy.model.world import World


def in_office_together(world: "World", city: Ints, nation: Ints, month: Ints) -> Flags:
    """Flag the cases in which city and nation were governed by one party in a month, as recorded.

    Args:
        world: The world.
        city: (cases,) rows of the cities.
        nation: (cases,) rows of the nations.
        month: (cases,) months since the start.

    Returns:
        (cases,) flags.
    """
    recorder = world.state.recorder
    # The recorder begins with the burn-in, at a negative month.
    first = recorder.months[0] if recorder.months else 0
    party = recorder.actors["party"]
    cases = zip(city, nation, month, strict=True)
    return np.array([party[m - first][i] == party[m - first][n] for i, n, m in cases], dtype=bool)


def party_at(months: Ints, winners: Ints, when: int) -> int | None:
    """Find the party in office in a month.

    Args:
        months: Months of one actor's elections, ascending.
        winners: Party that won each.
        when: The month.

    Returns:
        The party that won the last election; None before the first.
    """
    at = int(np.searchsorted(months, when, side="right"))
    return int(winners[at - 1]) if at else None


def elected_of_one(world: "World", chosen: Chosen) -> Flags:
    """Flag the classed acts against the nation whose mayor and government were elected for one party.

    Acts before the first election of either are left out: the ledger does not hold the parties in office at the start.

    Returns:
        (acts,) flags.
    """
    state = world.state
    log = state.ledger.events
    held = np.flatnonzero(log.kind == Event.ELECTION)
    # Grouped by actor, in order of time within each (the sort is stable), so that a search finds the last election.
    held = held[np.argsort(log.actor[held], kind="stable")]
    edges = np.searchsorted(log.actor[held], np.arange(state.n_actors + 1))

    def party(actor: int, month: int) -> int | None:
        own = held[edges[actor] : edges[actor + 1]]
        return party_at(log.month[own], log.detail[own].astype(np.int32), month)

    classed = selected.events(world, chosen, Event.CLASSED)
    same = []
    for act in classed[np.isin(log.detail[classed], selected.AGAINST)].tolist():
        month = int(log.month[act])
        mayor, government = party(int(log.actor[act]), month), party(int(log.other[act]), month)
        if mayor is not None and government is not None:
            same.append(mayor == government)
    return np.array(same, dtype=bool)
