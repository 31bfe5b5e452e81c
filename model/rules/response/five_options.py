"""Endorse, ignore, object, sanction or preempt: the nation takes what is worth most to it (MODEL 4.5).

Leaving an agreement alone costs the nation salience x squared distance x visibility. Acting settles part of
that and has a price, which rises with the city's autonomy, the courts' independence, the city's share of
the economy, its public's trust, the number of cities that are tied to it and the number of the nation's other
cities that do the same. The unobserved part of the choice is
Gumbel noise (McFadden 1974).
"""

import math
from typing import NamedTuple

from paradiplomacy.agents.columns import Bytes, Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.parameters import Response

IGNORE, ENDORSE, OBJECT, SANCTION, PREEMPT = 0, 1, 2, 3, 4
OPTIONS = 5


class Cases(NamedTuple):
    """Agreements that nations have to answer, shape (c,) each.

    Attributes:
        liked: What endorsing is worth: visibility x worth of the terms; below 0 where the nation minds.
        minded: What leaving this agreement alone costs.
        minded_in_all: The same, summed over all agreements on the issue that a law would cover.
        law_possible: Whether there is no such law yet.
        dearness: Factor on the price of acting, at least 1.
        noise: (c, 5) Gumbel noise of each option, scale 1.
    """

    liked: Floats
    minded: Floats
    minded_in_all: Floats
    law_possible: Flags
    dearness: Floats
    noise: Floats


@compiled
def dearness(
    response: Response, autonomy: float, court: float, gdp_share: float, trust: float, allies: int, together: int
) -> float:
    """Factor on the price of acting against a city."""
    return (
        1.0
        + response.cost_autonomy * autonomy
        + response.cost_courts * court
        + response.cost_gdp_share * gdp_share
        + response.cost_trust * trust
        + response.cost_allies * math.log(1.0 + allies)
        + response.cost_together * math.log(1.0 + together)
    )


@compiled
def worth(response: Response, cases: Cases, c: int, option: int) -> float:
    """Worth of an option over doing nothing, before noise; minus infinity where it is not open."""
    opposed = cases.liked[c] < 0.0
    if option == IGNORE:
        return 0.0
    if option == ENDORSE:
        return cases.liked[c] - response.endorse_cost if not opposed else -math.inf
    if not opposed:
        return -math.inf
    if option == OBJECT:
        return response.object_effect * cases.minded[c] - response.object_cost * cases.dearness[c]
    if option == SANCTION:
        if not response.sanctions:
            return -math.inf
        return response.sanction_effect * cases.minded[c] - response.sanction_cost * cases.dearness[c]
    if not (cases.law_possible[c] and response.preemption):
        return -math.inf
    return cases.minded_in_all[c] - response.preempt_cost * cases.dearness[c]


@compiled
def choose(response: Response, cases: Cases, choice: Bytes) -> None:
    """Choose for every case; the choices are those of ``Pressure``."""
    for c in range(cases.liked.shape[0]):
        best = -math.inf
        for option in range(OPTIONS):
            value = worth(response, cases, c, option)
            if value > -math.inf:
                value += response.noise * cases.noise[c, option]
            if value > best:
                best = value
                choice[c] = option
