"""Explanations in sentences, word for word."""

import dataclasses

import numpy as np
import pytest

from paradiplomacy.model.bargaining.explain import Explanation, Side
from paradiplomacy.model.bargaining.flip import Flip
from paradiplomacy.model.bargaining.sentences import distinct, flip_sentence, verdict, why, zone_sentence


def side(name: str, gives: dict[str, float], gets: dict[str, float]) -> Side:
    return Side(
        id=name[:3].lower(),
        name=name,
        gives=gives,
        gets=gets,
        utility={"material gain": 0.3, "fixed cost": -0.1, "side payment": 0.0},
        reservation=0.0,
        gain=0.2,
        best=0.25,
        win_set=0.5,
        veto_players=1,
    )


OF_PARIS, OF_NEW_YORK = {"climate": 0.42, "trade": 0.0}, {"climate": 0.31, "trade": 0.2}
FLIP = Flip("pragmatism", "New York", "", 0.6, 0.073, 0.5)
AGREED = Explanation(
    date="2015-12",
    issues=("climate", "trade"),
    agreed=True,
    reason="",
    terms={"climate": 0.365, "trade": 0.1},
    sides=(side("Paris", OF_PARIS, OF_NEW_YORK), side("New York", OF_NEW_YORK, OF_PARIS)),
    zone=(0.2, 0.6),
    refused=(),
    flip=FLIP,
    change=None,
    frontier=np.zeros((1, 2)),
    accepted=np.ones(1, dtype=bool),
    share_lost=0.13,
)
REFUSED = dataclasses.replace(
    AGREED, agreed=False, reason="no zone", refused=("the veto players of Paris",), zone=None, flip=None
)


def test_the_verdict_names_the_sides_the_issues_and_the_terms_or_who_refuses() -> None:
    assert verdict(AGREED) == (
        "If Paris and New York talked in 2015-12, they would agree on climate and trade: Paris gives 0.42 on climate and gets 0.31, gives 0.00"
        " on trade and gets 0.20."
    )
    assert "  gives climate 0.31, trade 0.20; gets climate 0.42, trade 0.00" in why(AGREED)
    assert verdict(REFUSED) == (
        "If Paris and New York talked in 2015-12, they would not agree on climate and trade: no zone. Refused by the veto players of Paris."
    )


def test_the_smallest_change_is_a_conditional_sentence() -> None:
    assert flip_sentence(FLIP, agreed=True) == (
        "If New York's pragmatism were 0.073 instead of 0.600, they would not agree."
    )
    need = dataclasses.replace(FLIP, attribute="need", actor="Paris", issue="climate")
    assert flip_sentence(need, agreed=False) == (
        "If Paris's need on climate were 0.073 instead of 0.600, they would agree."
    )
    pair = Flip("fixed cost", "", "", 1.0, 2.5, 0.3)
    assert flip_sentence(pair, agreed=True) == (
        "If the fixed cost of this agreement to both sides were multiplied by 2.50, they would not agree."
    )
    assert flip_sentence(None, agreed=True).startswith("No single change of one attribute")


def test_the_zone_is_a_share_of_the_frontier() -> None:
    assert zone_sentence(AGREED) == (
        "Zone of agreement: 40% of the Pareto frontier; the win-sets at home cost 13% of the joint gain."
    )
    assert zone_sentence(REFUSED) == "Zone of agreement: none; no terms leave both sides better off."
    assert "some of the issues have one" in zone_sentence(dataclasses.replace(AGREED, zone=None))


def test_the_text_has_both_sides_and_names_own_rules() -> None:
    text = why(dataclasses.replace(REFUSED, own_rules=("protocol: mine.py:f",)))
    assert (
        "Utilities are evaluated at the closest feasible terms: Paris gives 0.42 on climate and gets 0.31, gives"
        in text
    )
    assert "  utility             +0.2000   reservation value 0.0000" in text
    assert "side payment" not in text
    assert text.endswith("Rule from the user's own file: protocol: mine.py:f.")
    assert "closest feasible" not in why(AGREED)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (0.5000012, 0.5, ("0.50000120", "0.50000000")),
        (5010.0, 1000.0, ("5010", "1000")),
        (1.0, 0.0, ("1.00", "0.00")),
        (2.0, 2.0, ("2.00", "2.00")),
    ],
)
def test_two_numbers_get_enough_digits_to_be_distinguished(one: float, other: float, expected: tuple) -> None:
    assert distinct(one, other) == expected
