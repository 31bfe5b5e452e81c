"""A bargained charter states the weighted mean of the commitments."""

import numpy as np
import pytest

from paradiplomacy.model.rules import CATALOGUE, rule


def test_it_states_the_weighted_mean_of_the_commitments() -> None:
    depth = rule("charter", "bargained").depth
    assert depth(np.array([0.2, 0.6]), np.array([3.0, 1.0])) == pytest.approx(0.3)
    assert depth(np.zeros(0), np.zeros(0)) == 0.0


def test_it_alone_lets_members_commit_themselves() -> None:
    assert [name for name in CATALOGUE["charter"] if rule("charter", name).BARGAINED] == ["bargained"]
    assert rule("charter", "bargained").SOLVED_AGAIN is False
