"""The stable coalition of actors that are alike, by the rule of membership itself (P12)."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.rules.membership import Answers, Cases, Clause, Payoffs
from paradiplomacy.model.rules.membership.best_response import settle

LARGEST = 60


def stable_coalition(n: int, benefit: float, cost: float, identity: float, seed: int) -> int:
    """Members when nobody moves any more, from all n, with no club good: three is the theorem (Barrett 1994)."""
    column = np.ones((n, 1))
    payoffs = Payoffs(
        benefit=benefit * column,
        cost=cost * column,
        identity=identity * column,
        weight=np.ones(n),
        good=np.zeros(n),
        bonus=np.zeros(n),
        most=np.array([np.inf]),
        depth=np.zeros(1),
        room=column,
    )
    members = np.ones(n, dtype=bool)
    order = np.random.default_rng(seed).permutation(n)
    nobody = np.zeros(n, dtype=bool)
    clause = Clause(members=0, share=0.0, fresh=0.0, solved_again=True)
    cases = Cases(payoffs, clause, order, free=np.ones(n, dtype=bool), barred=nobody)
    settle(cases, Answers(members, fresh=nobody.copy(), gain=np.zeros(n)))
    return int(members.sum())


def stable_coalitions(seed: int) -> Floats:
    """Sizes for every number of actors from 3 to 60, each with other payoffs."""
    rng = np.random.default_rng(seed)
    sizes = []
    for n in range(3, LARGEST + 1):
        benefit, cost, identity = np.exp(rng.uniform(-4.0, 4.0, 3)).tolist()
        sizes.append(stable_coalition(n, benefit, cost, identity, seed))
    return np.array(sizes, dtype=np.float64)
