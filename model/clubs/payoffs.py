"""Payoffs of a club or treaty, and what its members owe (Barrett 1994; Carraro and Siniscalco 1993).

The payoff of actor i is, summed over the issues, ``b_i Q - c_i q_i^2 / 2 + p_i q_i`` with the total effort
``Q = sum of w_j r_j q_j``; a member also has the club good for each fellow member, its bonus, and the other benefits of
membership. Outsiders do what is best for themselves, ``q = (w_i r_i b_i + p_i) / c_i``. Where participation does not meet the
clause, everybody does that.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Flags
from paradiplomacy.model.rules.membership import Clause, Payoffs

SAME = 1e-9
"""Relative tolerance within which an actor is indifferent."""


class Others(NamedTuple):
    """The members other than the one who weighs a move: their number, their sum of weights, and how many are fresh."""

    members: int
    share: float
    fresh: int


@inner
def bounded(q: float, most: float) -> float:
    """Clip an effort to [0, most]."""
    return min(most, max(0.0, q))


# These take numbers rather than the record of payoffs: passing all columns would cost more than the arithmetic itself.
@inner
def alone(weight: float, room: float, benefit: float, identity: float, cost: float, most: float) -> float:
    """Return the effort that is best for an outsider."""
    return bounded((weight * room * benefit + identity) / cost, most)


@inner
def owed(
    solved_again: bool, joint: float, room: float, identity: float, cost: float, depth: float, most: float
) -> float:
    """Return the effort that a member owes; ``joint`` is the sum of w b over all members, itself included."""
    if solved_again:
        return bounded((room * joint + identity) / cost, most)
    return bounded(depth, most)


@inner
def response(
    solved_again: bool, joint: float, weight: float, room: float, identity: float, cost: float, most: float
) -> float:
    """Return the weighted effort that a member adds per unit added to ``joint``."""
    if not solved_again:
        return 0.0
    q = (room * joint + identity) / cost
    return weight * room * room / cost if 0.0 < q < most else 0.0


@inner
def interests(payoffs: Payoffs, i: int, k: int) -> tuple[float, float, float, float]:
    """Return benefit, room, identity charge and cost of actor i on issue k."""
    return payoffs.benefit[i, k], payoffs.room[i, k], payoffs.identity[i, k], payoffs.cost[i, k]


@inner
def joint_benefit(payoffs: Payoffs, inside: Flags, k: int) -> float:
    """Return the sum of w b over the members."""
    total = 0.0
    for i in range(inside.shape[0]):
        if inside[i]:
            total += payoffs.weight[i] * payoffs.benefit[i, k]
    return total


@inner
def add_up(payoffs: Payoffs, solved_again: bool, inside: Flags, totals: Floats) -> None:
    """Fill the totals over the members: (4, K) of w b, w r q, w r times the effort of an outsider, and responses."""
    totals[:] = 0.0
    n, issues = payoffs.benefit.shape
    for k in range(issues):
        most = payoffs.most[k]
        if most <= 0.0:
            continue
        joint = joint_benefit(payoffs, inside, k)
        pledged, outside, responses = 0.0, 0.0, 0.0
        for i in range(n):
            if inside[i]:
                weight = payoffs.weight[i]
                benefit, room, identity, cost = interests(payoffs, i, k)
                part = weight * room
                pledged += part * owed(solved_again, joint, room, identity, cost, payoffs.depth[i, k], most)
                outside += part * alone(weight, room, benefit, identity, cost, most)
                responses += response(solved_again, joint, weight, room, identity, cost, most)
        totals[0, k], totals[1, k], totals[2, k], totals[3, k] = joint, pledged, outside, responses


@inner
def weigh(payoffs: Payoffs, clause: Clause, totals: Floats, others: Others, i: int, is_in: bool) -> tuple[float, float]:
    """Return the payoff of membership to i over staying out, and the sum of the absolute values of its parts.

    A mover anticipates members' best responses, but treats those at a corner (zero or full effort) as fixed.
    """
    members, share, fresh = others
    weight = payoffs.weight[i]
    # A club that the actor's membership does not bring into force changes nothing, whatever its terms.
    force_in = members + 1 >= clause.members and share + weight >= clause.share * (1.0 - SAME)
    force_out = members >= clause.members and share >= clause.share * (1.0 - SAME) and members > 0
    if not force_in:
        return 0.0, 0.0
    gain = payoffs.good[i] * (members + clause.fresh * fresh) + payoffs.bonus[i]
    size = abs(payoffs.good[i] * (members + clause.fresh * fresh)) + abs(payoffs.bonus[i])
    again = clause.solved_again
    for k in range(payoffs.most.shape[0]):
        most = payoffs.most[k]
        if most <= 0.0:
            continue
        benefit, room, identity, cost = interests(payoffs, i, k)
        own = weight * benefit
        joint = totals[0, k] if is_in else totals[0, k] + own
        q = owed(again, joint, room, identity, cost, payoffs.depth[i, k], most)
        q_alone = alone(weight, room, benefit, identity, cost, most)
        mine = response(again, totals[0, k], weight, room, identity, cost, most) if is_in else 0.0
        responses = totals[3, k] - mine
        part = weight * room
        moved = part * (q - q_alone)
        # In force without the actor: it moves its own effort and the responses of the others to its weight.
        if force_out:
            moved += own * responses
        else:
            # Not in force without the actor: everybody's effort falls back to that of an outsider.
            pledged, outside = totals[1, k] + own * responses, totals[2, k]
            if is_in:
                pledged = totals[1, k] - part * q
                outside = totals[2, k] - part * q_alone
            moved += pledged - outside
        common = benefit * moved
        burden = 0.5 * cost * (q * q - q_alone * q_alone)
        intrinsic = identity * (q - q_alone)
        gain += common - burden + intrinsic
        # The sizes of the parts give the scale for indifference: a difference of large numbers is rounded accordingly.
        size += abs(common) + abs(burden) + abs(intrinsic)
    return gain, size


@compiled
def gain_of(payoffs: Payoffs, clause: Clause, fresh: Flags, inside: Flags, i: int) -> float:
    """Return the payoff of membership to one actor over staying out, with the others as they are."""
    totals = np.zeros((4, payoffs.most.shape[0]))
    add_up(payoffs, clause.solved_again, inside, totals)
    members, share, new = 0, 0.0, 0
    for j in range(inside.shape[0]):
        if inside[j] and j != i:
            members += 1
            share += payoffs.weight[j]
            new += fresh[j]
    return weigh(payoffs, clause, totals, Others(members, share, new), i, inside[i])[0]


@compiled
def terms_of(payoffs: Payoffs, clause: Clause, inside: Flags, terms: Floats, outside: Floats) -> None:
    """Fill what members owe (outsiders: nothing), and what everybody would do as an outsider: (n, K)."""
    n, issues = payoffs.benefit.shape
    for k in range(issues):
        most = payoffs.most[k]
        if most <= 0.0:
            continue
        joint = joint_benefit(payoffs, inside, k)
        for i in range(n):
            benefit, room, identity, cost = interests(payoffs, i, k)
            outside[i, k] = alone(payoffs.weight[i], room, benefit, identity, cost, most)
            due = owed(clause.solved_again, joint, room, identity, cost, payoffs.depth[i, k], most)
            terms[i, k] = due if inside[i] else 0.0


@compiled
def peaks(payoffs: Payoffs, solved_again: bool, peak: Floats) -> None:
    """Fill the ideal common depth of each actor invited if all take part: (n, K).

    Where terms are solved again it is what the actor would owe.
    """
    n, issues = payoffs.benefit.shape
    for k in range(issues):
        if payoffs.most[k] <= 0.0:
            continue
        joint, everybody = 0.0, 0.0
        for i in range(n):
            joint += payoffs.weight[i] * payoffs.benefit[i, k]
            everybody += payoffs.weight[i] * payoffs.room[i, k]
        for i in range(n):
            # A common depth binds everybody, so its benefit to one actor counts the effort of all; solved again, an actor
            # weighs what its own effort does for all.
            wanted = payoffs.room[i, k] * joint if solved_again else everybody * payoffs.benefit[i, k]
            peak[i, k] = bounded((wanted + payoffs.identity[i, k]) / payoffs.cost[i, k], payoffs.most[k])
