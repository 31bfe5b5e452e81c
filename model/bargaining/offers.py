"""Offers over a discrete domain by time-dependent tactics, without knowledge of the other side.

The utility of an outcome is a sum over issues. An actor's offer in each round depends on the actor alone: the outcome of least
utility that still meets its aspiration. The offers are therefore a table, made in one pass over the outcomes, and a negotiation
is a comparison of two tables. Tactics and protocol are those of NegMAS's ``AspirationNegotiator`` in a ``SAOMechanism``
(Mohammad, Nakadai and Greenwald 2021): a round is one offer of each side, and an offer is answered at once.

Outcomes are numbered with the level of the last issue running fastest. Of outcomes of equal utility the first is offered.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.compiled import compiled

# A table of guesses makes finding the round of an outcome a look-up; it is corrected by a short walk.
BINS = 1024
NOTHING = -1


@compiled
def utility_of_outcomes(base: float, table: Floats, sizes: Ints, utility: Floats) -> int:
    """Fill the utility of every outcome, summed over the issues; returns their number.

    Args:
        base: Utility before any issue.
        table: (K, levels) utility of each level of each issue.
        sizes: (K,) number of levels of each issue, at least 1.
        utility: (outcomes,) filled in.
    """
    # In place, from the last outcome to the first: each issue spreads the outcomes so far over its levels.
    utility[0] = base
    count = 1
    for k in range(sizes.shape[0]):
        size = sizes[k]
        for i in range(count - 1, -1, -1):
            before = utility[i]
            for level in range(size - 1, -1, -1):
                utility[i * size + level] = before + table[k, level]
        count *= size
    return count


@compiled
def extremes(base: float, table: Floats, sizes: Ints) -> tuple[float, float]:
    """Return the least and largest utility of any outcome."""
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
    """Fill the aspiration of each round: the least utility offered and accepted, falling from best towards worst.

    Args:
        worst: Least utility of any outcome or, if that is more, the reservation value.
        best: Largest utility of any outcome.
        exponent: 1 / concession: above 1 tough, below 1 soft.
        tolerance: Utility conceded at once.
        least: (rounds,) filled in.
    """
    rounds = least.shape[0]
    for r in range(rounds):
        asked = 1.0 - ((r + 1) / (rounds + 1)) ** exponent
        least[r] = max(worst, min(best, (best - worst) * asked + worst - tolerance))


@compiled
def _nearest(utility: Floats, count: int, aim: float, slack: float) -> int:
    """Return the outcome nearest to a utility among those that fall short of it by no more than the slack."""
    found, apart = NOTHING, np.inf
    for i in range(count):
        if utility[i] >= aim - slack and abs(utility[i] - aim) < apart:
            found, apart = i, abs(utility[i] - aim)
    return found


@compiled
def offers_by_round(utility: Floats, count: int, best: float, least: Floats, slack: float, offer: Ints) -> None:
    """Fill the outcome offered in each round: the one of least utility that meets the aspiration.

    One pass: outcomes are sorted into rounds by a table of guesses over equal intervals of utility, and the least of each round
    is stored; a round without outcomes repeats the offer of the round before.

    Args:
        utility: Utility of every outcome.
        count: Number of outcomes.
        best: Largest utility of any outcome.
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
        u = utility[i]
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
        # An offer within the slack below the aspiration competes with one above it: the nearer of the two is made.
        if offer[r] != NOTHING and lowest[r] < least[r]:
            offer[r] = _nearest(utility, count, least[r], slack)


@compiled
def play(
    utility_0: Floats, least_0: Floats, offer_0: Ints, utility_1: Floats, least_1: Floats, offer_1: Ints
) -> tuple[int, int]:
    """Return the outcome agreed and the round, counted from 1; NOTHING and the last round without agreement."""
    rounds = least_0.shape[0]
    on_offer = NOTHING
    for r in range(rounds):
        # A side answers the offer on the table before it makes its own.
        if on_offer != NOTHING and utility_0[on_offer] >= least_0[r]:
            return on_offer, r + 1
        on_offer = offer_0[r]
        if on_offer != NOTHING and utility_1[on_offer] >= least_1[r]:
            return on_offer, r + 1
        on_offer = offer_1[r]
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
    """Settle negotiations over one domain between pairs, each with its own utilities.

    The nine arguments are the interface that the benchmark and the comparison with NegMAS share.

    Args:
        tables: (n, 2, K, levels) utility of each level of each issue for both sides.
        sizes: (K,) number of levels of each issue.
        reservation: (n, 2) reservation values.
        exponent: (n, 2) 1 / concession.
        rounds: Rounds until the deadline.
        tolerance: As in ``aspirations``.
        slack: As in ``offers_by_round``.
        outcome: (n,) filled with the outcome agreed, NOTHING for none.
        closes: (n,) filled with the round.
    """
    size = 1
    for k in range(sizes.shape[0]):
        size *= sizes[k]
    utility, least = np.empty((2, size)), np.empty((2, rounds))
    offer = np.empty((2, rounds), dtype=np.int32)
    for c in range(tables.shape[0]):
        for side in range(2):
            table = tables[c, side]
            count = utility_of_outcomes(0.0, table, sizes, utility[side])
            low, best = extremes(0.0, table, sizes)
            aspirations(max(low, reservation[c, side]), best, exponent[c, side], tolerance, least[side])
            offers_by_round(utility[side], count, best, least[side], slack, offer[side])
        outcome[c], closes[c] = play(utility[0], least[0], offer[0], utility[1], least[1], offer[1])
