"""Everybody in turn joins or leaves as is better for it, until nobody moves (Barrett 1994; Carraro and Siniscalco 1993).

The payoff of actor i is, summed over the issues, ``b_i Q - c_i q_i^2 / 2 + p_i q_i`` with the total effort
``Q = sum of w_j r_j q_j``; a member also has its club good for each fellow member, its bonus, and what else membership is
worth to it. Outsiders do what is best for themselves, ``q = (w_i r_i b_i + p_i) / c_i``. Where too few take part for the
clause, everybody does that. Indifferent (to one part in a billion of what is weighed) means stay.

Whoever weighs a move knows how members answer it, but reckons that those who do all they can, or nothing, go on so.
Totals are kept while they take turns and added up anew for each sweep, so a sweep takes as long as there are actors.

The file is long because the bookkeeping of the totals stands beside the payoff that they serve.
"""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.agreements.book import Flags, Rows

SAME = 1e-9
MOST_SWEEPS = 1000


class Seats(NamedTuple):
    """What a club is to each of those invited: (n,) or, where it goes by issue, (n, K) with the issues of the club.

    Attributes:
        benefit: (n, K) worth b of the effort of everybody.
        cost: (n, K) curvature c of the cost of its own effort, above 0.
        identity: (n, K) worth p of its own effort as such.
        weight: (n,) its part w in the economy of everybody.
        room: (n, K) what a unit of its effort here adds, 1 less what it has promised elsewhere.
        good: (n,) worth of each fellow member.
        bonus: (n,) what membership is worth besides, once the club is in force.
        most: (K,) largest effort; 0 where there is nothing to be done.
        depth: (K,) common depth; not read where terms are solved again.
    """

    benefit: Floats
    cost: Floats
    identity: Floats
    weight: Floats
    room: Floats
    good: Floats
    bonus: Floats
    most: Floats
    depth: Floats


class Clause(NamedTuple):
    """What it takes to be in force, how much a fresh joiner counts beyond one, and how terms are set."""

    members: int
    share: float
    fresh: float
    solved_again: bool


class Outcome(NamedTuple):
    """How it ended: sweeps made, whether nobody moved in the last one, and whether the outcome is stable."""

    sweeps: int
    settled: bool
    internal: bool
    external: bool


@inner
def _bounded(q: float, most: float) -> float:
    return min(most, max(0.0, q))


# These take numbers, not the seats: a call that hands on all columns takes longer than what it works out.
@inner
def _alone(weight: float, room: float, benefit: float, identity: float, cost: float, most: float) -> float:
    """Effort that is best for an outsider."""
    return _bounded((weight * room * benefit + identity) / cost, most)


@inner
def _owed(
    solved_again: bool, joint: float, room: float, identity: float, cost: float, depth: float, most: float
) -> float:
    """Effort that a member owes; ``joint`` is the sum of w b over all members, itself included."""
    if solved_again:
        return _bounded((room * joint + identity) / cost, most)
    return _bounded(depth, most)


@inner
def _answer(
    solved_again: bool, joint: float, weight: float, room: float, identity: float, cost: float, most: float
) -> float:
    """How much weighted effort a member adds for each unit that is added to ``joint``."""
    if not solved_again:
        return 0.0
    q = (room * joint + identity) / cost
    return weight * room * room / cost if 0.0 < q < most else 0.0


@inner
def _joint(seats: Seats, inside: Flags, k: int) -> float:
    """Sum of w b over the members."""
    total = 0.0
    for i in range(inside.shape[0]):
        if inside[i]:
            total += seats.weight[i] * seats.benefit[i, k]
    return total


@inner
def _add_up(seats: Seats, solved_again: bool, inside: Flags, totals: Floats) -> None:
    """Totals over the members: (4, K) of w b, w r q, w r times effort alone, and answers."""
    totals[:] = 0.0
    n, issues = seats.benefit.shape
    for k in range(issues):
        most, depth = seats.most[k], seats.depth[k]
        if most <= 0.0:
            continue
        joint = _joint(seats, inside, k)
        held, at_home, answers = 0.0, 0.0, 0.0
        for i in range(n):
            if inside[i]:
                weight, room, identity, cost = seats.weight[i], seats.room[i, k], seats.identity[i, k], seats.cost[i, k]
                part = weight * room
                held += part * _owed(solved_again, joint, room, identity, cost, depth, most)
                at_home += part * _alone(weight, room, seats.benefit[i, k], identity, cost, most)
                answers += _answer(solved_again, joint, weight, room, identity, cost, most)
        totals[0, k], totals[1, k], totals[2, k], totals[3, k] = joint, held, at_home, answers


