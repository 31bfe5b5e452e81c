"""Actors join and leave in turn: who is barred stays out, who is not free stays put (exact results: test_coalitions.py)."""

import numpy as np

from paradiplomacy.model.rules.membership import Answers, Cases, Clause, Payoffs
from paradiplomacy.model.rules.membership.best_response import settle

N = 5


def payoffs(good: float) -> Payoffs:
    """Five actors alike that gain only from fellow members."""
    column = np.ones((N, 1))
    return Payoffs(
        benefit=0.0 * column,
        cost=column,
        identity=0.0 * column,
        weight=np.ones(N),
        room=column,
        good=np.full(N, good),
        bonus=np.zeros(N),
        most=np.ones(1),
        depth=0.0 * column,
    )


def settled(
    good: float, inside: list[int], barred: list[int], free: list[int]
) -> tuple[list[int], list[int], np.ndarray]:
    flags = np.zeros((3, N), dtype=bool)
    for row, chosen in zip(flags, (inside, barred, free), strict=True):
        row[chosen] = True
    answers = Answers(flags[0].copy(), np.zeros(N, dtype=bool), np.zeros(N))
    clause = Clause(members=0, share=0.0, fresh=0.0, solved_again=False)
    outcome = settle(Cases(payoffs(good), clause, np.arange(N), flags[2], flags[1]), answers)
    assert outcome.settled
    return np.flatnonzero(answers.inside).tolist(), np.flatnonzero(answers.fresh).tolist(), answers.gain


def test_one_member_draws_in_all_who_may_join() -> None:
    inside, fresh, gain = settled(0.1, inside=[0], barred=[3], free=list(range(N)))
    assert inside == [0, 1, 2, 4]
    assert fresh == [1, 2, 4]
    np.testing.assert_allclose(gain, [0.3, 0.3, 0.3, 0.4, 0.3])


def test_a_club_bad_empties_itself_but_for_those_who_are_not_free() -> None:
    inside, _, _ = settled(-0.1, inside=[0, 1, 2, 3], barred=[], free=[1, 2, 3, 4])
    assert inside == [0]
