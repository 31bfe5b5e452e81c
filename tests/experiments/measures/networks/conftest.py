"""Small networks of which everything can be counted."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks.ties import Places, TieNetwork, network_of

Pairs = list[tuple[int, int]]


@pytest.fixture
def network() -> Callable[..., TieNetwork]:
    """Return a function that makes a network of n cities, scattered over the globe, with given ties."""

    def make(n: int, pairs: Pairs, seed: int = 1) -> TieNetwork:
        rng = np.random.default_rng(seed)
        place = rng.normal(size=(n, 3))
        places = Places(
            population=1e6 * np.exp(rng.exponential(size=n)),
            place=place / np.linalg.norm(place, axis=1)[:, None],
            language=(np.uint64(1) << rng.integers(0, 5, size=(n, 1)).astype(np.uint64)),
            nation=rng.integers(0, 8, size=n),
            democracy=rng.random(n),
            government=rng.normal(size=(n, 2)),
            capital=(rng.random(n) < 0.3).astype(float),
        )
        ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return network_of(places, ends[:, 0], ends[:, 1])

    return make
