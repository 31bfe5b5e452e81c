"""Notice: which agreements of its cities a nation looks at in a month, and which of them it notices."""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties, Rows
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.disputes import in_court
from paradiplomacy.model.vocabulary import Diplomacy, PartyStatus, Status

YEAR = 12
LEFT = int(PartyStatus.WITHDRAWN)


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


def looked_at(state: State) -> Noticed:
    """Return what nations notice among agreements signed this month and those at their annual review.

    An agreement in dispute, or disputed within the last year, is not taken up again; nor is one that is endorsed.
    """
    book, parties = state.book.rows, state.book.parties
    signed = state.book.live(Status.SIGNED)
    signed = signed[book.signed[signed] == state.month]
    running = state.book.live(Status.IN_FORCE)
    age = state.month - book.in_force[running]
    # New agreements are looked at once when they are signed and then once a year, at the time of their review.
    which = np.concatenate([signed, running[(age > 0) & (age % YEAR == 0)]])
    disputes = state.disputes.rows
    disputed = disputes.agreement[in_court(disputes) | (state.month - disputes.opened < YEAR)]
    which = which[~np.isin(which, disputed)]
    acting = state.book.parties_of(which)
    noticed = np.zeros(len(acting), dtype=bool)
    notice(book, parties, acting, state.key(Purpose.SEEN), noticed)
    seen = acting[noticed & ~parties.endorsed[acting]]
    city = parties.actor[seen]
    return Noticed(seen, parties.agreement[seen], city, state.actors.nation[city])


@compiled
def gumbel(keys: Keys, book: Agreements, parties: Parties, which: Rows, noise: Floats) -> None:
    """Draw Gumbel noise of each party and option: (c, options)."""
    for c in range(which.shape[0]):
        row = parties.agreement[which[c]]
        for option in range(keys.shape[0]):
            u = u01(keys[option], book.key[row], np.uint64(which[c] - book.first[row]))
            # Inverse of the Gumbel distribution; u01 never returns 0 or 1.
            noise[c, option] = -math.log(-math.log(u))


def noise_of(state: State, purpose: Purpose, noticed: Noticed, options: int) -> Floats:
    """Return Gumbel noise of a choice among options in each case: (c, options).

    Each option has a key with its number, so adding an option leaves the draws of the others unchanged.
    """
    keys = np.array([state.key(purpose, option) for option in range(options)], dtype=np.uint64)
    noise = np.zeros((len(noticed.party), options))
    gumbel(keys, state.book.rows, state.book.parties, noticed.party, noise)
    return noise
