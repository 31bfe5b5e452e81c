"""Slots: numbers with their nouns, and words as they are read."""

import math

import pytest

from paradiplomacy.scenarios.story.counts import COUNTS
from paradiplomacy.scenarios.story.slots import SLOTS, Written, filled, number_text, slots_in, words, written


def test_every_slot_is_counted_and_every_count_has_a_slot() -> None:
    assert set(COUNTS) == set(SLOTS)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0 cities join; 0 agreements"),
        (1.0, "1 city joins; 1 agreement"),
        (1234.0, "1,234 cities join; 1,234 agreements"),
        (math.nan, "no data cities join; no data agreements"),
    ],
)
def test_a_noun_follows_its_number(number: float, text: str) -> None:
    sentence = "{joined:city joins/cities join}; {signed:agreement}"
    assert filled(sentence, {"joined": number, "signed": number}) == text


def test_decimals_are_those_of_the_slot() -> None:
    assert (number_text("gap", 0.2), number_text("gdp", 1234.4)) == ("0.20", "1,234")


@pytest.mark.parametrize("content", ["", "signed:", "a b", "signed:x/y/z", ":noun", "signed:{x"])
def test_a_slot_of_another_form_is_refused(content: str) -> None:
    assert written(content) is None


def test_a_slot_is_read_with_its_nouns() -> None:
    assert written("signed") == Written("signed", "", "")
    assert written("signed:agreement") == Written("signed", "agreement", "agreements")
    assert slots_in("{a} b {c:d/e}") == ["a", "c:d/e"]


def test_words_are_counted_as_they_are_read() -> None:
    sentence = "In June {joined:city joins/cities join} the club; {signed} sign."
    assert words(sentence) == 9  # In June 3 cities join the club; 7 sign.
