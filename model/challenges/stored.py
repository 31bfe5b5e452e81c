"""Stored results about the challenges, so that a month computes only what has changed since the last.

Nothing here is state: every number is compared with what it was computed from before it is used again.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import inner
from paradiplomacy.agents.issues import Issue
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.challenges.challenges import Challenges, ces, competence

MOST_STEPS = 8
"""Steps per actor, on average, after which an order is made from scratch."""
UNKNOWN = -1.0


class Stored(NamedTuple):
    """Stored results about c challenges.

    Attributes:
        shares: (c, 3) competence of each issue.
        rho: (1,) substitutability for which efforts were combined.
        one, other: (c, actors) the two efforts that were combined at each actor.
        both: (c, actors) what they came to.
        order: (c, actors) actors by their burden, ascending.
    """

    shares: Floats
    rho: Floats
    one: Floats
    other: Floats
    both: Floats
    order: Rows


def stored_of(issues: tuple[Issue, ...], own: Challenges, actors: int) -> Stored:
    """Return the stored results before the first month."""
    shape = len(own.issue), actors
    return Stored(
        # The shape is stated, because a world may have no challenge.
        shares=np.array([competence(issues[k]) for k in own.issue]).reshape(len(own.issue), 3),
        rho=np.zeros(1),
        one=np.full(shape, UNKNOWN),
        other=np.full(shape, UNKNOWN),
        both=np.zeros(shape),
        order=np.tile(np.arange(actors), (len(own.issue), 1)),
    )


@inner
def begin(stored: Stored, rho: float) -> None:
    """Forget what was combined with another substitutability."""
    if stored.rho[0] != rho:
        stored.one[:] = UNKNOWN
        stored.rho[0] = rho


@inner
def combined(stored: Stored, c: int, i: int, one: float, other: float) -> float:
    """Return two efforts at an actor as one (``ces``)."""
    # Efforts change with the yearly reviews, and combining two takes five logarithms and exponentials.
    if stored.one[c, i] != one or stored.other[c, i] != other:
        stored.one[c, i], stored.other[c, i] = one, other
        stored.both[c, i] = ces(one, other, stored.rho[0])
    return stored.both[c, i]


@inner
def put_in_order(values: Floats, order: Rows, ordered: Floats) -> None:
    """Fill values in ascending order, beginning with the order of last month, which hardly changes.

    Args:
        values: (n,) the values.
        order: (n,) places of the values in the order of last month; changed to that of this month.
        ordered: (n,) filled in.
    """
    steps, most = 0, MOST_STEPS * values.shape[0]
    for at in range(values.shape[0]):
        i, to = order[at], at
        while to > 0 and ordered[to - 1] > values[i]:
            ordered[to], order[to] = ordered[to - 1], order[to - 1]
            to -= 1
        ordered[to], order[to] = values[i], i
        steps += at - to
        # A new order of many actors would take quadratic time.
        if steps > most:
            order[:] = np.argsort(values, kind="mergesort")
            ordered[:] = values[order]
            return
