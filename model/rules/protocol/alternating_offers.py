"""Alternating offers with time-dependent tactics under complete information (Faratin, Sierra and Jennings 1998).

A side's aspiration in round t of T is its ideal gain times ``1 - (t / T)^(1 / e)``, e its concession. The sides
propose in turn, side 0 first: the point of the frontier at the proposer's own aspiration. The other side accepts what gives it
at least its own aspiration in the next round. Equal tactics with many rounds give Kalai and Smorodinsky's solution. The round
determines when a negotiation closes, but does not enter utility.
"""

import math

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.model.bargaining.frontier import NOWHERE, conclude, gain_at, rational, weight_for
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases
from paradiplomacy.model.rules.protocol.kalai_smorodinsky import accepted_with_fair_shares

SOURCE = "Faratin, Sierra and Jennings 1998"
DETERMINES_ROUND = True
# The offer is a root found to rounding, so an offer that exactly meets an aspiration may fall short of it by rounding.
LEAST_DIFFERENCE = 1e-12


@compiled
def aspiration(t: int, rounds: int, concession: float) -> float:
    """Return the share of the ideal gain asked for in a round; 0 from the last round on."""
    # Asking for nothing in the last round makes every negotiation over a zone close: only blind offers can miss one.
    if t >= rounds:
        return 0.0
    asked: float = 1.0 - (t / rounds) ** (1.0 / concession)
    return asked


@compiled
def negotiate(cases: Cases, c: int, low: float, high: float) -> tuple[float, int]:
    """Return the point at which a stretch of the frontier is settled, and the round.

    In the last round a proposer asks for nothing, so a negotiation over a non-empty stretch always closes.
    """
    rounds = cases.rounds[c]
    ideal = (gain_at(cases, c, 0, high), gain_at(cases, c, 1, low))
    for t in range(1, rounds + 1):
        proposer = (t - 1) % 2
        other = 1 - proposer
        own = ideal[proposer] * aspiration(t, rounds, cases.concession[c, proposer])
        offer = weight_for(cases, c, proposer, own, low, high)
        # The other side compares the offer with what it would itself ask for in the next round, as in Faratin et al.
        least = ideal[other] * aspiration(t + 1, rounds, cases.concession[c, other])
        if gain_at(cases, c, other, offer) >= least - LEAST_DIFFERENCE:
            return offer, t
    return NOWHERE, rounds


@compiled
def share_of_pie(cases: Cases, c: int) -> tuple[float, int]:
    """Return the share of side 0 in the same negotiation over a divisible pie, and the round."""
    rounds = cases.rounds[c]
    for t in range(1, rounds + 1):
        proposer = (t - 1) % 2
        own = aspiration(t, rounds, cases.concession[c, proposer])
        least = aspiration(t + 1, rounds, cases.concession[c, 1 - proposer])
        if 1.0 - own >= least - LEAST_DIFFERENCE:
            return (own if proposer == 0 else 1.0 - own), t
    return NOWHERE, rounds


@compiled
def solve(cases: Cases, c: int) -> tuple[float, int]:
    """Return where the negotiation ends, and in which round; where veto players refuse, a nearby point with fair shares."""
    low, high = rational(cases, c)
    if math.isnan(low):
        return NOWHERE, 0
    weight, closes = negotiate(cases, c, low, high)
    return accepted_with_fair_shares(cases, c, weight, low, high), closes


@compiled
def settle(given: Cases, filled: Answers) -> None:
    """Settle every case; with side payments the negotiation is over shares of the joint gain."""
    cases, answers = borrowed(given), borrowed(filled)
    for c in range(cases.power.shape[0]):
        if cases.side_payments[c]:
            share, closes = share_of_pie(cases, c)
            pay(cases, c, share, answers)
        else:
            weight, closes = solve(cases, c)
            conclude(cases, c, weight, answers)
        if answers.agreed[c]:
            answers.round[c] = closes
