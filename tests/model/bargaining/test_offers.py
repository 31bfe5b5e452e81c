"""Offers by time-dependent tactics against a slow twin that looks at every outcome in every round."""

import itertools
import math

import numpy as np
import pytest

from paradiplomacy.model.bargaining.offers import NOTHING, settle_tables

TOLERANCE, SLACK = 1e-3, 1e-6


def twin(tables: np.ndarray, reservation: np.ndarray, exponent: np.ndarray, rounds: int) -> tuple[int, int]:
    """One negotiation between two sides of time-dependent tactics, in plain Python.

    In every round side 0 and then side 1 answers the offer made to it, and makes its own if it declines. A side asks
    for ``worst + (best - worst) (1 - t^k)`` less the tolerance, t the round over the rounds and one; it offers the
    outcome whose utility is nearest, of those that fall short of it by no more than the slack.
    """
    outcomes = list(itertools.product(*[range(tables.shape[2])] * tables.shape[1]))
    utility = []
    for side in range(2):
        values = []
        for outcome in outcomes:
            total = 0.0
            for issue, level in enumerate(outcome):
                total += float(tables[side, issue, level])
            values.append(total)
        utility.append(values)
    table = None
    for step in range(rounds):
        t = (step + 1) / (rounds + 1)
        for side in range(2):
            best, worst = max(utility[side]), max(min(utility[side]), float(reservation[side]))
            asked = (best - worst) * (1.0 - math.pow(t, float(exponent[side]))) + worst - TOLERANCE
            asked = max(worst, min(best, asked))
            if table is not None and utility[side][table] >= asked:
                return table, step + 1
            meets = [i for i, value in enumerate(utility[side]) if value >= asked - SLACK]
            table = min(meets, key=lambda i, side=side, asked=asked: abs(utility[side][i] - asked))
    return NOTHING, rounds


@pytest.mark.parametrize(
    ("issues", "levels", "rounds", "count"), [(1, 7, 10, 300), (2, 5, 20, 300), (3, 4, 50, 100), (5, 5, 50, 4)]
)
def test_every_negotiation_ends_as_its_slow_twin(issues: int, levels: int, rounds: int, count: int) -> None:
    rng = np.random.default_rng(issues)
    tables = rng.random((count, 2, issues, levels))
    best = tables.max(axis=-1).sum(axis=-1)
    reservation, exponent = best * rng.random((count, 2)), rng.choice([0.25, 0.5, 1.0, 2.0, 4.0], size=(count, 2))
    outcome, closes = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    sizes = np.full(issues, levels, dtype=np.int32)
    settle_tables(tables, sizes, reservation, exponent, rounds, TOLERANCE, SLACK, outcome, closes)
    expected = [twin(tables[c], reservation[c], exponent[c], rounds) for c in range(count)]
    assert [(int(o), int(r)) for o, r in zip(outcome, closes, strict=True)] == expected
    assert issues > 3 or 0 < (outcome == NOTHING).sum() < count


@pytest.mark.parametrize(("short", "outcome"), [(0.5e-6, 1), (2e-6, NOTHING)])
def test_an_offer_within_the_slack_of_the_aspiration_is_as_good_as_one_above(short: float, outcome: int) -> None:
    """One round: asked for is 1/2 less the tolerance. Level 1 falls short of that, which the slack covers or not."""
    tables = np.array([[[[0.0, 0.5 - TOLERANCE - short, 1.0]], [[0.0, 1.0, 0.0]]]])
    found, closes = np.empty(1, dtype=np.int32), np.empty(1, dtype=np.int32)
    sizes, none = np.array([3], dtype=np.int32), np.zeros((1, 2))
    settle_tables(tables, sizes, none, np.ones((1, 2)), 1, TOLERANCE, SLACK, found, closes)
    assert found[0] == outcome
    assert twin(tables[0], none[0], np.ones(2), 1)[0] == outcome


def test_of_two_outcomes_within_the_slack_the_nearer_is_offered() -> None:
    """Level 1 falls short by 0.9e-6, level 2 is over by 0.1e-6: level 2 is offered, which side 1 declines."""
    asked = 0.5 - TOLERANCE
    tables = np.array([[[[0.0, asked - 0.9e-6, asked + 0.1e-6, 1.0]], [[0.0, 1.0, 0.0, 0.0]]]])
    found, closes = np.empty(1, dtype=np.int32), np.empty(1, dtype=np.int32)
    settle_tables(
        tables, np.array([4], dtype=np.int32), np.zeros((1, 2)), np.ones((1, 2)), 1, TOLERANCE, SLACK, found, closes
    )
    assert found[0] == NOTHING == twin(tables[0], np.zeros(2), np.ones(2), 1)[0]
