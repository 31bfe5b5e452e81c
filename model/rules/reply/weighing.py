"""Comply, litigate or defy: the city weighs the grant at stake against the agreement and the mayor's support (MODEL 4.5).

An objection is only words: there is nothing to take to court and no grant at stake.
"""

import math
from typing import NamedTuple

from paradiplomacy.agents.columns import Bytes, Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.parameters import Response

COMPLY, LITIGATE, DEFY = 0, 1, 2
OPTIONS = 3


class Cases(NamedTuple):
    """Cities under pressure, shape (c,) each; worths are in % of the city's budget.

    Attributes:
        pressure: What the nation does (``Pressure``).
        gain: Worth of the agreement to the city.
        support: Worth to the mayor of standing up for her public.
        stakes: Grant that is withheld or at stake.
        winning: Chance of winning in court.
        noise: (c, 3) Gumbel noise of each reply, scale 1.
    """

    pressure: Bytes
    gain: Floats
    support: Floats
    stakes: Floats
    winning: Floats
    noise: Floats


@compiled
def chance_in_court(response: Response, independence: float) -> float:
    """Chance that a city wins before a court of this independence, both in [0, 1]."""
    return response.court_low + (response.court_high - response.court_low) * independence


@compiled
def worth(response: Response, cases: Cases, c: int, option: int) -> float:
    """Worth of a reply over complying, before noise; minus infinity where it is not open."""
    if option == COMPLY:
        return 0.0
    stand = cases.gain[c] + cases.support[c]
    only_words = cases.stakes[c] <= 0.0
    if option == DEFY:
        return stand - (0.0 if only_words else cases.stakes[c] + response.defiance_cost)
    if only_words or not response.litigation:
        return -math.inf
    win = cases.winning[c]
    return win * stand - (1.0 - win) * cases.stakes[c] - response.litigation_cost


@compiled
def choose(response: Response, cases: Cases, choice: Bytes) -> None:
    """Choose for every case; the choices are those of ``Reply``."""
    for c in range(cases.gain.shape[0]):
        best = -math.inf
        for option in range(OPTIONS):
            value = worth(response, cases, c, option)
            if value > -math.inf:
                value += response.reply_noise * cases.noise[c, option]
            if value > best:
                best = value
                choice[c] = option
