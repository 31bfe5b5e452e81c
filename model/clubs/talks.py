"""Talks on the charter of a club or treaty: one text for all who may be members (``bargaining/text.py``).

Without the club, everybody does what is best for itself. A text changes the effort ``q`` of those who take part, from ``q0``:

``gain_i = b_i sum_j w_j r_j (q_j - q0_j) - c_i (q_i^2 - q0_i^2) / 2 + p_i (q_i - q0_i) + good_i (m - 1) + bonus_i``

with the symbols of ``clubs/payoffs.py``, summed over the issues, and m parties of the text. Bargaining power is the size of the
economy: for parties with the same outside option it then makes no difference whether they take part as one or as several (Kalai
1977).
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.bargaining.talks import Outcome, Talks, negotiate, no_veto
from paradiplomacy.model.bargaining.text import Text
from paradiplomacy.model.rules.membership import Payoffs


class Offer(NamedTuple):
    """The offer of a charter to the actors invited.

    Attributes:
        depth: (n, k) what each owes as a member, on the issues of the club.
        away: (n,) who has left the talks and may not join before the next ones.
    """

    depth: Floats
    away: Flags


def efforts_alone(payoffs: Payoffs) -> Floats:
    """Return what is best for each on its own: (n, k)."""
    effect = payoffs.weight[:, None] * payoffs.room * payoffs.benefit
    found: Floats = np.clip((effect + payoffs.identity) / payoffs.cost, 0.0, payoffs.most)
    return found


def among_members(payoffs: Payoffs, least: float, inside: Rows) -> Text:
    """Return the text of some of the actors invited.

    Args:
        payoffs: Payoffs to all of them.
        least: A text needs at least one commitment of this size.
        inside: (m,) numbers of those who take part.
    """
    benefit, cost, identity = (column[inside] for column in (payoffs.benefit, payoffs.cost, payoffs.identity))
    effect = payoffs.weight[inside, None] * payoffs.room[inside]
    received = benefit[:, None, :] * effect[None, :, :]
    own = np.arange(len(inside))
    received[own, own] = 0.0
    alone = efforts_alone(payoffs)[inside]
    # The effort of those who stay away is the same with and without the text.
    without = benefit * (effect * alone).sum(axis=0) - 0.5 * cost * alone**2 + identity * alone
    on = payoffs.most > 0.0
    return Text(
        slope=effect * benefit + identity,
        received=received,
        cost=-(payoffs.good[inside] * (len(inside) - 1) + payoffs.bonus[inside]),
        curve=cost,
        pressure=np.zeros_like(cost),
        bearable=np.ones_like(cost),
        high=np.tile(payoffs.most, (len(inside), 1)),
        reservation=(without * on).sum(axis=1),
        power=payoffs.weight[inside] / payoffs.weight[inside].sum(),
        on=on,
        least=least,
    )


def bargain(payoffs: Payoffs, least: float, who: Rows) -> Outcome:
    """Return the text of some of the actors invited; arguments as of ``among_members``.

    Nobody has a veto: nations vote on their membership later.
    """

    def among(inside: Rows) -> Text:
        return among_members(payoffs, least, who[inside])

    return negotiate(Talks(len(who), payoffs.benefit.shape[1], among, no_veto))
