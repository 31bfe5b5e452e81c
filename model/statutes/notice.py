"""Notice: which agreements of its cities a nation looks at in a month, and which of them it notices."""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints, Keys
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Flags, Rows
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Stage, Status

YEAR = 12


class Noticed(NamedTuple):
    """Agreements of cities that their nations notice, shape (c,) each.

    Attributes:
        agreement: Number of the agreement.
        side: Number of the city among its parties.
        city: Row of the city.
        nation: Row of its nation.
    """

    agreement: Rows
    side: Rows
    city: Ints
    nation: Ints


@compiled
def notice(book: Agreements, which: Rows, key: np.uint64, noticed: Flags) -> None:
    """Draw whether the nation of each city party notices each agreement, by its visibility: (c, 2)."""
    for c in range(which.shape[0]):
        for side in range(2):
            # The draw is made for both sides even where one is a nation, so that a party more or less shifts no other draw.
            noticed[c, side] = (
                book.diplomacy[which[c], side] != Diplomacy.NONE
                and u01(key, book.key[which[c]], np.uint64(side)) < book.visibility[which[c]]
            )


def looked_at(state: State) -> Noticed:
    """Return what nations notice among agreements signed this month and those at their annual review.

    An agreement in dispute, or disputed within the last year, is not taken up again; nor is one that is endorsed.
    """
    book = state.book.rows
    signed = state.book.live(Status.SIGNED)
    signed = signed[book.signed[signed] == state.month]
    running = state.book.live(Status.IN_FORCE)
    age = state.month - book.in_force[running]
    # New agreements are looked at once when they are signed and then once a year, at the time of their review.
    which = np.concatenate([signed, running[(age > 0) & (age % YEAR == 0)]])
    disputes = state.disputes.rows
    in_court = (disputes.stage == Stage.IN_COURT) | (disputes.stage == Stage.SUSPENDED)
    disputed = disputes.agreement[in_court | (state.month - disputes.opened < YEAR)]
    which = which[~np.isin(which, disputed)]
    noticed = np.zeros((len(which), 2), dtype=bool)
    notice(book, which, state.key(Purpose.SEEN), noticed)
    at, side = np.nonzero(noticed & ~book.endorsed[which])
    city = book.party[which[at], side]
    return Noticed(which[at], side, city, state.actors.nation[city])


@compiled
def gumbel(keys: Keys, book_key: Keys, which: Rows, side: Rows, noise: Floats) -> None:
    """Draw Gumbel noise of each case and option: (c, options)."""
    for c in range(which.shape[0]):
        for option in range(keys.shape[0]):
            u = u01(keys[option], book_key[which[c]], np.uint64(side[c]))
            # Inverse of the Gumbel distribution; u01 never returns 0 or 1.
            noise[c, option] = -math.log(-math.log(u))


def noise_of(state: State, purpose: Purpose, noticed: Noticed, options: int) -> Floats:
    """Return Gumbel noise of a choice among options in each case: (c, options).

    Each option has a key with its number, so adding an option leaves the draws of the others unchanged.
    """
    keys = np.array([state.key(purpose, option) for option in range(options)], dtype=np.uint64)
    noise = np.zeros((len(noticed.agreement), options))
    gumbel(keys, state.book.rows.key, noticed.agreement, noticed.side, noise)
    return noise
