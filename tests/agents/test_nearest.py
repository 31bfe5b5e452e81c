"""The nearest known word is suggested where it may be meant, and none where it resembles by chance."""

import pytest

from paradiplomacy.agents.nearest import nearest, slips

PLACES = ("Zurich", "London", "Cologne", "Berlin", "New York", "São Paulo", "Tunis", "Genoa", "Paris")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Londn", "London"), ("Pairs", "Paris"), ("london", "London"), ("York", "New York"), ("Sao Paolo", None),
        ("São Paolo", "São Paulo"), ("Utrecht", None), ("Bologna", None), ("Bern", None), ("Turin", None),
        ("Geneva", None), ("", None), ("x" * 10_000, None),
    ],
)  # fmt: skip
def test_a_place_is_suggested_only_for_a_slip_in_its_name(word: str, meant: str | None) -> None:
    assert nearest(word, PLACES, names=True) == meant


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("elction_interval", "election_interval", True), ("mean", "median", True), ("notified", "notify", True),
        ("refugees", "paris-refugees", True), ("berlin", "baseline", False), ("Utrecht", "Zurich", False),
    ],
)  # fmt: skip
def test_a_word_of_a_small_vocabulary_is_guessed_more_freely(word: str, known: str, *, meant: bool) -> None:
    assert nearest(word, ["something", known]) == (known if meant else None)


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("depht", "depth", 1),
        ("kitten", "sitting", 3),
        ("abc", "abc", 0),
        ("abcd", "badc", 2),
    ],
)
def test_slips_are_counted_in_either_direction(one: str, other: str, number: int) -> None:
    assert slips(one, other) == slips(other, one) == number
