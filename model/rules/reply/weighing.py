"""Comply, litigate or defy: the city weighs the grant at stake against the agreement and the mayor's support.

An objection has no legal force: there is nothing to take to court and no grant at stake. The unobserved part of the choice is
Gumbel noise (McFadden 1974).
"""

import math

from paradiplomacy.agents.columns import Bytes
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.reply import Cases
from paradiplomacy.model.vocabulary import Reply

SOURCE = "McFadden 1974"
COMPLY, DEFY = int(Reply.COMPLY), int(Reply.DEFY)


@inner
def utility(response: Response, cases: Cases, c: int, option: int) -> float:
    """Return the utility of a reply relative to complying, before noise; minus infinity where it is not available."""
    if option == COMPLY:
        return 0.0
    stand = cases.gain[c] + cases.support[c]
    # An objection threatens nothing: there is no act to take to court, and defying it costs nothing.
    only_words = cases.stakes[c] <= 0.0
    if option == DEFY:
        return stand - (0.0 if only_words else cases.stakes[c] + response.defiance_cost)
    if only_words or not response.litigation:
        return -math.inf
    win = cases.winning[c]
    # The city keeps agreement and grant if it wins, and loses the grant if it does not; the suit costs in either case.
    return win * stand - (1.0 - win) * cases.stakes[c] - response.litigation_cost


@compiled
def choose(parameters: Response, cases: Cases, choice: Bytes) -> None:
    """Choose the reply with the highest noisy utility in every case."""
    for c in range(cases.gain.shape[0]):
        best = -math.inf
        for option in range(cases.noise.shape[1]):
            value = utility(parameters, cases, c, option)
            if value > -math.inf:
                value += parameters.reply_noise * cases.noise[c, option]
            if value > best:
                best = value
                choice[c] = option
