"""Alternating offers without knowledge of the other side's utility, over a grid of commitments (``bargaining/offers.py``).

An offer names the commitments of both sides: five depths of each on every issue (fewer where there are many). A side neither offers nor accepts what would
leave it worse off, or what it believes its own veto players would refuse. Blind negotiations miss gains: outcomes need not be on
the Pareto frontier, and a negotiation can run out of time although a zone of agreement exists.

With side payments the joint gain is negotiated as one issue, in twentieths, and each side knows its own share only.
"""

import math

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.agents.preferences import utility_of_commitment
from paradiplomacy.model.bargaining.frontier import NOWHERE, possible
from paradiplomacy.model.bargaining.offers import (
    NOTHING,
    aspirations,
    extremes,
    offers_by_round,
    play,
    utility_of_outcomes,
)
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases

SOURCE = "Mohammad, Nakadai and Greenwald 2021"
DETERMINES_ROUND = True
# Outcomes are enumerated: five levels of six commitments are 15,625 outcomes, and each further issue has two commitments.
LEVELS, FEWEST = 5, 2
MOST_OUTCOMES = 100_000
SHARES = 21


@compiled
def levels_for(commitments: int) -> int:
    """Return the number of depths of each commitment: five, fewer where the outcomes would be too many."""
    levels = LEVELS
    while levels > FEWEST and levels**commitments > MOST_OUTCOMES:
        levels -= 1
    return levels


@compiled
def grid_depth(cases: Cases, c: int, side: int, k: int, level: int, levels: int) -> float:
    """Return the depth of a level of a side's commitment: equal steps between its bounds."""
    low, high = cases.low[c, side, k], cases.high[c, side, k]
    deep: float = low + (high - low) * level / (levels - 1)
    return min(deep, high)


@compiled
def fill_table(cases: Cases, c: int, side: int, slopes: Floats, levels: int, table: Floats) -> None:
    """Fill the utility to a side, with these slopes, of every depth of every commitment under negotiation.

    Rows are issues, in order; each has the commitment of side 0, then that of side 1.
    """
    row = 0
    for k in range(cases.on.shape[1]):
        if cases.on[c, k]:
            for giver in range(2):
                for level in range(levels):
                    x = grid_depth(cases, c, giver, k, level, levels)
                    if giver == side:
                        curve, pressure = cases.curve[c, side, k], cases.pressure[c, side, k]
                        table[row, level] = utility_of_commitment(
                            x, slopes[k], curve, pressure, cases.bearable[c, side, k]
                        )
                    else:
                        table[row, level] = cases.received[c, side, k] * x
                row += 1


@compiled
def acceptable(cases: Cases, c: int, side: int, levels: int, sizes: Ints, utility: Floats) -> tuple[float, float]:
    """Fill the gain of a side from every outcome; minus infinity where it or its veto players refuse.

    Returns:
        The least gain of any outcome, at least 0, and the largest gain of those not refused.
    """
    table = np.empty((sizes.shape[0], levels))
    base = -cases.cost[c, side] - cases.reservation[c, side]
    fill_table(cases, c, side, cases.slope[c, side], levels, table)
    count = utility_of_outcomes(base, table, sizes, utility)
    # Outcomes that the side or its home refuses are removed before any offer is made, so the tactics need no checks.
    refused = utility[:count] < 0.0
    for v in range(cases.veto_players[c, side]):
        fill_table(cases, c, side, cases.veto_slope[c, side, v], levels, table)
        at_home = np.empty(count)
        utility_of_outcomes(base, table, sizes, at_home)
        refused |= at_home < 0.0
    least, most = np.inf, -np.inf
    for i in range(count):
        least = min(least, utility[i])
        if refused[i]:
            utility[i] = -np.inf
        else:
            most = max(most, utility[i])
    return max(least, 0.0), most


@compiled
def negotiate(cases: Cases, c: int, answers: Answers) -> None:
    """Play one negotiation over the grid, and write its outcome into the answers."""
    if not possible(cases, c):
        return
    commitments, rounds = 2 * int(cases.on[c].sum()), cases.rounds[c]
    levels = levels_for(commitments)
    sizes = np.full(commitments, levels, dtype=np.int32)
    utility, least = np.empty((2, levels**commitments)), np.empty((2, rounds))
    offer = np.empty((2, rounds), dtype=np.int32)
    for side in range(2):
        low, best = acceptable(cases, c, side, levels, sizes, utility[side])
        if best < 0.0:
            return
        aspirations(low, best, 1.0 / cases.concession[c, side], 0.0, least[side])
        offers_by_round(utility[side], utility.shape[1], best, least[side], 0.0, offer[side])
    outcome, closes = play(utility[0], least[0], offer[0], utility[1], least[1], offer[1])
    if outcome == NOTHING:
        return
    # Outcomes are numbered with the last commitment running fastest, so the levels are read off from the last one on.
    rest, most = outcome, 0.0
    for k in range(cases.on.shape[1] - 1, -1, -1):
        if cases.on[c, k]:
            for side in range(1, -1, -1):
                answers.terms[c, side, k] = grid_depth(cases, c, side, k, rest % levels, levels)
                most = max(most, answers.terms[c, side, k])
                rest //= levels
    if most < cases.least[c]:
        answers.terms[c] = 0.0
        return
    answers.agreed[c], answers.round[c] = True, closes
    for side in range(2):
        answers.gain[c, side] = utility[side, outcome]


@compiled
def share_of_pie(cases: Cases, c: int) -> tuple[float, int]:
    """Return side 0's share of the joint gain, in twentieths, and the round; NOWHERE when out of time."""
    rounds = cases.rounds[c]
    sizes = np.full(1, SHARES, dtype=np.int32)
    utility, least = np.empty((2, SHARES)), np.empty((2, rounds))
    offer = np.empty((2, rounds), dtype=np.int32)
    for side in range(2):
        table = np.empty((1, SHARES))
        for i in range(SHARES):
            table[0, i] = (i if side == 0 else SHARES - 1 - i) / (SHARES - 1)
        utility_of_outcomes(0.0, table, sizes, utility[side])
        low, best = extremes(0.0, table, sizes)
        aspirations(low, best, 1.0 / cases.concession[c, side], 0.0, least[side])
        offers_by_round(utility[side], SHARES, best, least[side], 0.0, offer[side])
    outcome, closes = play(utility[0], least[0], offer[0], utility[1], least[1], offer[1])
    if outcome == NOTHING:
        return NOWHERE, rounds
    return outcome / (SHARES - 1), closes


@compiled
def settle(given: Cases, filled: Answers) -> None:
    """Settle every case."""
    cases, answers = borrowed(given), borrowed(filled)
    for c in range(cases.power.shape[0]):
        if not cases.side_payments[c]:
            negotiate(cases, c, answers)
            continue
        share, closes = share_of_pie(cases, c)
        if not math.isnan(share):
            pay(cases, c, share, answers)
        if answers.agreed[c]:
            answers.round[c] = closes
