"""The phrase that says what a measure is read off reads back, and refuses what it does not know."""

import pytest

from paradiplomacy.scenarios.names.scope import EXAMPLE, Scope, parse

PHRASES = {
    "signed": Scope("signed"),
    EXAMPLE: Scope("signed", ("Paris", "cities:USA"), ("climate",), "2017-06", "2018-05"),
    "need of Frankfurt on climate, my-issue": Scope("need", ("Frankfurt",), ("climate", "my-issue")),
    "need of New York City since 2016-01": Scope("need", ("New York City",), (), "2016-01"),
    "signed among London, Paris": Scope("signed", ("London", "Paris"), among=True),
    "statutes on trade until 2016-12": Scope("statutes", (), ("trade",), None, "2016-12"),
    "folder/mine.py:of_mine": Scope("folder/mine.py:of_mine"),
}


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_says_whose_on_what_and_when(phrase: str) -> None:
    assert parse(phrase) == PHRASES[phrase]
    assert parse(phrase).whole == (" " not in phrase)


@pytest.mark.parametrize(
    "phrase", ["", "two words", "signed of", "signed since 2017", "signed since 2017-13", "signed on a, b,", " signed"]
)
def test_an_invalid_phrase_is_rejected_with_an_example(phrase: str) -> None:
    with pytest.raises(ValueError, match="expected a measure such as: signed of Paris"):
        parse(phrase)


def test_a_scope_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match='expected "since" no later than "until"'):
        parse("signed since 2017-06 until 2017-05")
