"""Alternating offers without knowledge of the other side's worth, over a grid of depths (see ``offers.py``).

Each issue on the table has five depths between its bounds (fewer where there are many issues). A side neither offers
nor accepts what would cost it, or what its own veto players would refuse as it sees them. Blind talks miss gains:
outcomes need not be on the Pareto frontier, and a talk can be out of time although a zone exists.

With side payments the joint gain is put on the table as one issue, in twentieths, and each side knows its own share
only: two tactics that do not see each other divide it.
"""

import math

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.preferences import worth_of_depth
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.bargaining.frontier import NOWHERE
from paradiplomacy.model.bargaining.offers import (
    NOTHING,
    aspirations,
    extremes,
    offers_by_round,
    play,
    worth_of_outcomes,
)
from paradiplomacy.model.bargaining.payment import pay
from paradiplomacy.model.rules.protocol import Answers, Cases

SOURCE = "Mohammad, Nakadai and Greenwald 2021"
DETERMINES_ROUND = True
LEVELS, FEWEST = 5, 2
MOST_OUTCOMES = 100_000
SHARES = 21


@compiled
def levels_for(issues: int) -> int:
    """Depths of each issue: five, fewer where the outcomes would be too many."""
    levels = LEVELS
    while levels > FEWEST and levels**issues > MOST_OUTCOMES:
        levels -= 1
    return levels


@compiled
def grid_depth(cases: Cases, c: int, k: int, level: int, levels: int) -> float:
    """Depth of a level of an issue: equal steps between its bounds."""
    low, high = cases.low[c, k], cases.high[c, k]
    deep: float = low + (high - low) * level / (levels - 1)
    return min(deep, high)


@compiled
def fill_table(cases: Cases, c: int, side: int, slopes: Floats, levels: int, table: Floats) -> None:
    """Worth of every depth of every issue on the table, with these slopes; the issues off the table are left out."""
    row = 0
    for k in range(cases.on.shape[1]):
        if cases.on[c, k]:
            for level in range(levels):
                table[row, level] = worth_of_depth(
                    grid_depth(cases, c, k, level, levels),
                    slopes[k],
                    cases.curve[c, side, k],
                    cases.pressure[c, side, k],
                    cases.bearable[c, side, k],
                )
            row += 1


@compiled
def acceptable(cases: Cases, c: int, side: int, levels: int, sizes: Ints, worth: Floats) -> tuple[float, float]:
    """Gain of a side from every outcome, those that it or its home refuses taken out (minus infinity).

    Returns the least gain of all that could be offered, at least 0, and the largest that is not refused.
    """
    table = np.empty((sizes.shape[0], levels))
    base = -cases.cost[c, side] - cases.reservation[c, side]
    fill_table(cases, c, side, cases.slope[c, side], levels, table)
    count = worth_of_outcomes(base, table, sizes, worth)
    refused = worth[:count] < 0.0
    for v in range(cases.veto_players[c, side]):
        fill_table(cases, c, side, cases.veto_slope[c, side, v], levels, table)
        at_home = np.empty(count)
        worth_of_outcomes(base, table, sizes, at_home)
        refused |= at_home < 0.0
    least, most = np.inf, -np.inf
    for i in range(count):
        least = min(least, worth[i])
        if refused[i]:
            worth[i] = -np.inf
        else:
            most = max(most, worth[i])
    return max(least, 0.0), most


@compiled
def possible(on: Flags, low: Floats, high: Floats) -> bool:
    """Whether there is an issue on the table, and room between the bounds of each."""
    some = False
    for k in range(on.shape[0]):
        if on[k]:
            some = True
            if low[k] > high[k]:
                return False
    return some


@compiled
def talk(cases: Cases, c: int, answers: Answers) -> None:
    """Play one talk over the grid, and write what comes of it into the answers."""
    if not possible(cases.on[c], cases.low[c], cases.high[c]):
        return
    issues, rounds = int(cases.on[c].sum()), cases.rounds[c]
    levels = levels_for(issues)
    sizes = np.full(issues, levels, dtype=np.int32)
    worth, least = np.empty((2, levels**issues)), np.empty((2, rounds))
    offer = np.empty((2, rounds), dtype=np.int32)
    for side in range(2):
        low, best = acceptable(cases, c, side, levels, sizes, worth[side])
        if best < 0.0:
            return
        aspirations(low, best, 1.0 / cases.concession[c, side], 0.0, least[side])
        offers_by_round(worth[side], worth.shape[1], best, least[side], 0.0, offer[side])
    outcome, closes = play(worth[0], least[0], offer[0], worth[1], least[1], offer[1])
    if outcome == NOTHING:
        return
    answers.agreed[c], answers.round[c] = True, closes
    rest = outcome
    for k in range(cases.on.shape[1] - 1, -1, -1):
        if cases.on[c, k]:
            answers.terms[c, k] = grid_depth(cases, c, k, rest % levels, levels)
            rest //= levels
    for side in range(2):
        answers.gain[c, side] = worth[side, outcome]


@compiled
def share_of_pie(cases: Cases, c: int) -> tuple[float, int]:
    """The share of the joint gain that side 0 gets in twentieths, and the round; NOWHERE when out of time."""
    rounds = cases.rounds[c]
    sizes = np.full(1, SHARES, dtype=np.int32)
    worth, least = np.empty((2, SHARES)), np.empty((2, rounds))
    offer = np.empty((2, rounds), dtype=np.int32)
    for side in range(2):
        table = np.empty((1, SHARES))
        for i in range(SHARES):
            table[0, i] = (i if side == 0 else SHARES - 1 - i) / (SHARES - 1)
        worth_of_outcomes(0.0, table, sizes, worth[side])
        low, best = extremes(0.0, table, sizes)
        aspirations(low, best, 1.0 / cases.concession[c, side], 0.0, least[side])
        offers_by_round(worth[side], SHARES, best, least[side], 0.0, offer[side])
    outcome, closes = play(worth[0], least[0], offer[0], worth[1], least[1], offer[1])
    if outcome == NOTHING:
        return NOWHERE, rounds
    return outcome / (SHARES - 1), closes


@compiled
def settle(cases: Cases, answers: Answers) -> None:
    """Settle every case."""
    for c in range(cases.power.shape[0]):
        if not cases.side_payments[c]:
            talk(cases, c, answers)
            continue
        share, closes = share_of_pie(cases, c)
        if not math.isnan(share):
            pay(cases, c, share, answers)
        if answers.agreed[c]:
            answers.round[c] = closes
