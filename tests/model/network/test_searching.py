"""The order of approaches in time."""

import numpy as np

from paradiplomacy.model.network.searching import by_time


def test_approaches_come_in_the_order_of_time_and_at_one_time_in_that_of_the_keys() -> None:
    """Not in that of rows, which depend on who else is in the world."""
    rng = np.random.default_rng(3)
    keys = rng.permutation(20).astype(np.uint64)
    who, whom = rng.integers(0, 20, size=(2, 400)).astype(np.int32)
    when = rng.integers(0, 10, size=400) / 10.0
    order = by_time(keys, who, whom, when)
    expected = np.lexsort((keys[whom], keys[who], when))
    found = [(when[at], keys[who[at]], keys[whom[at]]) for at in order]
    assert found == [(when[at], keys[who[at]], keys[whom[at]]) for at in expected]
