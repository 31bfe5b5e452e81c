"""Payoffs of a club with one issue, worked out by hand (random clubs: test_coalitions.py)."""

import numpy as np
import pytest

from paradiplomacy.model.clubs.payoffs import gain_of, peaks, terms_of
from paradiplomacy.model.rules.membership import Clause, Payoffs

PAYOFFS = Payoffs(
    benefit=np.array([[1.0], [2.0]]),
    cost=np.array([[10.0], [10.0]]),
    identity=np.zeros((2, 1)),
    weight=np.array([0.5, 0.25]),
    room=np.ones((2, 1)),
    good=np.array([0.01, 0.02]),
    bonus=np.zeros(2),
    most=np.ones(1),
    depth=np.full((2, 1), 0.3),
)
COMMON = Clause(members=0, share=0.0, fresh=0.0, solved_again=False)
BOTH, NOBODY = np.ones(2, dtype=bool), np.zeros(2, dtype=bool)


def test_members_owe_the_common_depth_and_outsiders_do_what_is_best_for_them() -> None:
    owed, outside = np.zeros((2, 1)), np.zeros((2, 1))
    terms_of(PAYOFFS, COMMON, np.array([True, False]), owed, outside)
    np.testing.assert_allclose(owed, [[0.3], [0.0]])
    np.testing.assert_allclose(outside, [[0.05], [0.05]])  # w b / c for both


def test_solved_again_members_owe_what_their_number_makes_best() -> None:
    owed, outside = np.zeros((2, 1)), np.zeros((2, 1))
    terms_of(PAYOFFS, COMMON._replace(solved_again=True), BOTH, owed, outside)
    np.testing.assert_allclose(owed, [[0.1], [0.1]])  # (0.5 x 1 + 0.25 x 2) / 10


def test_leaving_a_club_without_a_clause_ends_only_the_leavers_effort() -> None:
    """The other stays bound. The leaver falls from 0.3 to 0.05; the cost of 0.3 over 0.05 is 5 (0.09 - 0.0025)."""
    moved = 0.5 * 0.25
    expected = 1.0 * moved - 5.0 * (0.09 - 0.0025) + 0.01
    assert gain_of(PAYOFFS, COMMON, NOBODY, BOTH, 0) == pytest.approx(expected, rel=1e-12)


def test_a_club_below_its_clause_yields_no_gain() -> None:
    assert gain_of(PAYOFFS, COMMON._replace(members=3), NOBODY, BOTH, 0) == 0.0


def test_the_ideal_common_depth_is_where_benefit_meets_cost() -> None:
    peak = np.zeros((2, 1))
    peaks(PAYOFFS, False, peak)  # noqa: FBT003
    np.testing.assert_allclose(peak, [[0.075], [0.15]])  # (0.5 + 0.25) b / c
    peaks(PAYOFFS, True, peak)  # noqa: FBT003
    np.testing.assert_allclose(peak, [[0.1], [0.1]])
