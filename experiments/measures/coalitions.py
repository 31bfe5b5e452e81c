"""The stable coalition of identical actors, by the model's own rule of membership (pattern Q20)."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.rules.membership import Answers, Cases, Clause, Payoffs
from paradiplomacy.model.rules.membership.best_response import settle

LARGEST = 60


def stable_coalition(n: int, benefit: float, cost: float, identity: float, seed: int) -> int:
    """Count the members of the coalition that nobody joins or leaves any more.

    Membership starts with everybody and the club has no good for members only. Theory predicts three members (Barrett
    1994).

    Args:
        n: Number of identical actors.
        benefit: Benefit to an actor of a unit of effort by any actor.
        cost: Curvature of the cost of effort, above 0.
        identity: Intrinsic utility of a unit of effort.
        seed: Seed of the order in which actors move.

    Returns:
        Number of members.
    """
    column = np.ones((n, 1))
    payoffs = Payoffs(
        benefit=benefit * column,
        cost=cost * column,
        identity=identity * column,
        weight=np.ones(n),
        good=np.zeros(n),
        bonus=np.zeros(n),
        most=np.array([np.inf]),
        depth=np.zeros((n, 1)),
        room=column,
    )
    # From full membership downwards: a coalition that holds is then one that nobody leaves, the harder test.
    members = np.ones(n, dtype=bool)
    order = np.random.default_rng(seed).permutation(n)
    nobody = np.zeros(n, dtype=bool)
    clause = Clause(members=0, share=0.0, fresh=0.0, solved_again=True)
    cases = Cases(payoffs, clause, order, free=np.ones(n, dtype=bool), barred=nobody)
    settle(cases, Answers(members, fresh=nobody.copy(), gain=np.zeros(n)))
    return int(members.sum())


def stable_coalitions(seed: int) -> Floats:
    """Sizes of the stable coalition for every number of actors from 3 to 60, each with other random payoffs."""
    rng = np.random.default_rng(seed)
    sizes = []
    for n in range(3, LARGEST + 1):
        benefit, cost, identity = np.exp(rng.uniform(-4.0, 4.0, 3)).tolist()
        sizes.append(stable_coalition(n, benefit, cost, identity, seed))
    return np.array(sizes, dtype=np.float64)
