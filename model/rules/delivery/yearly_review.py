"""Once a year each party's delivered share is reviewed (MODEL 4.7).

Its mean rises with the reputation at stake, with the form of the agreement and with the nation's support,
and falls with depth; what is drawn around it is kept in [-0.5, 1.5].
"""

import numpy as np

from paradiplomacy.agents.columns import Actors, Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Rows
from paradiplomacy.model.chance import normal
from paradiplomacy.model.parameters import Delivery

LEAST, MOST = -0.5, 1.5
YEAR = 12
PLAN = 1


@compiled
def mean_share(delivery: Delivery, reputation: float, step: int, by_form: float, support: float, depth: float) -> float:
    """Mean delivered share of a party.

    Args:
        delivery: Parameters.
        reputation: Reputation of the party, in [0, 1].
        step: Form of the agreement, 0 to 2.
        by_form: Rise from one form to the next.
        support: Support of the party's nation, in [-1, 1].
        depth: Mean depth of the terms, in [0, 1].
    """
    return (
        delivery.mean
        + delivery.reputation * reputation
        + by_form * step
        + delivery.support * support
        - delivery.depth * depth
    )


@compiled
def share(
    actors: Actors, book: Agreements, delivery: Delivery, by_form: float, which: Rows, key: np.uint64, delivered: Floats
) -> None:
    """Delivered share of both parties of each agreement under review: (c, 2)."""
    for c in range(which.shape[0]):
        row = which[c]
        depth, issues = 0.0, 0
        for k in range(book.terms.shape[1]):
            if book.terms[row, k] > 0.0:
                depth += book.terms[row, k]
                issues += 1
        for side in range(2):
            support = 0.0
            if book.endorsed[row, side]:
                support = 1.0
            elif book.diplomacy[row, side] > 0:
                support = book.alignment[row, side]
            mean = mean_share(
                delivery,
                actors.reputation[book.party[row, side]],
                book.form[row],
                by_form,
                support,
                depth / max(1, issues),
            )
            drawn = mean + delivery.spread * normal(key, book.key[row], np.uint64(side))
            delivered[c, side] = min(MOST, max(LEAST, drawn))


@compiled
def share_of_members(
    actors: Actors,
    n_cities: int,
    delivery: Delivery,
    by_form: float,
    who: Ints,
    terms: Floats,
    club: np.uint64,
    key: np.uint64,
    delivered: Floats,
) -> None:
    """Delivered share of members of a club under review: (c,). What members owe counts as a plan.

    A city is supported as far as the terms serve its nation (MODEL 4.5): the nation's worth of them, in [-1, 1].
    """
    for c in range(who.shape[0]):
        i = who[c]
        nation = actors.nation[i]
        depth, issues, worth, size = 0.0, 0, 0.0, 0.0
        for k in range(terms.shape[1]):
            x = terms[c, k]
            if x > 0.0:
                depth += x
                issues += 1
                worth += actors.salience[nation, k] * (2.0 * actors.position[nation, k] - x) * x
                size += actors.salience[nation, k] * x
        support = min(1.0, max(-1.0, worth / size)) if i < n_cities and size > 0.0 else 0.0
        mean = mean_share(delivery, actors.reputation[i], PLAN, by_form, support, depth / max(1, issues))
        drawn = mean + delivery.spread * normal(key, club, actors.key[i])
        delivered[c] = min(MOST, max(LEAST, drawn))
