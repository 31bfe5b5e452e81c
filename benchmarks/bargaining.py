"""Blind offers against NegMAS: the same agreements, and how fast.

One command, both peers side by side in one run:

    python benchmarks/bargaining.py

The domain has five issues with five values each (3,125 outcomes); a talk has 50 rounds; both sides concede over time
(NegMAS: ``AspirationNegotiator`` in a ``SAOMechanism``). Every talk has fresh utilities, so both peers have to compute
their offers from scratch. NegMAS comes with the dependency group ``bench``.
"""

import argparse
import math
import statistics
import time
import warnings
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.model.bargaining.offers import NOTHING, settle_tables

LEVELS, ISSUES, ROUNDS = 5, 5, 50
TOLERANCE, SLACK = 1e-3, 1e-6  # of NegMAS: AspirationNegotiator's tolerance, and EPS of its inverted utilities
EXPONENTS = (0.25, 0.5, 1.0, 2.0, 4.0)  # conceder ... boulware
LEAST_RATIO = 500


class Talks(NamedTuple):
    """Talks about one domain: utility by level (n, 2, K, levels), reservation values (n, 2), exponents (n, 2)."""

    tables: Floats
    reservation: Floats
    exponent: Floats


def draw(count: int, seed: int, issues: int = ISSUES, levels: int = LEVELS) -> Talks:
    """Talks between sides with weights on the simplex, utilities from 0 to 1, and random reservation values.

    Reservation values are below what a side can have at best: where they are not, NegMAS offers the best outcome
    all the same, and may end in an agreement that its own side would refuse.
    """
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues), size=(count, 2))
    tables = weights[..., None] * rng.random((count, 2, issues, levels))
    best = tables.max(axis=-1).sum(axis=-1)
    return Talks(tables, best * rng.random((count, 2)), rng.choice(EXPONENTS, size=(count, 2)))


def ours(talks: Talks, rounds: int) -> Ints:
    """Number of the outcome of every talk; NOTHING for none."""
    count, _, issues, levels = talks.tables.shape
    outcome, closes = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    sizes = np.full(issues, levels, dtype=np.int32)
    settle_tables(talks.tables, sizes, talks.reservation, talks.exponent, rounds, TOLERANCE, SLACK, outcome, closes)
    return outcome


def negmas(talks: Talks, rounds: int) -> Ints:
    """The same from NegMAS."""
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction, TableFun
    from negmas.sao import AspirationNegotiator, SAOMechanism

    count, _, issues, levels = talks.tables.shape
    space = make_os([make_issue(levels, name=f"issue {k}") for k in range(issues)])
    outcome = np.full(count, NOTHING, dtype=np.int32)
    for c in range(count):
        mechanism = SAOMechanism(outcome_space=space, n_steps=rounds)
        for side in range(2):
            worth = LinearAdditiveUtilityFunction(
                values=[TableFun(dict(enumerate(row.tolist()))) for row in talks.tables[c, side]],
                weights=[1.0] * issues,
                outcome_space=space,
                reserved_value=float(talks.reservation[c, side]),
            )
            tactic = AspirationNegotiator(aspiration_type=float(talks.exponent[c, side]), name=f"side {side}")
            mechanism.add(tactic, ufun=worth)
        agreement = mechanism.run().agreement
        if agreement is not None:
            outcome[c] = np.ravel_multi_index(agreement, (levels,) * issues)
    return outcome


def compare(count: int, seed: int, repeats: int) -> float:
    """Print how many agreements are the same, and both speeds, peers taking turns; returns the ratio of the speeds."""
    ours(draw(2, 0), ROUNDS)  # compiles
    same = agreed = 0
    speeds: dict[str, list[float]] = {"NegMAS": [], "paradiplomacy": []}
    for part in range(repeats):
        few, many = draw(count // repeats, seed + part), draw(20_000, 1000 + seed + part)
        start = time.perf_counter()
        theirs = negmas(few, ROUNDS)
        speeds["NegMAS"].append(len(theirs) / (time.perf_counter() - start))
        start = time.perf_counter()
        ours(many, ROUNDS)
        speeds["paradiplomacy"].append(len(many.tables) / (time.perf_counter() - start))
        mine = ours(few, ROUNDS)
        same += int((mine == theirs).sum())
        agreed += int((theirs != NOTHING).sum())
    ratio = statistics.median(speeds["paradiplomacy"]) / statistics.median(speeds["NegMAS"])
    total = count // repeats * repeats
    print(f"identical agreements      {same} of {total} ({agreed} agreed, {total - agreed} out of time)")
    for peer, each in speeds.items():
        print(
            f"{peer:<16} {statistics.median(each):>12,.0f} talks a second (from {min(each):,.0f} to {max(each):,.0f})"
        )
    print(f"ratio of the medians      {ratio:,.0f} (wanted: {LEAST_RATIO})")
    return ratio if same == total else math.nan


def main() -> int:
    """Run the comparison; 0 if everything is identical and the ratio is reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--talks", type=int, default=400, help="talks that both peers settle (default 400)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5, help="turns of each peer (default 5)")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")  # NegMAS warns of slow inversions
    ratio = compare(chosen.talks, chosen.seed, chosen.repeats)
    return 0 if ratio >= LEAST_RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
