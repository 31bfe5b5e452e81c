"""Values, clubs and expectations as a reader would write them."""

import pytest

from paradiplomacy.scenarios.describe.words import club_words, expectation_words, last_month, value_text
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Club, Expectation


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (None, "none"),
        ((), "none"),
        ([1, "a"], "1, a"),
        ({"climate": 0.5, "trade": True}, "climate 0.5, trade yes"),
        (0.1 + 0.2, "0.3"),
        (12345.5, "12,345.5"),
        (-1e6, "-1,000,000"),
        (9999.5, "9999.5"),
        (2016, "2016"),
    ],
)
def test_a_value_is_written_as_a_reader_would(value: object, text: str) -> None:
    assert value_text(value) == text


def test_the_last_month_is_the_one_before_the_horizon() -> None:
    scenario = change.apply(read.read("synthetic"), {"start": "2016-01", "months": 12})
    assert last_month(scenario) == "2016-12"


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"direction": "between", "low": 0.0, "high": 0.25}, "signed is between 0 and 0.25"),
        ({"direction": "rises", "against": "baseline"}, "signed rises, compared with baseline over the same months"),
        (
            {"direction": "falls", "without": ("exit", "slump"), "changes": ("months=3",)},
            "signed falls, compared with the same without exit, slump and the same with months=3",
        ),
        (
            {"direction": "no_change", "within": 2.0, "without": ("exit",)},
            "signed changes by at most 2, compared with the same without exit",
        ),
    ],
)
def test_an_expectation_is_one_sentence(keys: dict, sentence: str) -> None:
    assert expectation_words(Expectation(name="x", measure="signed", **keys)) == sentence


def test_a_club_without_terms_says_who_may_join_and_on_what() -> None:
    club = Club(name="x", founded="2016-01", invited=("cities", "FRA"), standard=-0.5)
    assert club_words(club) == "open to cities, FRA, on all issues"


GIVES = "0.02 % of budget for each fellow member and 0.1 % of budget independent of the number of members"


def test_a_club_with_every_term_mentions_each_of_them() -> None:
    club = Club(
        name="x", founded="2016-01", invited=("cities",), members=("Paris",), host="Oslo", issues=("climate",),
        least_population=1_000_000.0, settles=True, good=0.02, bonus=0.1, dues=3.0, clause=5, clause_share=0.55,
        standard=0.5, pace=2.7, interval=6, charter="median",
    )  # fmt: skip
    assert club_words(club).split("; ") == [
        "hosted by Oslo, open to cities of at least 1,000,000 inhabitants, on climate",
        "founding members: Paris",
        "those invited decide together at the founding",
        f"benefit of a member: {GIVES}",
        "dues: US$ 3 million a year",
        "in force with 5 members and 55 % of the invited actors' GDP",
        "ratified at 2.7 times the usual hazard",
        "members delivering less than 50 % may be expelled",
        "a summit every 6 months",
        "terms set by the rule median",
    ]
