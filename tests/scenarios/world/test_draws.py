"""Draws about actors belong to the actor and to their place in the sequence."""

import numpy as np
import pytest

from paradiplomacy.model.chance import key_of_name, stream_of
from paradiplomacy.scenarios.world.draws import Draws

KEYS = np.array([key_of_name(f"N001:c{n:05d}") for n in range(2000)], dtype=np.uint64)


def test_an_actor_has_the_same_draws_whatever_other_actors_there_are() -> None:
    some = np.array([5, 700, 3])
    whole, part = Draws(stream_of(1), KEYS), Draws(stream_of(1), KEYS[some])
    for kind in ("uniform", "normal", "uniform"):
        np.testing.assert_array_equal(getattr(whole, kind)()[some], getattr(part, kind)())


def test_every_draw_of_the_sequence_and_every_run_has_its_own_numbers() -> None:
    draws, other = Draws(stream_of(1), KEYS), Draws(stream_of(2), KEYS)
    numbers = np.concatenate([draws.uniform(), draws.uniform(), other.uniform()])
    assert len(np.unique(numbers)) == len(numbers)


def test_draws_have_the_moments_of_their_distributions() -> None:
    draws, n = Draws(stream_of(3), KEYS), len(KEYS)
    uniform, normal = draws.uniform(), draws.normal()
    assert 0.0 < uniform.min() < uniform.max() < 1.0
    assert uniform.mean() == pytest.approx(0.5, abs=5 / np.sqrt(12 * n))
    assert normal.mean() == pytest.approx(0.0, abs=5 / np.sqrt(n))
    assert normal.var() == pytest.approx(1.0, abs=5 * np.sqrt(2 / n))
