"""Meetings at a summit: the compiled races agree with a slow twin, and one more invitee changes little."""

import numpy as np
import pytest

from paradiplomacy.model.chance import NOBODY, key_of_name, u01
from paradiplomacy.model.network.meetings import meetings, meetings_of_many

KEY, PLACE = np.uint64(12345), np.uint64(678)
KEYS = np.array([key_of_name(f"actor {number}") for number in range(40)], dtype=np.uint64)


def met(who: list[int], count: int) -> list[tuple[int, int]]:
    size = len(who) * count
    first, second = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    meetings(KEYS, np.array(who, dtype=np.int32), count, KEY, first, second, np.zeros(size))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def met_nearby(who: list[int], count: int, candidates: int) -> list[tuple[int, int]]:
    size = len(who) * count
    first, second = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32)
    rows = np.array(who, dtype=np.int32)
    made = meetings_of_many(KEYS, rows, count, candidates, KEY, PLACE, first, second, np.zeros(size))
    return list(zip(first[:made].tolist(), second[:made].tolist(), strict=True))


def slow(who: list[int], count: int) -> list[tuple[int, int]]:
    """Each invitee meets those with the smallest draws of the pair."""
    pairs = []
    for one in who:
        draws = sorted((float(u01(KEY, KEYS[one], KEYS[other])), other) for other in who if other != one)
        pairs += [(one, other) for _, other in draws[:count]]
    return pairs


def slow_nearby(who: list[int], count: int, candidates: int) -> list[tuple[int, int]]:
    """Each invitee meets those with the smallest draws among the invitees that follow its points on the ring."""
    ring = sorted((float(u01(PLACE, KEYS[each], NOBODY)), each) for each in who)
    pairs = []
    for one in who:
        points = [float(u01(PLACE, KEYS[one], np.uint64(t + 1))) for t in range(candidates)]
        near = {next((each for place, each in ring if place >= point), ring[0][1]) for point in points} - {one}
        draws = sorted((float(u01(KEY, KEYS[one], KEYS[other])), other) for other in near)
        pairs += [(one, other) for _, other in draws[:count]]
    return pairs


@pytest.mark.parametrize("count", [1, 3])
def test_the_race_of_a_small_summit_agrees_with_its_slow_twin(count: int) -> None:
    who = [3, 8, 11, 20, 21, 39]
    assert met(who, count) == slow(who, count)


@pytest.mark.parametrize(("count", "candidates"), [(1, 2), (3, 6), (5, 4)])
def test_the_race_of_a_large_summit_agrees_with_its_slow_twin(count: int, candidates: int) -> None:
    who = list(range(1, 40, 2))
    assert met_nearby(who, count, candidates) == slow_nearby(who, count, candidates)


def test_one_invitee_more_changes_only_meetings_with_it() -> None:
    who = list(range(20))
    before, after = set(met(who, 4)), set(met([*who, 30], 4))
    assert all(30 in pair for pair in after - before)
    displaced = {one for one, _ in before - after}
    assert displaced <= {one for one, other in after if other == 30}
