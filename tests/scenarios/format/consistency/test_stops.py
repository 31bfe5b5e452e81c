"""Stops of the story: in order, short, and with slots that exist and can be filled."""

from collections.abc import Callable

import pytest

from paradiplomacy.scenarios.format.consistency.stops import check_stops
from paradiplomacy.scenarios.format.scenario import Stop

Noted = Callable[..., list[str]]
GOOD = Stop(name="x", date="2012-03", says="Cities sign {signed:agreement}; {usual} is usual.", number="signed")
LONG = " ".join(["word"] * 20)


def test_a_complete_stop_has_no_problem(noted: Noted) -> None:
    assert noted(check_stops, stops=(GOOD,)) == []


def test_two_stops_may_have_one_month_and_the_first_month_counts(noted: Noted) -> None:
    assert noted(check_stops, stops=(GOOD._replace(date="2010-01"), GOOD._replace(name="y", date="2010-01"))) == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"since": "2012-04"}, 'since: "2012-04" is after the stop, expected 2012-03 or earlier'),
        ({"says": f"{LONG} {{signed}}"}, "says: a sentence of 21 words, expected at most 20"),
        ({"says": "{sighed} of them"}, 'says: unknown slot "sighed", did you mean signed?'),
        ({"number": "sighed"}, 'number: unknown slot "sighed", did you mean signed?'),
        (
            {"says": "{signed of}"},
            'says: "signed of" is not a slot, expected {signed} or, with a noun, {signed:agreement} or {joined:city/cities}',
        ),
        ({"number": "members"}, 'number: "members" counts members of a club, expected club = "NAME" as well'),
        ({"why": ("Paris",)}, 'why: one actor and no club, expected a second one, or club = "NAME"'),
        ({"why": ("Paris", "Rome", "Oslo")}, "why: 3 actors, expected two, or one and its club"),
    ],
)
def test_what_does_not_fit_is_noted_with_what_is_expected(
    noted: Noted, changed: dict[str, object], message: str
) -> None:
    assert noted(check_stops, stops=(GOOD._replace(**changed),)) == [f"stops[0].{message}"]


def test_stops_are_in_order_and_have_different_names(noted: Noted) -> None:
    earlier = GOOD._replace(date="2011-05")
    assert noted(check_stops, stops=(GOOD, earlier)) == [
        'stops[1].name: duplicate name "x", expected each name once',
        'stops[1].date: "2011-05" is before the stop above it, expected 2012-03 or later',
    ]


def test_what_was_wrong_already_is_not_noted_again(noted: Noted) -> None:
    wrong = GOOD._replace(says="{sighed}", number="sighed")
    assert noted(check_stops, known=(("stops", 0, "says"), ("stops", 0, "number")), stops=(wrong,)) == []
