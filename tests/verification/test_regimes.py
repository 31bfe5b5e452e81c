"""The mandate to govern a challenge affects the share closed, and the ranking of regimes is not built in."""

from typing import Any

import numpy as np
import pytest

from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build

WIDE = 3.3
REGIMES = {"both": "joint-governance", "cities": "city-governance", "nations": "nation-governance"}
SMALL: dict[str, Any] = {"world.cities": 120, "world.nations": 25, "months": 36}
RELUCTANT = {
    "politics.office_nation": -1.0,
    "politics.party_weight_nation": 0.0,
    "utility.pragmatism_nation": 0.0,
}
"""Governments that oppose any commitment, regardless of material benefit."""


def closed(regime: str, seed: int, changes: dict[str, Any]) -> float:
    """Return the share of the challenges closed at the end under a regime."""
    world = build.build(change.apply(read.read(REGIMES[regime]), SMALL | changes), seed=seed)
    world.run()
    return MEASURES["closed"].of(world)


def by_regime(runs: int, changes: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return that share for ``runs`` paired runs of every regime."""
    return {regime: np.array([closed(regime, seed, changes) for seed in range(1, runs + 1)]) for regime in REGIMES}


def test_the_regimes_differ_in_the_mandate_and_in_nothing_else() -> None:
    one = read.read("joint-governance")
    for regime, name in REGIMES.items():
        other = read.read(name)
        assert other.challenges.mandate == regime
        same = change.apply(other, {"challenges.mandate": "both"})
        for group in ("world", "rules", "search", "utility", "response", "politics", "challenges", "issues", "start"):
            assert getattr(same, group) == getattr(one, group), group


def test_the_regimes_begin_with_the_same_actors() -> None:
    states = [
        build.build(change.apply(read.read(name), SMALL), seed=1, burn_in=False).state for name in REGIMES.values()
    ]
    for name in ("need", "position", "public", "salience", "activity", "gdp", "consent", "party"):
        for state in states[1:]:
            np.testing.assert_array_equal(getattr(states[0].actors, name), getattr(state.actors, name), name)


@pytest.mark.slow
def test_with_reluctant_nations_cities_close_more_than_nations_and_both_hardly_more_than_cities(interval) -> None:
    """Compare thirty paired runs: the ranking in the default world can be reversed."""
    found = by_regime(30, RELUCTANT)
    ahead, error = interval(found["cities"] - found["nations"])
    assert ahead > WIDE * error, f"cities minus nations {ahead:.4f} +- {error:.4f}"
    more, error = interval(found["both"] - found["cities"])
    usual, _ = interval(by_regime(6, {})["both"] - by_regime(6, {})["cities"])
    assert more + WIDE * error < 0.25 * usual, f"both minus cities {more:.4f} +- {error:.4f}, by default {usual:.4f}"
