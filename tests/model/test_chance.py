"""Counter-based chance: published answers, uniformity, independence; errors are stated in standard errors."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model import chance
from paradiplomacy.model.chance import Purpose, key_of, key_of_name, mix, normal, philox, stream_of, u01

# Random123 1.14, tests/kat_vectors: counter, key, answer of philox4x32-10.
PUBLISHED = {
    "zeros": ([0, 0, 0, 0], [0, 0], [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
    "ones": ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
    "digits of pi": (
        [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
        [0xA4093822, 0x299F31D0],
        [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
    ),
}
N = 40_000
FAR = 5.0  # standard errors: a right generator misses it once in 1.7 million


def uncompiled(function):
    """Return the uncompiled Python function."""
    return getattr(function, "py_func", function)


def sample(key: int = 7, other: int = 0, count: int = N) -> np.ndarray:
    """Draws for pairs whose counters differ by one, the hardest case for a counter-based generator."""
    return np.array([u01(np.uint64(key), np.uint64(i), np.uint64(other)) for i in range(count)])


def as_in_the_paper(counter: list[int], key: list[int]) -> list[int]:
    """Philox 4x32-10 as Salmon and others (2011) write it, with Python's integers."""
    c, k, low = list(counter), list(key), 0xFFFFFFFF
    for _ in range(10):
        left, right = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(right >> 32) ^ c[1] ^ k[0], right & low, (left >> 32) ^ c[3] ^ k[1], left & low]
        k = [(k[0] + 0x9E3779B9) & low, (k[1] + 0xBB67AE85) & low]
    return c


@given(st.lists(st.integers(0, 0xFFFFFFFF), min_size=6, max_size=6))
def test_philox_is_the_generator_of_the_paper_for_any_counter_and_key(words: list[int]) -> None:
    assert [int(word) for word in philox(*map(np.uint64, words))] == as_in_the_paper(words[:4], words[4:])


@pytest.mark.parametrize("name", PUBLISHED)
def test_philox_gives_the_published_answers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counter, key, answer = PUBLISHED[name]
    words = [np.uint64(word) for word in counter + key]
    assert [int(word) for word in philox(*words)] == answer
    monkeypatch.setattr(chance, "_two_rounds", uncompiled(chance._two_rounds))
    assert [int(word) for word in uncompiled(philox)(*words)] == answer


def test_draws_lie_strictly_between_0_and_1_and_are_uniform() -> None:
    draws = sample()
    assert draws.min() > 0.0 and draws.max() < 1.0
    cells = 100
    counts = np.bincount((draws * cells).astype(int), minlength=cells)
    chi2 = ((counts - N / cells) ** 2 / (N / cells)).sum()
    # chi square with 99 degrees of freedom: mean 99, standard deviation sqrt(198)
    assert abs(chi2 - (cells - 1)) < FAR * math.sqrt(2 * (cells - 1))
    assert abs(draws.mean() - 0.5) < FAR / math.sqrt(12 * N)


@pytest.mark.parametrize("lag", [1, 2, 64])
def test_draws_of_neighbouring_counters_are_uncorrelated(lag: int) -> None:
    draws = sample() - 0.5
    correlation = float((draws[lag:] * draws[:-lag]).mean() * 12)
    assert abs(correlation) < FAR / math.sqrt(N - lag)


def test_draws_of_neighbouring_keys_and_partners_are_uncorrelated() -> None:
    base = sample() - 0.5
    for other in (sample(key=8) - 0.5, sample(other=1) - 0.5):
        assert abs(float((base * other).mean() * 12)) < FAR / math.sqrt(N)


def test_the_pair_is_ordered() -> None:
    there = np.array([u01(np.uint64(3), np.uint64(i), np.uint64(i + 1)) for i in range(2000)])
    back = np.array([u01(np.uint64(3), np.uint64(i + 1), np.uint64(i)) for i in range(2000)])
    assert not np.any(there == back)
    assert abs(np.corrcoef(there, back)[0, 1]) < FAR / math.sqrt(2000)


def test_normal_draws_are_standard_normal() -> None:
    draws = np.array([normal(np.uint64(5), np.uint64(i), np.uint64(9)) for i in range(N)])
    assert abs(draws.mean()) < FAR / math.sqrt(N)
    assert abs(draws.var() - 1.0) < FAR * math.sqrt(2 / N)
    edges = [NormalDist().inv_cdf(p) for p in np.arange(0.05, 1.0, 0.05)]
    counts = np.bincount(np.searchsorted(edges, draws), minlength=20)
    chi2 = ((counts - N / 20) ** 2 / (N / 20)).sum()
    assert abs(chi2 - 19) < FAR * math.sqrt(2 * 19)


def test_the_upper_half_of_keys_and_counters_matters() -> None:
    zero = np.uint64(0)
    for high in (np.uint64(1 << 32), np.uint64(1 << 63)):
        words = {int(mix(zero, zero, zero)), int(mix(high, zero, zero)), int(mix(zero, high, zero))}
        assert len(words | {int(mix(zero, zero, high))}) == 4


def test_compiled_and_uncompiled_draws_are_the_same_bits() -> None:
    rng = np.random.default_rng(1)
    for key, a, b in rng.integers(0, 2**64, size=(200, 3), dtype=np.uint64):
        assert mix(key, a, b) == uncompiled(mix)(key, a, b)
        assert u01(key, a, b) == uncompiled(u01)(key, a, b)
        assert normal(key, a, b) == uncompiled(normal)(key, a, b)


def test_every_seed_replicate_month_purpose_and_draw_has_its_own_key() -> None:
    keys = [
        int(key_of(stream_of(seed, replicate), month, purpose, draw))
        for seed in (0, 1, 2**62)
        for replicate in (0, 1)
        for month in (-600, -1, 0, 1, 2400)
        for purpose in Purpose
        for draw in (0, 1, 2)
    ]
    assert len(set(keys)) == len(keys)


def test_seed_and_replicate_are_not_interchangeable() -> None:
    assert stream_of(1, 2) != stream_of(2, 1)


def test_an_actors_key_depends_on_its_id_alone_and_never_changes() -> None:
    # printf 'FRA:paris' | b2sum -l 64 (GNU coreutils) gives 487e2b0a2b15d1de; the key reads it from its low end.
    assert int(key_of_name("FRA:paris")) == 0xDED1152B0A2B7E48
    assert len({int(key_of_name(f"N{n:03d}:c{n:05d}")) for n in range(5000)}) == 5000


def test_purposes_have_different_numbers() -> None:
    assert len({int(purpose) for purpose in Purpose}) == len(Purpose.__members__)
