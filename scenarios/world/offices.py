"""Parties in office and months of elections at the start."""

import numpy as np

from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.calendar import month_of
from paradiplomacy.scenarios.world.start import Start


def hold_office(start: Start) -> None:
    """Fill party in office, term and next election: those of the facts where they are known, draws elsewhere."""
    columns, scenario = start.columns, start.scenario
    pick, when = start.draws.uniform(), start.draws.uniform()
    for row, actor in enumerate(start.population.everyone):
        known = start.party(actor.party)
        columns.party[row] = int(pick[row] * len(scenario.parties)) if known is None else known
        term = actor.term or scenario.politics.election_interval
        columns.term[row] = term
        due = int(when[row] * term)
        if actor.next_election:
            # Only the phase of the cycle matters here: a date far away is moved into the first term.
            due = month_of(scenario.start, actor.next_election) % term
        columns.next_election[row] = due


def postpone_elections(start: Start, first_month: int) -> None:
    """Move next elections into the first term of the run, of which the burn-in is a part.

    No election of the burn-in is held where the party in office at the start is known: it might put another in office.
    """
    columns = start.columns
    first = np.where(party_is_known(start), 0, first_month)
    # Division that rounds down moves every election by whole terms, forwards or backwards, to the first one due.
    columns.next_election[:] -= (columns.next_election - first) // columns.term * columns.term


def party_is_known(start: Start) -> Flags:
    """Return whether the facts or the scenario give the party in office of each actor."""
    known = np.array([start.party(actor.party) is not None for actor in start.population.everyone])
    for override in start.scenario.actors:
        if override.party is not None:
            known[start.lookup.rows((override.who,))] = True
    return known