@inner
def _weigh(
    seats: Seats, clause: Clause, totals: Floats, members: int, share: float, fresh: int, i: int, is_in: bool
) -> tuple[float, float]:
    """What membership is worth to i over staying out, and the size of what was weighed.

    ``members``, ``share`` and ``fresh`` are those of the others.
    """
    weight = seats.weight[i]
    force_in = members + 1 >= clause.members and share + weight >= clause.share * (1.0 - SAME)
    force_out = members >= clause.members and share >= clause.share * (1.0 - SAME) and members > 0
    if not force_in:
        return 0.0, 0.0
    gain = seats.good[i] * (members + clause.fresh * fresh) + seats.bonus[i]
    size = abs(seats.good[i] * (members + clause.fresh * fresh)) + abs(seats.bonus[i])
    again = clause.solved_again
    for k in range(seats.most.shape[0]):
        most = seats.most[k]
        if most <= 0.0:
            continue
        benefit, room, identity, cost = seats.benefit[i, k], seats.room[i, k], seats.identity[i, k], seats.cost[i, k]
        own = weight * benefit
        joint = totals[0, k] if is_in else totals[0, k] + own
        q = _owed(again, joint, room, identity, cost, seats.depth[k], most)
        q_alone = _alone(weight, room, benefit, identity, cost, most)
        mine = _answer(again, totals[0, k], weight, room, identity, cost, most) if is_in else 0.0
        answers = totals[3, k] - mine
        part = weight * room
        moved = part * (q - q_alone)
        if force_out:
            moved += own * answers
        else:
            held, at_home = totals[1, k] + own * answers, totals[2, k]
            if is_in:
                held = totals[1, k] - part * q
                at_home = totals[2, k] - part * q_alone
            moved += held - at_home
        worth = benefit * moved
        burden = 0.5 * cost * (q * q - q_alone * q_alone)
        pride = identity * (q - q_alone)
        gain += worth - burden + pride
        size += abs(worth) + abs(burden) + abs(pride)
    return gain, size


@inner
def _shift(seats: Seats, clause: Clause, totals: Floats, i: int, joins: bool) -> None:
    """The totals after a move."""
    weight, again = seats.weight[i], clause.solved_again
    for k in range(seats.most.shape[0]):
        most = seats.most[k]
        if most <= 0.0:
            continue
        benefit, room, identity, cost = seats.benefit[i, k], seats.room[i, k], seats.identity[i, k], seats.cost[i, k]
        own = weight * benefit
        before = totals[0, k]
        joint = before + own if joins else before
        part = weight * room
        mine = part * _owed(again, joint, room, identity, cost, seats.depth[k], most)
        answer = _answer(again, joint, weight, room, identity, cost, most)
        at_home = part * _alone(weight, room, benefit, identity, cost, most)
        if joins:
            totals[1, k] += own * totals[3, k] + mine
            totals[2, k] += at_home
            totals[3, k] += answer
            totals[0, k] = joint
        else:
            totals[3, k] -= answer
            totals[1, k] -= mine + own * totals[3, k]
            totals[2, k] -= at_home
            totals[0, k] = before - own


