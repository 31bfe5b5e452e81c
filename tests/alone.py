"""The contract of every rule that is asked about many cases at once."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.records import select


def assert_each_case_is_settled_alone[C: tuple[np.ndarray, ...]](
    choose: Callable[[C], np.ndarray], cases: C, seed: int
) -> None:
    """No choice depends on the order of the cases, or on how many there are."""
    choice = choose(cases)
    order = np.random.default_rng(seed).permutation(len(choice))
    for part in (order, order[:1]):
        np.testing.assert_array_equal(choose(select(cases, part)), choice[part])
