"""Sums of compiled acts."""

import numpy as np
import pytest

from paradiplomacy.agents.compiled import uncompiled
from paradiplomacy.model.agreements.procedures import sum_of


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9, 10, 16, 17, 18, 40, 128])
def test_parties_are_added_up_as_numpy_does_to_the_last_bit(count: int) -> None:
    values = np.random.default_rng(count).normal(size=(count, 3))
    expected = np.add.reduceat(values, [0], axis=0)[0].tolist()
    assert [uncompiled(sum_of)(values[:, k]) for k in range(3)] == expected
