"""Measures of how long commitment takes, with agreements that are still waiting taken into account."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.averages import share
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import Family
from paradiplomacy.experiments.measures.waiting import hazard, median_time
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family()


@FAMILY.measure("median months from the opening of negotiations to commitment, nations over cities", "1")
def nation_over_city(world: "World", chosen: Chosen) -> float:
    """Months from the opening of negotiations to commitment, agreements of nations over those of cities."""
    cities = months_to_commitment(world, chosen._replace(kind=Kind.CITY_CITY))
    return share(months_to_commitment(world, chosen._replace(kind=Kind.NATION_NATION)), cities)


def months_to_commitment(world: "World", chosen: Chosen) -> float:
    """Median months from the opening of negotiations to entry into force.

    It covers the agreements that were opened and signed in the chosen months. An agreement that failed after its signature
    counts as waiting until then: leaving it out would make commitment look faster than it is.
    """
    book = world.state.book.rows
    which = np.flatnonzero(selected.signed(world, chosen) & chosen.when(book.opened))
    # Entry into force, not signature, is commitment: until then either side is free to walk away.
    happened = book.in_force[which] > NEVER
    last_seen = np.where(book.ended[which] > NEVER, book.ended[which], world.month)
    until = np.where(happened, book.in_force[which], last_seen)
    return median_time((until - book.opened[which]).astype(np.float64), happened)


@FAMILY.measure("hazard of ratification by a nation", "per month")
def ratification_hazard(world: "World", chosen: Chosen) -> float:
    """Ratifications by the chosen nations over the months that agreements signed waited for them."""
    state = world.state
    book, log, n = state.book.rows, state.ledger.events, state.n_cities
    # Every nation party ratifies on its own, so that one agreement may give two waiting times.
    votes = np.flatnonzero((log.kind == Event.RATIFIED) & (log.actor >= n))
    ratified = {(int(log.agreement[vote]), int(log.actor[vote])): int(log.month[vote]) for vote in votes}
    waited, happened = [], []
    for row in np.flatnonzero(selected.signed(world, chosen) & (book.kind != Kind.CITY_CITY)).tolist():
        who = state.book.parties.actor[state.book.parties_of(np.array([row]))]
        for party in who[(who >= n) & chosen.actors[who]].tolist():
            month = ratified.get((row, party))
            waited.append((_last_seen(world, row) if month is None else month) - int(book.signed[row]))
            happened.append(month is not None)
    return hazard(np.array(waited, dtype=np.float64), np.array(happened, dtype=bool))


def _last_seen(world: "World", row: int) -> int:
    """Find the month until which an unratified agreement waited: that of its end, else the present one."""
    ended = int(world.state.book.rows.ended[row])
    return ended if ended > NEVER else world.month
