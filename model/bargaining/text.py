"""A single text for several parties: who commits to what in a conference, and who leaves it.

The text maximises the weighted product of the gains of those who take part (Nash 1950; Harsanyi 1963). As between two, a point of
the Pareto frontier is given by the weights of the parties: utility is separable, so every commitment is one clipped division. The
weights of the solution minimise a convex function, the dual of the sum of logarithms of the gains,

``max over terms of sum l_i gain_i - sum power_i ln l_i``,

at whose minimum ``l_i gain_i = power_i``: for two parties this is the condition of ``nash``. Where the maximum is not above 0 for
some weights, no text leaves everybody better off. Then the weights that sum to 1 and make ``max sum l_i gain_i`` least belong to
the text that is best for the worst-off (Rawls 1971); ``talks.py`` says who leaves then.
"""

import math
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.agents.preferences import utility_of_commitment
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.rules.protocol import Cases

STEPS, HALVINGS = 200, 60
EXACT, CLOSE, NEAR = 1e-14, 1e-7, 1e-3
"""Errors of ``l_i gain_i / power_i``: where the search stops; up to which what it has found counts as the solution; and below which
the error itself is watched, since the dual is flat to rounding there."""


class Text(NamedTuple):
    """A negotiation among n parties; columns as in ``Cases``. What depends on the partner counts by its mean over all partners.

    Attributes:
        slope: (n, n, K) marginal utility of the first party's own commitment at 0, with the second as partner.
        received: (n, n, K) utility to the first party of a unit of the second's commitment.
        cost: (n, n) fixed cost to the first party of an agreement with the second.
        curve, pressure, bearable, high: (n, K) as in ``Cases``.
        reservation, power: (n,) utility of no agreement; bargaining power, above 0, summing to 1.
        on: (K,) issues under negotiation.
        least: An agreement needs at least one commitment of this size.
    """

    slope: Floats
    received: Floats
    cost: Floats
    curve: Floats
    pressure: Floats
    bearable: Floats
    high: Floats
    reservation: Floats
    power: Floats
    on: Flags
    least: float


def text_of(cases: Cases, places: Rows, power: Floats) -> Text:
    """Return the text of one agreement from the cases of all pairs of its parties.

    Args:
        cases: One case for each pair.
        places: (c, 2) numbers of both sides of each pair, from 0 to n - 1.
        power: (n,) bargaining powers, above 0, summing to 1.
    """
    n, issues = len(power), cases.on.shape[1]

    def of_pairs(column: Floats) -> Floats:
        table = np.zeros((n, n, *column.shape[2:]))
        table[places[:, 0], places[:, 1]], table[places[:, 1], places[:, 0]] = column[:, 0], column[:, 1]
        return table

    def of_parties(column: Floats) -> Floats:
        # The same for every partner, so that any pair will do.
        table = np.zeros((n, *column.shape[2:]))
        table[places[:, 0]], table[places[:, 1]] = column[:, 0], column[:, 1]
        return table

    return Text(
        slope=of_pairs(cases.slope),
        received=of_pairs(cases.received),
        cost=of_pairs(cases.cost),
        curve=of_parties(cases.curve),
        pressure=of_parties(cases.pressure),
        bearable=of_parties(cases.bearable),
        high=of_parties(cases.high),
        reservation=of_parties(cases.reservation),
        power=power,
        on=cases.on[0] if len(places) else np.zeros(issues, dtype=bool),
        least=float(cases.least.max(initial=0.0)),
    )


def among(text: Text, inside: Rows) -> Text:
    """Return the text of some of the parties, with means over the partners that are left in the place of all pairs."""
    pairs = np.ix_(inside, inside)
    partners = max(1, len(inside) - 1)
    slope, cost = text.slope[pairs].copy(), text.cost[pairs].copy()
    own = np.arange(len(inside))
    slope[own, own], cost[own, own] = 0.0, 0.0
    received = text.received[pairs] / partners
    received[own, own] = 0.0
    # Powers are relative to those who take part.
    return text._replace(
        slope=slope.sum(axis=1) / partners,
        received=received,
        cost=cost.sum(axis=1) / partners,
        **{name: getattr(text, name)[inside] for name in ("curve", "pressure", "bearable", "high", "reservation")},
        power=text.power[inside] / text.power[inside].sum(),
    )


@inner
def _given(some: Text, weight: Floats, j: int, k: int) -> float:
    """Return the weighted utility to all others of a unit of a party's commitment."""
    total = 0.0
    for i in range(weight.shape[0]):
        total += weight[i] * some.received[i, j, k]
    return total


@compiled
def write_terms(some: Text, weight: Floats, terms: Floats) -> None:
    """Fill what each party commits itself to at a point of the frontier: (n, K)."""
    for j in range(weight.shape[0]):
        for k in range(some.on.shape[0]):
            terms[j, k] = 0.0
            if some.on[k]:
                top = weight[j] * some.slope[j, k] + _given(some, weight, j, k)
                x = top / (weight[j] * some.curve[j, k])
                kink = some.bearable[j, k]
                if x > kink:
                    pull = 2.0 * weight[j] * some.pressure[j, k]
                    x = (top + pull * kink) / (weight[j] * some.curve[j, k] + pull)
                terms[j, k] = min(max(x, 0.0), some.high[j, k])


