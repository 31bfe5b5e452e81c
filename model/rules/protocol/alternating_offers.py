"""Alternating offers with time-dependent tactics under complete information (Faratin, Sierra and Jennings 1998).

A side's aspiration in round t of T is its ideal gain times ``1 - (t / T)^(1 / e)``, e its concession. The sides
propose in turn, side 0 first: the point of the frontier at the proposer's own aspiration. The other accepts what
gives it at least its own aspiration of the next round. Equal tactics with many rounds give Kalai and Smorodinsky's
solution. The round says when a talk closes, and has no part in what it is worth.
"""

import math

from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.bargaining.frontier import NOWHERE, conclude, gain_at, rational, weight_for
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases
from paradiplomacy.model.rules.protocol.kalai_smorodinsky import bear_home

SOURCE = "Faratin, Sierra and Jennings 1998"
DETERMINES_ROUND = True
LEAST_DIFFERENCE = 1e-12


@compiled
def aspiration(t: int, rounds: int, concession: float) -> float:
    """Share of the ideal gain that is asked for in a round; 0 from the last round on."""
    if t >= rounds:
        return 0.0
    asked: float = 1.0 - (t / rounds) ** (1.0 / concession)
    return asked


@compiled
def talk(cases: Cases, c: int, low: float, high: float) -> tuple[float, int]:
    """The point on which a stretch of the frontier is settled, and the round.

    In the last round a proposer asks for nothing, so a talk about a stretch that is not empty always closes.
    """
    rounds = cases.rounds[c]
    ideal = (gain_at(cases, c, 0, high), gain_at(cases, c, 1, low))
    for t in range(1, rounds + 1):
        proposer = (t - 1) % 2
        other = 1 - proposer
        own = ideal[proposer] * aspiration(t, rounds, cases.concession[c, proposer])
        offer = weight_for(cases, c, proposer, own, low, high)
        least = ideal[other] * aspiration(t + 1, rounds, cases.concession[c, other])
        if gain_at(cases, c, other, offer) >= least - LEAST_DIFFERENCE:
            return offer, t
    return NOWHERE, rounds


@compiled
def share_of_pie(cases: Cases, c: int) -> tuple[float, int]:
    """The same talk about a pie that can be cut anywhere: the share of side 0, and the round."""
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
    """Where the talk ends, and in which round; where the veto players refuse, a near point with fair shares."""
    low, high = rational(cases, c)
    if math.isnan(low):
        return NOWHERE, 0
    weight, closes = talk(cases, c, low, high)
    return bear_home(cases, c, weight, low, high), closes


@compiled
def settle(cases: Cases, answers: Answers) -> None:
    """Settle every case; with side payments the talk is about shares of the joint gain."""
    for c in range(cases.power.shape[0]):
        if cases.side_payments[c]:
            share, closes = share_of_pie(cases, c)
            pay(cases, c, share, answers)
        else:
            weight, closes = solve(cases, c)
            conclude(cases, c, weight, answers)
        if answers.agreed[c]:
            answers.round[c] = closes
