"""Comparisons and expectations: complete, and with bounds in order."""

from collections.abc import Callable

import pytest

from paradiplomacy.scenarios.format.consistency.claims import check_claims
from paradiplomacy.scenarios.format.scenario import Comparison, Expectation

Noted = Callable[..., list[str]]
RISES = Expectation(name="x", measure="signed", direction="rises", against="c40-paris")
BETWEEN = Expectation(name="x", measure="signed", direction="between", low=0.0, high=1.0)


@pytest.mark.parametrize("expected", [RISES, BETWEEN, RISES._replace(direction="no_change", within=1.0)])
def test_a_complete_expectation_has_no_problem(noted: Noted, expected: Expectation) -> None:
    assert noted(check_claims, expectations=(expected,)) == []


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        (RISES._replace(against=None), "direction: compared with nothing, expected one of against, changes, without"),
        (
            BETWEEN._replace(without=("exit",)),
            "direction: between has no counterpart, leave out against, changes, without",
        ),
        (BETWEEN._replace(low=None), "low: missing in between, expected a number"),
        (BETWEEN._replace(low=2.0), "low: 2.0 is above high, 1.0, expected low <= high"),
        (RISES._replace(within=1.0), "within: out of place in rises, only no_change has within"),
        (RISES._replace(direction="no_change"), "within: missing in no_change, expected a number"),
    ],
)
def test_an_expectation_that_no_run_could_falsify_is_noted(noted: Noted, expected: Expectation, message: str) -> None:
    assert noted(check_claims, expectations=(expected,)) == [f"expectations[0].{message}"]


@pytest.mark.usefixtures("few_facts")
def test_gdp_is_compared_of_nations_and_regions_only(noted: Noted) -> None:
    right = Comparison(name="x", one="USA:new-york-state", others=("FRA", "BRA"))
    assert noted(check_claims, comparisons=(right,)) == []
    city, unknown = right._replace(one="FRA:paris"), right._replace(others=("FRA", "FRO"))
    assert [line.partition(", ")[0] for line in noted(check_claims, comparisons=(city, unknown))] == [
        'comparisons[0].one: no annual figures of "FRA:paris"',
        'comparisons[1].others[1]: no annual figures of "FRO"',
    ]


@pytest.mark.usefixtures("few_facts")
def test_a_comparison_with_nothing_is_noted(noted: Noted) -> None:
    (line,) = noted(check_claims, comparisons=(Comparison(name="x", one="FRA", others=()),))
    assert line.startswith("comparisons[0].others: compared with nothing")