@compiled
def write_gains(some: Text, terms: Floats, gain: Floats) -> None:
    """Fill the gain of each party from terms: (n,)."""
    for i in range(gain.shape[0]):
        gain[i] = -some.cost[i] - some.reservation[i]
        for k in range(some.on.shape[0]):
            if some.on[k]:
                pressure, kink = some.pressure[i, k], some.bearable[i, k]
                gain[i] += utility_of_commitment(terms[i, k], some.slope[i, k], some.curve[i, k], pressure, kink)
                for j in range(gain.shape[0]):
                    gain[i] += some.received[i, j, k] * terms[j, k]


@compiled
def _bend(some: Text, weight: Floats, terms: Floats, bend: Floats) -> None:
    """Fill the second derivatives of the dual with respect to the weights: (n, n).

    Commitments at a bound do not move with the weights.
    """
    n = weight.shape[0]
    effect = np.empty(n)
    bend[:] = 0.0
    for j in range(n):
        for k in range(some.on.shape[0]):
            x = terms[j, k]
            if not some.on[k] or x <= 0.0 or x >= some.high[j, k]:
                continue
            slope, curve = some.slope[j, k], some.curve[j, k]
            if x > some.bearable[j, k]:
                slope += 2.0 * some.pressure[j, k] * some.bearable[j, k]
                curve += 2.0 * some.pressure[j, k]
            for i in range(n):
                effect[i] = slope - curve * x if i == j else some.received[i, j, k]
            for i in range(n):
                for other in range(n):
                    bend[i, other] += effect[i] * effect[other] / (weight[j] * curve)
    for i in range(n):
        bend[i, i] += some.power[i] / (weight[i] * weight[i])


@compiled
def _step(bend: Floats, slope: Floats, step: Floats) -> None:
    """Fill Newton's step ``-bend^-1 slope`` by Cholesky's method; ``bend`` is overwritten."""
    # Written out, because the library behind NumPy's solvers does not give the same bits on all machines.
    n = slope.shape[0]
    for i in range(n):
        for j in range(i + 1):
            left = bend[i, j]
            for k in range(j):
                left -= bend[i, k] * bend[j, k]
            bend[i, j] = math.sqrt(max(left, 1e-300)) if i == j else left / bend[j, j]
    for i in range(n):
        left = -slope[i]
        for k in range(i):
            left -= bend[i, k] * step[k]
        step[i] = left / bend[i, i]
    for i in range(n - 1, -1, -1):
        left = step[i]
        for k in range(i + 1, n):
            left -= bend[k, i] * step[k]
        step[i] = left / bend[i, i]


@compiled
def _dual(some: Text, weight: Floats, terms: Floats, gain: Floats) -> tuple[float, float]:
    """Fill terms and gains at these weights; returns the dual, and the weighted sum of gains."""
    write_terms(some, weight, terms)
    write_gains(some, terms, gain)
    total, logs = 0.0, 0.0
    for i in range(weight.shape[0]):
        total += weight[i] * gain[i]
        logs += some.power[i] * math.log(weight[i])
    return total - logs, total


@inner
def _error(power: Floats, weight: Floats, gain: Floats) -> float:
    """Return by how much the condition of the solution is missed."""
    error = 0.0
    for i in range(power.shape[0]):
        error = max(error, abs(weight[i] * gain[i] / power[i] - 1.0))
    return error


@compiled
def solve(some: Text, weight: Floats, terms: Floats, gain: Floats) -> bool:
    """Fill the terms with the largest weighted product of gains, and the gains; returns whether there is such a text.

    Newton's method on the dual, with steps halved until they descend.
    """
    n, power = gain.shape[0], some.power
    weight[:] = power
    value, total = _dual(some, weight, terms, gain)
    found = False
    if total > 0.0:
        # The weighted sum of gains is 1 at the solution, since the powers sum to 1.
        weight /= total
        value, total = _dual(some, weight, terms, gain)
    slope, step, bend, tried = np.empty(n), np.empty(n), np.empty((n, n)), np.empty(n)
    for _ in range(STEPS):
        if total <= 0.0:
            break
        error = _error(power, weight, gain)
        slope[:] = gain - power / weight
        found = error <= CLOSE
        if error <= EXACT:
            break
        _bend(some, weight, terms, bend)
        _step(bend, slope, step)
        length, promise = 1.0, 0.0
        for i in range(n):
            promise += slope[i] * step[i]
            # Weights stay above 0.
            if weight[i] + length * step[i] <= 0.0:
                length = -0.9 * weight[i] / step[i]
        better = False
        for _ in range(HALVINGS):
            tried[:] = weight + length * step
            now, then = _dual(some, tried, terms, gain)
            better = now < value + 1e-4 * length * promise
            if better or (error < NEAR and _error(power, tried, gain) < error):
                better = True
                break
            length *= 0.5
        if not better:
            break
        weight[:], value, total = tried, now, then
    _dual(some, weight, terms, gain)
    return found


@compiled
def spare(some: Text, weight: Floats, terms: Floats, gain: Floats) -> None:
    """Fill the weights of the text that is best for the worst-off, and terms and gains under them.

    By exponentiated gradient descent (Kivinen and Warmuth 1997), with steps that shrink.
    """
    n = weight.shape[0]
    weight[:] = 1.0 / n
    for step in range(STEPS):
        write_terms(some, weight, terms)
        write_gains(some, terms, gain)
        largest = max(abs(gain.min()), abs(gain.max()), 1e-300)
        total = 0.0
        for i in range(n):
            weight[i] *= math.exp(-2.0 * gain[i] / (largest * math.sqrt(step + 1.0)))
            total += weight[i]
        for i in range(n):
            # Commitments are divided by weights, which therefore stay above 0.
            weight[i] = max(weight[i] / total, 1e-9)
