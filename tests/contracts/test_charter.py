"""What every rule for the terms of a charter must do."""

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
    assert NAMES == ["joint_optimum", "median", "weighted_depth"]


@pytest.mark.parametrize("name", NAMES)
@given(peaks=PEAKS)
def test_terms_do_not_go_beyond_what_somebody_would_bear(name: str, peaks: list[float]) -> None:
    assert 0.0 <= depth(name, peaks) <= 2.0 * max(peaks) + 1e-12


@pytest.mark.parametrize("name", NAMES)
@given(peaks=PEAKS, seed=st.integers(0, 99))
def test_the_order_of_those_invited_does_not_matter(name: str, peaks: list[float], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(peaks))
    assert depth(name, [peaks[i] for i in order]) == pytest.approx(depth(name, peaks), abs=1e-12)


@pytest.mark.parametrize("name", NAMES)
@given(peaks=PEAKS, at=st.integers(0, 29))
def test_who_wants_more_does_not_make_terms_shallower(name: str, peaks: list[float], at: int) -> None:
    more = list(peaks)
    more[at % len(peaks)] += 0.05
    if name != "weighted_depth":  # there, one who bears more can make a narrow deep charter the better one, or not
        assert depth(name, more) >= depth(name, peaks) - 1e-12


@given(peaks=PEAKS)
def test_nothing_wins_a_vote_against_the_median(peaks: list[float]) -> None:
    chosen = depth("median", peaks)
    for other in np.linspace(0, 1, 21):
        votes = sum(abs(peak - other) < abs(peak - chosen) for peak in peaks)
        assert votes <= len(peaks) / 2


@given(peaks=PEAKS, seed=st.integers(0, 99))
def test_no_depth_gets_more_done_than_the_weighted_one(peaks: list[float], seed: int) -> None:
    weights = np.random.default_rng(seed).uniform(0.1, 1.0, len(peaks))

    def done(x: float) -> float:
        return x * sum(weight for peak, weight in zip(peaks, weights, strict=True) if 2 * peak >= x)

    chosen = depth("weighted_depth", peaks, weights.tolist())
    assert all(done(x) <= done(chosen) + 1e-9 for x in [*np.linspace(0, 2, 201), *(2 * peak for peak in peaks)])


def test_the_joint_optimum_weighs_by_size() -> None:
    assert depth("joint_optimum", [0.2, 0.6], [3.0, 1.0]) == pytest.approx(0.3)
