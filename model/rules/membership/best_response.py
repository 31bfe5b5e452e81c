"""Actors join or leave in turn, each as its payoff dictates, until nobody moves (Barrett 1994; Carraro and Siniscalco 1993).

An actor that is indifferent, to one part in a billion of what it weighs, stays where it is. Totals over the members are updated
with each move and added up again for each sweep, so a sweep takes time linear in the number of actors.
"""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled, inner
from paradiplomacy.model.clubs.payoffs import SAME, Others, add_up, alone, interests, owed, response, weigh
from paradiplomacy.model.rules.membership import Answers, Cases, Clause, Outcome, Payoffs

SOURCE = "Barrett 1994; Carraro and Siniscalco 1993"
# Best responses can cycle; a club that has not settled after this many sweeps is left as it is.
MOST_SWEEPS = 1000


@inner
def _shift(payoffs: Payoffs, clause: Clause, totals: Floats, i: int, joins: bool) -> None:
    """Update the totals after a move."""
    weight, again = payoffs.weight[i], clause.solved_again
    for k in range(payoffs.most.shape[0]):
        most = payoffs.most[k]
        if most <= 0.0:
            continue
        benefit, room, identity, cost = interests(payoffs, i, k)
        own = weight * benefit
        before = totals[0, k]
        joint = before + own if joins else before
        part = weight * room
        mine = part * owed(again, joint, room, identity, cost, payoffs.depth[i, k], most)
        answer = response(again, joint, weight, room, identity, cost, most)
        outside = part * alone(weight, room, benefit, identity, cost, most)
        if joins:
            totals[1, k] += own * totals[3, k] + mine
            totals[2, k] += outside
            totals[3, k] += answer
            totals[0, k] = joint
        else:
            totals[3, k] -= answer
            totals[1, k] -= mine + own * totals[3, k]
            totals[2, k] -= outside
            totals[0, k] = before - own


@compiled
def settle(cases: Cases, answers: Answers) -> Outcome:
    """Let those who are free to move take turns until nobody moves."""
    payoffs, clause, order, free, barred = cases
    inside, fresh, gain = answers
    n, issues = payoffs.benefit.shape
    totals = np.zeros((4, issues))
    members, share, new = 0, 0.0, 0
    for i in range(n):
        if inside[i]:
            members += 1
            share += payoffs.weight[i]
            new += fresh[i]
    sweeps, moved = 0, True
    while moved and sweeps < MOST_SWEEPS:
        moved = False
        sweeps += 1
        # Adding the totals up again bounds the rounding error of the updates within a sweep.
        add_up(payoffs, clause.solved_again, inside, totals)
        for i in order:
            if not free[i] or (barred[i] and not inside[i]):
                continue
            # The clause and the fellow members are those of the others, so a member is taken out of the counts while it decides.
            own, mine, newly = (1, payoffs.weight[i], int(fresh[i])) if inside[i] else (0, 0.0, 0)
            others = Others(members - own, share - mine, new - newly)
            gained, size = weigh(payoffs, clause, totals, others, i, inside[i])
            if inside[i] and gained < -SAME * size:
                _shift(payoffs, clause, totals, i, False)  # noqa: FBT003
                inside[i], moved = False, True
                members, share, new = members - 1, share - mine, new - newly
                fresh[i] = False
            elif not inside[i] and gained > SAME * size:
                _shift(payoffs, clause, totals, i, True)  # noqa: FBT003
                inside[i], moved = True, True
                members, share, new = members + 1, share + payoffs.weight[i], new + 1
                fresh[i] = True
    if moved:  # otherwise the totals are still those of the last sweep, in which nobody moved
        add_up(payoffs, clause.solved_again, inside, totals)
    # Stability is tested apart from the moves: a cycle may end at the last sweep in a membership that is not stable.
    internal, external = True, True
    for i in range(n):
        if not free[i]:
            continue
        own, mine, newly = (1, payoffs.weight[i], int(fresh[i])) if inside[i] else (0, 0.0, 0)
        others = Others(members - own, share - mine, new - newly)
        gain[i], size = weigh(payoffs, clause, totals, others, i, inside[i])
        if inside[i] and gain[i] < -SAME * size:
            internal = False
        if not inside[i] and not barred[i] and gain[i] > SAME * size:
            external = False
    return Outcome(sweeps, not moved, internal, external)
