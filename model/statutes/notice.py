"""Notice: which agreements of its cities a nation looks at in a month, and which of them it notices."""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.bargaining.parties import parties_in
from paradiplomacy.model.chance import Purpose, key, u01
from paradiplomacy.model.month import Month, month_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, PartyStatus, Stage, Status

YEAR = 12
LEFT, SEEN = int(PartyStatus.WITHDRAWN), int(Purpose.SEEN)
SIGNED, RUNNING = int(Status.SIGNED), int(Status.IN_FORCE)
IN_COURT, SUSPENDED = int(Stage.IN_COURT), int(Stage.SUSPENDED)


class Noticed(NamedTuple):
    """Agreements of cities that their nations notice, shape (c,) each.

    Attributes:
        party: Row of the city among the parties of the book.
        agreement: Number of the agreement.
        city: Row of the city.
        nation: Row of its nation.
    """

    party: Rows
    agreement: Rows
    city: Ints
    nation: Ints


@inner
def is_noticed(book: Agreements, parties: Parties, p: int, key: np.uint64) -> bool:
    """Draw whether a nation notices the act of a party of an agreement, by its visibility."""
    row = parties.agreement[p]
    return u01(key, book.key[row], np.uint64(p - book.first[row])) < book.visibility[row]


@compiled
def notice(book: Agreements, parties: Parties, acting: Rows, key: np.uint64, noticed: Flags) -> None:
    """Draw whether the nation of each acting city notices the agreement, by its visibility: (c,)."""
    for c in range(acting.shape[0]):
        p = acting[c]
        acts = parties.diplomacy[p] != Diplomacy.NONE and parties.status[p] != LEFT
        noticed[c] = acts and is_noticed(book, parties, p, key)


@inner
def _disputed(month: Month) -> Flags:
    """Return which agreements are in court, or have come into dispute within the last year."""
    disputes, found = month.disputes, np.zeros(month.desk.shelf.filled[0], dtype=np.bool_)
    for d in range(month.filed[0]):
        pending = disputes.stage[d] == IN_COURT or disputes.stage[d] == SUSPENDED
        if pending or month.month - disputes.opened[d] < YEAR:
            found[disputes.agreement[d]] = True
    return found


@inner
def _to_look_at(month: Month) -> Rows:
    """Return the agreements signed this month, and then those at their annual review, without those in dispute."""
    shelf = month.desk.shelf
    live, book, disputed = shelf.live[: shelf.listed[0]], shelf.agreements, _disputed(month)
    signed = live[(book.status[live] == SIGNED) & (book.signed[live] == month.month)]
    running = live[book.status[live] == RUNNING]
    # New agreements are looked at once when they are signed and then once a year, at the time of their review.
    age = month.month - book.in_force[running]
    which = np.concatenate((signed, running[(age > 0) & (age % YEAR == 0)]))
    return which[~disputed[which]]


@compiled
def noticed_in(month: Month) -> Noticed:
    """Return what nations notice; see ``looked_at``."""
    shelf = month.desk.shelf
    acting = parties_in(shelf, _to_look_at(month))
    seen = np.zeros(acting.shape[0], dtype=np.bool_)
    notice(shelf.agreements, shelf.parties, acting, key(month.run, month.month, SEEN, 0), seen)
    party = acting[seen & ~shelf.parties.endorsed[acting]]
    city = shelf.parties.actor[party]
    return Noticed(party, shelf.parties.agreement[party], city, month.actors.nation[city])


def looked_at(state: State) -> Noticed:
    """Return what nations notice among agreements signed this month and those at their annual review.

    An agreement in dispute, or disputed within the last year, is not taken up again; nor is one that is endorsed.
    """
    return noticed_in(month_of(state))


@compiled
def gumbel(month: Month, purpose: int, which: Rows, options: int) -> Floats:
    """Return Gumbel noise of each party and option: (c, options)."""
    book, parties, noise = month.desk.shelf.agreements, month.desk.shelf.parties, np.empty((which.shape[0], options))
    for option in range(options):
        drawn = key(month.run, month.month, purpose, option)
        for c in range(which.shape[0]):
            row = parties.agreement[which[c]]
            u = u01(drawn, book.key[row], np.uint64(which[c] - book.first[row]))
            # Inverse of the Gumbel distribution; u01 never returns 0 or 1.
            noise[c, option] = -math.log(-math.log(u))
    return noise


def noise_of(state: State, purpose: Purpose, noticed: Noticed, options: int) -> Floats:
    """Return Gumbel noise of a choice among options in each case: (c, options).

    Each option has a key with its number, so adding an option leaves the draws of the others unchanged.
    """
    return gumbel(month_of(state), int(purpose), noticed.party, options)
