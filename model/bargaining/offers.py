"""Offers over a discrete domain by time-dependent tactics, without knowledge of the other side.

The worth of an outcome is a sum over issues. An actor's offer in each round depends on the actor alone: the outcome
of least worth that still meets its aspiration of the round. So the offers are a table, made in one pass over the
outcomes, and a talk is a comparison of two tables. The tactics and the protocol are those of NegMAS's
``AspirationNegotiator`` in a ``SAOMechanism`` (Mohammad, Nakadai and Greenwald 2021): a round is an offer of each
side, and an offer is answered at once.

Outcomes are numbered with the level of the last issue running fastest. Of outcomes of exactly the same worth the
first is offered.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled

BINS = 1024
NOTHING = -1


@compiled
def worth_of_outcomes(base: float, table: Floats, sizes: Ints, worth: Floats) -> int:
    """Worth of every outcome, summed issue after issue; returns how many there are.

    Args:
        base: Worth before any issue.
        table: (K, levels) worth of each level of each issue.
        sizes: (K,) number of levels of each issue, at least 1.
        worth: Room for all outcomes.
    """
    worth[0] = base
    count = 1
    for k in range(sizes.shape[0]):
        size = sizes[k]
        for i in range(count - 1, -1, -1):
            before = worth[i]
            for level in range(size - 1, -1, -1):
                worth[i * size + level] = before + table[k, level]
        count *= size
    return count


@compiled
def extremes(base: float, table: Floats, sizes: Ints) -> tuple[float, float]:
    """Least and largest worth of any outcome."""
    least, most = base, base
    for k in range(sizes.shape[0]):
        low, high = table[k, 0], table[k, 0]
        for level in range(1, sizes[k]):
            low, high = min(low, table[k, level]), max(high, table[k, level])
        least += low
        most += high
    return least, most


@compiled
def aspirations(worst: float, best: float, exponent: float, tolerance: float, least: Floats) -> None:
    """The least worth that is offered and accepted in each round, falling from best towards worst.

    Args:
        worst: Least worth of any outcome or, if that is more, the reservation value.
        best: Largest worth of any outcome.
        exponent: 1 / concession: above 1 tough, below 1 soft.
        tolerance: What is given away at once.
        least: (rounds,) filled in.
    """
    rounds = least.shape[0]
    for r in range(rounds):
        asked = 1.0 - ((r + 1) / (rounds + 1)) ** exponent
        least[r] = max(worst, min(best, (best - worst) * asked + worst - tolerance))


@compiled
def _nearest(worth: Floats, count: int, aim: float, slack: float) -> int:
    """The outcome nearest to a worth of those that fall short of it by no more than the slack."""
    found, apart = NOTHING, np.inf
    for i in range(count):
        if worth[i] >= aim - slack and abs(worth[i] - aim) < apart:
            found, apart = i, abs(worth[i] - aim)
    return found


@compiled
def offers_by_round(worth: Floats, count: int, best: float, least: Floats, slack: float, offer: Ints) -> None:
    """The outcome that is offered in each round: the one of least worth that meets the aspiration.

    One pass: outcomes are sorted into rounds by a table of guesses over equal stretches of worth, and the least of
    each round is kept; a round without outcomes repeats the offer of the round before.

    Args:
        worth: Worth of every outcome.
        count: Number of outcomes.
        best: Largest worth of any outcome.
        least: (rounds,) aspirations, falling.
        slack: Shortfall that counts as meeting an aspiration.
        offer: (rounds,) filled in; NOTHING where no outcome meets the aspiration.
    """
    rounds = least.shape[0]
    floor = least - slack
    bottom = floor[rounds - 1]
    width = best - bottom
    scale = BINS / width if width > 0.0 else 0.0
    guess = np.zeros(BINS + 1, dtype=np.int32)
    r = rounds - 1
    for b in range(BINS + 1):
        edge = bottom + (b + 1) * width / BINS
        while r > 0 and floor[r - 1] <= edge:
            r -= 1
        guess[b] = r
    lowest = np.full(rounds, np.inf)
    offer[:] = NOTHING
    for i in range(count):
        u = worth[i]
        if u < bottom:
            continue
        r = guess[int((u - bottom) * scale)]
        while floor[r] > u:
            r += 1
        while r > 0 and floor[r - 1] <= u:
            r -= 1
        if u < lowest[r]:
            lowest[r] = u
            offer[r] = i
    for r in range(rounds):
        if r > 0 and offer[r] == NOTHING:
            lowest[r], offer[r] = lowest[r - 1], offer[r - 1]
        if offer[r] != NOTHING and lowest[r] < least[r]:
            offer[r] = _nearest(worth, count, least[r], slack)


@compiled
def play(
    worth_0: Floats, least_0: Floats, offer_0: Ints, worth_1: Floats, least_1: Floats, offer_1: Ints
) -> tuple[int, int]:
    """The outcome that is agreed, and the round, the first being 1; NOTHING and the last round without agreement."""
    rounds = least_0.shape[0]
    standing = NOTHING
    for r in range(rounds):
        if standing != NOTHING and worth_0[standing] >= least_0[r]:
            return standing, r + 1
        standing = offer_0[r]
        if standing != NOTHING and worth_1[standing] >= least_1[r]:
            return standing, r + 1
        standing = offer_1[r]
    return NOTHING, rounds


@compiled
def settle_tables(
    tables: Floats,
    sizes: Ints,
    reservation: Floats,
    exponent: Floats,
    rounds: int,
    tolerance: float,
    slack: float,
    outcome: Ints,
    closes: Ints,
) -> None:
    """Settle talks about one domain between pairs with worths of their own.

    Args:
        tables: (n, 2, K, levels) worth of each level of each issue for both sides.
        sizes: (K,) number of levels of each issue.
        reservation: (n, 2) reservation values.
        exponent: (n, 2) 1 / concession.
        rounds: Rounds until a talk is out of time.
        tolerance: As in ``aspirations``.
        slack: As in ``offers_by_round``.
        outcome: (n,) filled with the outcome agreed, NOTHING for none.
        closes: (n,) filled with the round.
    """
    size = 1
    for k in range(sizes.shape[0]):
        size *= sizes[k]
    worth, least = np.empty((2, size)), np.empty((2, rounds))
    offer = np.empty((2, rounds), dtype=np.int32)
    for c in range(tables.shape[0]):
        for side in range(2):
            table = tables[c, side]
            count = worth_of_outcomes(0.0, table, sizes, worth[side])
            low, best = extremes(0.0, table, sizes)
            aspirations(max(low, reservation[c, side]), best, exponent[c, side], tolerance, least[side])
            offers_by_round(worth[side], count, best, least[side], slack, offer[side])
        outcome[c], closes[c] = play(worth[0], least[0], offer[0], worth[1], least[1], offer[1])
