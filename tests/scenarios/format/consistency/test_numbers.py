"""Numbers that have to be in order, or sum to at most 1."""

from collections.abc import Callable

import pytest

from paradiplomacy.model.parameters import Form, Response
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.consistency.numbers import check_numbers
from paradiplomacy.scenarios.format.scenario import Place

Noted = Callable[..., list[str]]


def test_a_valid_scenario_has_no_problem(noted: Noted) -> None:
    assert noted(check_numbers) == []


def test_bounds_in_the_wrong_order_are_noted(noted: Noted) -> None:
    assert noted(check_numbers, response=Response(grant_low=0.5, grant_high=0.25, court_low=0.5, court_high=0.5)) == [
        "response.grant_low: 0.5 is above grant_high, 0.25, expected grant_low <= grant_high"
    ]


def test_shares_sum_to_at_most_1_but_for_rounding(noted: Noted) -> None:
    assert noted(check_numbers, form=Form(declaration=0.1 + 0.2, plan=0.7 + 1e-10)) == []
    (issue, *_) = read.read("baseline").issues
    assert noted(check_numbers, issues=(issue._replace(local=0.6, national=0.5),)) == [
        "issues[0].local: local and national sum to 1.1, expected a sum of at most 1; the rest is joint"
    ]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (
            Place(kind="synthetic", cities=0, nations=2),
            "world.cities: 0 cities in a synthetic world, expected at least 1",
        ),
        (
            Place(kind="synthetic", cities=2, nations=0),
            "world.nations: 0 nations in a synthetic world, expected at least 1",
        ),
        (
            Place(kind="synthetic", cities=2, nations=1, regions=("USA:california",)),
            "world.regions: regions in a synthetic world, expected none",
        ),
    ],
    ids=["cities", "nations", "regions"],
)
def test_a_synthetic_world_needs_cities_and_nations_and_has_no_regions(
    noted: Noted, place: Place, message: str
) -> None:
    assert noted(check_numbers, world=place) == [message]


def test_what_depends_on_a_wrong_value_is_not_noted_again(noted: Noted) -> None:
    wrong = Response(grant_low=0.5, grant_high=0.25)
    assert noted(check_numbers, known=(("response", "grant_high"),), response=wrong) == []
