"""Coalitions of identical actors have the size that theory predicts."""

import pytest

from paradiplomacy.experiments.measures.coalitions import stable_coalition


@pytest.mark.parametrize("n", [3, 4, 17, 60])
def test_three_stay_in_a_coalition_of_any_number(n):
    assert stable_coalition(n, 0.7, 2.0, 0.3, seed=n) == 3
