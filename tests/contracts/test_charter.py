"""The contract of every rule for the terms of a charter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.rules import CATALOGUE, rule

NAMES = sorted(CATALOGUE["charter"])
PEAKS = st.lists(st.floats(0.0, 0.95), min_size=1, max_size=30)


def depth(name: str, peaks: list[float], weights: list[float] | None = None) -> float:
    return rule("charter", name).depth(np.array(peaks), np.array(weights or [1.0] * len(peaks)))


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    rng = np.random.default_rng(1)
    cases = [(rng.uniform(0, 1, n).tolist(), rng.uniform(0, 1, n).tolist()) for n in range(1, 60)]
    return {f"charter {name}": [float(depth(name, *case)).hex() for case in cases] for name in NAMES}


def test_there_are_rules_for_charters() -> None:
    assert NAMES == ["bargained", "joint_optimum", "median", "weighted_depth"]


@pytest.mark.parametrize("name", NAMES)
@given(peaks=PEAKS)
def test_terms_are_no_deeper_than_some_actor_accepts(name: str, peaks: list[float]) -> None:
    assert 0.0 <= depth(name, peaks) <= 2.0 * max(peaks) + 1e-12


@pytest.mark.parametrize("name", NAMES)
@given(peaks=PEAKS, seed=st.integers(0, 99))
def test_the_order_of_the_actors_invited_does_not_matter(name: str, peaks: list[float], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(peaks))
    assert depth(name, [peaks[i] for i in order]) == pytest.approx(depth(name, peaks), abs=1e-12)


@pytest.mark.parametrize("name", NAMES)
@given(peaks=PEAKS, at=st.integers(0, 29))
def test_an_actor_with_a_deeper_ideal_does_not_reduce_what_the_rule_aims_at(
    name: str, peaks: list[float], at: int
) -> None:
    more = list(peaks)
    more[at % len(peaks)] += 0.05
    # Depth times participation may prefer a broad charter that one more actor now accepts to a narrow and deeper one:
    # there what may not fall is the product.
    measure = depth if name != "weighted_depth" else product_at_its_depth
    assert measure(name, more) >= measure(name, peaks) - 1e-12


def product_at_its_depth(name: str, peaks: list[float]) -> float:
    """Depth times participation at the depth that a rule chooses, all of the same size."""
    chosen = depth(name, peaks)
    return chosen * sum(2 * peak >= chosen for peak in peaks)


def test_one_actor_that_accepts_more_can_make_the_weighted_depth_shallower_or_deeper() -> None:
    assert depth("weighted_depth", [0.4, 0.15]) == pytest.approx(0.8)
    assert depth("weighted_depth", [0.4, 0.25]) == pytest.approx(0.5)  # now both accept 0.5, which does more than 0.8
    assert depth("weighted_depth", [0.45, 0.2]) == pytest.approx(0.9)


@given(peaks=PEAKS)
def test_no_depth_beats_the_median_in_a_vote(peaks: list[float]) -> None:
    chosen = depth("median", peaks)
    for other in np.linspace(0, 1, 21):
        votes = sum(abs(peak - other) < abs(peak - chosen) for peak in peaks)
        assert votes <= len(peaks) / 2


@given(peaks=PEAKS, seed=st.integers(0, 99))
def test_no_depth_has_a_larger_product_than_the_weighted_one(peaks: list[float], seed: int) -> None:
    weights = np.random.default_rng(seed).uniform(0.1, 1.0, len(peaks))

    def done(x: float) -> float:
        return x * sum(weight for peak, weight in zip(peaks, weights, strict=True) if 2 * peak >= x)

    chosen = depth("weighted_depth", peaks, weights.tolist())
    assert all(done(x) <= done(chosen) + 1e-9 for x in [*np.linspace(0, 2, 201), *(2 * peak for peak in peaks)])


def test_the_joint_optimum_weighs_by_size() -> None:
    assert depth("joint_optimum", [0.2, 0.6], [3.0, 1.0]) == pytest.approx(0.3)
