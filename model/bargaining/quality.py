"""Efficiency and fairness of settled agreements: how far their gains are from the reference points of the theory.

The reference points are those of the two sides alone, on the frontier of the whole agenda and without veto players, so that the
distances show what protocols, agendas and win-sets at home cost. A distance is Euclidean, between gains, relative to the largest
joint gain; in a negotiation with side payments gains are in money, in which the frontier is a line.
"""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.bargaining.frontier import gain_at, rational, root
from paradiplomacy.model.bargaining.payment import joint_gain, joint_point
from paradiplomacy.model.bargaining.settlement import without_veto_players
from paradiplomacy.model.rules.protocol import Cases, kalai_smorodinsky, nash

EQUAL_GAINS = 3
HALF = 0.5
nash_point, kalai_smorodinsky_point = nash.fairest, kalai_smorodinsky.fairest


class Quality(NamedTuple):
    """Distances of agreements from reference points: (c,) each, in shares of the largest joint gain; NaN without agreement.

    Attributes:
        nash: From the weighted Nash solution.
        kalai_smorodinsky: From equal shares of the ideal gains.
        egalitarian: From equal gains.
        utilitarian: From the largest sum of gains.
        frontier: From the frontier, along the line on which both sides gain alike.
    """

    nash: Floats
    kalai_smorodinsky: Floats
    egalitarian: Floats
    utilitarian: Floats
    frontier: Floats


@compiled
def _equal_gains(cases: Cases, c: int, low: float, high: float, ahead: float) -> float:
    """Return the point between two weights where side 0 gains more than side 1 by ``ahead``; the nearest if there is none."""
    # As if the reservation value of side 0 were that much higher.
    shifted = cases.reservation[c, 0]
    cases.reservation[c, 0] = shifted + ahead
    point = high
    if gain_at(cases, c, 0, low) >= gain_at(cases, c, 1, low):
        point = low
    elif gain_at(cases, c, 0, high) > gain_at(cases, c, 1, high):
        point = root(cases, c, EQUAL_GAINS, low, high, 1.0, 1.0)
    cases.reservation[c, 0] = shifted
    return point


@compiled
def _from_point(cases: Cases, c: int, weight: float, first: float, second: float, most: float) -> float:
    """Return the distance of gains from those at a point of the frontier, in shares of the largest joint gain."""
    return math.hypot(gain_at(cases, c, 0, weight) - first, gain_at(cases, c, 1, weight) - second) / most


@compiled
def _on_the_frontier(cases: Cases, c: int, first: float, second: float, quality: Quality) -> None:
    """Fill the distances of an agreement without side payments."""
    low, high = rational(cases, c)
    if math.isnan(low):
        return
    best = min(max(HALF, low), high)
    most = gain_at(cases, c, 0, best) + gain_at(cases, c, 1, best)
    if most <= 0.0:
        return
    quality.nash[c] = _from_point(cases, c, nash_point(cases, c, low, high), first, second, most)
    quality.kalai_smorodinsky[c] = _from_point(
        cases, c, kalai_smorodinsky_point(cases, c, low, high), first, second, most
    )
    quality.egalitarian[c] = _from_point(cases, c, _equal_gains(cases, c, low, high, 0.0), first, second, most)
    quality.utilitarian[c] = _from_point(cases, c, best, first, second, most)
    at = _equal_gains(cases, c, 0.0, 1.0, first - second)
    missed = min(gain_at(cases, c, 0, at) - first, gain_at(cases, c, 1, at) - second)
    quality.frontier[c] = math.sqrt(2.0) * max(0.0, missed) / most


@compiled
def _in_money(cases: Cases, c: int, first: float, second: float, quality: Quality) -> None:
    """Fill the distances of an agreement with side payments, where the frontier is a line of joint gains in money."""
    weight = joint_point(cases, c)
    if math.isnan(weight):
        return
    most = joint_gain(cases, c, weight)
    if most <= 0.0:
        return
    money = (cases.budget[c, 0] * first / most, cases.budget[c, 1] * second / most)
    equal = cases.budget[c, 0] / (cases.budget[c, 0] + cases.budget[c, 1])
    quality.nash[c] = math.hypot(cases.power[c] - money[0], 1.0 - cases.power[c] - money[1])
    quality.kalai_smorodinsky[c] = math.hypot(HALF - money[0], HALF - money[1])
    quality.egalitarian[c] = math.hypot(equal - money[0], 1.0 - equal - money[1])
    # Every point of the line has the largest sum, so the nearest one is at the distance of the line.
    quality.utilitarian[c] = max(0.0, 1.0 - money[0] - money[1]) / math.sqrt(2.0)
    quality.frontier[c] = quality.utilitarian[c]


@compiled
def fill(given: Cases, gain: Floats, which: Rows, filled: Quality) -> None:
    """Fill the distances of some agreements, given the gains of all cases, (c, 2), and cases without veto players.

    Reservation values are changed for a moment.
    """
    cases, quality = borrowed(given), borrowed(filled)
    for c in which:
        if cases.side_payments[c]:
            _in_money(cases, c, gain[c, 0], gain[c, 1], quality)
        else:
            _on_the_frontier(cases, c, gain[c, 0], gain[c, 1], quality)


@compiled
def no_quality(count: int) -> Quality:
    """Allocate the distances of agreements, all unknown."""
    return Quality(
        np.full(count, np.nan),
        np.full(count, np.nan),
        np.full(count, np.nan),
        np.full(count, np.nan),
        np.full(count, np.nan),
    )


def quality_of(cases: Cases, gain: Floats) -> Quality:
    """Return how far agreements with these gains, (c, 2), are from the reference points."""
    quality, alone = no_quality(len(gain)), without_veto_players(cases)
    alone = alone._replace(reservation=cases.reservation.copy())
    fill(borrowed(alone), gain, np.arange(len(gain)), borrowed(quality))
    return quality