@compiled
def settle(
    seats: Seats, clause: Clause, order: Rows, free: Flags, barred: Flags, fresh: Flags, inside: Flags, gain: Floats
) -> Outcome:
    """Let those who are free to move take turns until nobody moves.

    Args:
        seats: What the club is to everybody.
        clause: The clause and how terms are set.
        order: Those who take turns, in this order; who is not free to move may be left out.
        free: (n,) who weighs the matter now.
        barred: (n,) who may not join.
        fresh: (n,) who has joined lately; joiners become so.
        inside: (n,) who is a member; changed in place.
        gain: (n,) what membership is worth over staying out at the end; filled for those who are free to move.

    Whether the outcome is stable is said for those who are free to move.
    """
    n, issues = seats.benefit.shape
    totals = np.zeros((4, issues))
    members, share, new = 0, 0.0, 0
    for i in range(n):
        if inside[i]:
            members += 1
            share += seats.weight[i]
            new += fresh[i]
    sweeps, moved = 0, True
    while moved and sweeps < MOST_SWEEPS:
        moved = False
        sweeps += 1
        _add_up(seats, clause.solved_again, inside, totals)
        for i in order:
            if not free[i] or (barred[i] and not inside[i]):
                continue
            own, mine, newly = (1, seats.weight[i], int(fresh[i])) if inside[i] else (0, 0.0, 0)
            worth, size = _weigh(seats, clause, totals, members - own, share - mine, new - newly, i, inside[i])
            if inside[i] and worth < -SAME * size:
                _shift(seats, clause, totals, i, False)  # noqa: FBT003
                inside[i], moved = False, True
                members, share, new = members - 1, share - mine, new - newly
                fresh[i] = False
            elif not inside[i] and worth > SAME * size:
                _shift(seats, clause, totals, i, True)  # noqa: FBT003
                inside[i], moved = True, True
                members, share, new = members + 1, share + seats.weight[i], new + 1
                fresh[i] = True
    if moved:  # else the totals are those of the last sweep, in which nobody moved
        _add_up(seats, clause.solved_again, inside, totals)
    internal, external = True, True
    for i in range(n):
        if not free[i]:
            continue
        own, mine, newly = (1, seats.weight[i], int(fresh[i])) if inside[i] else (0, 0.0, 0)
        gain[i], size = _weigh(seats, clause, totals, members - own, share - mine, new - newly, i, inside[i])
        if inside[i] and gain[i] < -SAME * size:
            internal = False
        if not inside[i] and not barred[i] and gain[i] > SAME * size:
            external = False
    return Outcome(sweeps, not moved, internal, external)


@compiled
def worth(seats: Seats, clause: Clause, fresh: Flags, inside: Flags, i: int) -> float:
    """What membership is worth to one over staying out, with the others as they are."""
    totals = np.zeros((4, seats.most.shape[0]))
    _add_up(seats, clause.solved_again, inside, totals)
    members, share, new = 0, 0.0, 0
    for j in range(inside.shape[0]):
        if inside[j] and j != i:
            members += 1
            share += seats.weight[j]
            new += fresh[j]
    return _weigh(seats, clause, totals, members, share, new, i, inside[i])[0]


@compiled
def terms_of(seats: Seats, clause: Clause, inside: Flags, terms: Floats, at_home: Floats) -> None:
    """What members owe (outsiders: nothing), and what everybody would do had it not joined: (n, K)."""
    n, issues = seats.benefit.shape
    for k in range(issues):
        most, depth = seats.most[k], seats.depth[k]
        if most <= 0.0:
            continue
        joint = _joint(seats, inside, k)
        for i in range(n):
            room, identity, cost = seats.room[i, k], seats.identity[i, k], seats.cost[i, k]
            at_home[i, k] = _alone(seats.weight[i], room, seats.benefit[i, k], identity, cost, most)
            due = _owed(clause.solved_again, joint, room, identity, cost, depth, most)
            terms[i, k] = due if inside[i] else 0.0


@compiled
def peaks(seats: Seats, solved_again: bool, peak: Floats) -> None:
    """What each of those invited would have if all take part: (n, K).

    The common depth that it likes best or, where terms are solved again, what it would owe.
    """
    n, issues = seats.benefit.shape
    for k in range(issues):
        if seats.most[k] <= 0.0:
            continue
        joint, everybody = 0.0, 0.0
        for i in range(n):
            joint += seats.weight[i] * seats.benefit[i, k]
            everybody += seats.weight[i] * seats.room[i, k]
        for i in range(n):
            wanted = seats.room[i, k] * joint if solved_again else everybody * seats.benefit[i, k]
            peak[i, k] = _bounded((wanted + seats.identity[i, k]) / seats.cost[i, k], seats.most[k])
