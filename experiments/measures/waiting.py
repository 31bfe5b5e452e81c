"""How long things take: median of waiting times that may be cut off, and the hazard of what is waited for."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import NEVER, Flags
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind

if TYPE_CHECKING:
    from paradiplomacy.model.world import World


def median_time(waited: Floats, happened: Flags) -> float:
    """Median time until something happens, where some were still waiting when last seen (Kaplan and Meier 1958).

    NaN where half of them never get there.

    Args:
        waited: Time until it happened, or until it was last seen not to have.
        happened: Whether it happened.
    """
    from scipy.stats import CensoredData, ecdf

    if not happened.any():
        return np.nan
    still = ecdf(CensoredData(uncensored=waited[happened], right=waited[~happened])).sf
    reached = np.flatnonzero(still.probabilities <= 0.5)
    return float(still.quantiles[reached[0]]) if reached.size else np.nan


def hazard(waited: Floats, happened: Flags) -> float:
    """Times that it happened over the time that was spent waiting; NaN where nobody waited."""
    total = float(waited.sum())
    return float(np.count_nonzero(happened)) / total if total > 0 else np.nan


def months_to_commitment(world: "World", kind: Kind) -> float:
    """Median months from first contact to force, of the negotiations of a kind that came to a signature.

    What failed after its signature counts as waiting until then.
    """
    book = world.state.book.rows
    which = np.flatnonzero((book.kind == kind) & (book.opened >= 0) & (book.signed >= 0))
    happened = book.in_force[which] > NEVER
    until = np.where(
        happened, book.in_force[which], np.where(book.ended[which] > NEVER, book.ended[which], world.month)
    )
    return median_time((until - book.opened[which]).astype(np.float64), happened)


def nation_over_city(world: "World") -> float:
    """Months from first contact to commitment: agreements of nations over those of cities."""
    cities = months_to_commitment(world, Kind.CITY_CITY)
    return months_to_commitment(world, Kind.NATION_NATION) / cities if cities > 0 else np.nan


def ratification_hazard(world: "World") -> float:
    """Ratifications by nations over the months that their signatures waited for one, in the months of the run."""
    state = world.state
    book, log = state.book.rows, state.ledger.events
    votes = np.flatnonzero((log.kind == Event.RATIFIED) & (log.actor >= state.n_cities))
    ratified = {(int(log.agreement[v]), int(log.actor[v])): int(log.month[v]) for v in votes}
    waited, happened = [], []
    for row in np.flatnonzero((book.signed >= 0) & (book.kind != Kind.CITY_CITY)).tolist():
        for party in book.party[row].tolist():
            if party >= state.n_cities:
                month = ratified.get((row, party))
                last = _end_of_waiting(world, row) if month is None else month
                waited.append(last - int(book.signed[row]))
                happened.append(month is not None)
    return hazard(np.array(waited, dtype=np.float64), np.array(happened, dtype=bool))


def _end_of_waiting(world: "World", row: int) -> int:
    """Month until which a signature that was not ratified waited: that of its end, else now."""
    ended = int(world.state.book.rows.ended[row])
    return ended if ended > NEVER else world.month
