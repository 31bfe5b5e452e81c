"""Expectations can turn out wrong: the verdict follows the interval."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.expectations import Verdict, check, expectations
from paradiplomacy.experiments.statistics.interval import estimate
from paradiplomacy.scenarios.describe import page as describe
from paradiplomacy.scenarios.format import change, read, write
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario

REPLICATES = 30


def small(*expected: Expectation) -> Scenario:
    """A drawn world of some seconds."""
    changes = {"world.cities": 40, "world.nations": 5, "search.burn_in": 6, "months": 18, "utility.benefit_scale": 3.0}
    return replace(change.apply(read.read("synthetic"), changes), expectations=expected)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("signd of Paris", "did you mean signed?"),
        ("trust_city of Paris", "cannot be restricted"),
        ("signed of nobody at all", "no such city"),
        ("signed on climat", "did you mean climate?"),
        ("signed since then", "expected a measure such as"),
    ],
)
def test_a_design_refuses_a_measure_of_what_is_not_there(small: Callable[..., Design], name: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message.replace("?", "[?]")):
        checked(small(measures=(name,), scenario="baseline", changes={"world.cities": 24}))


def verdict(values: list[float], **expected: Any) -> Verdict:
    """What the interval of some differences says."""
    from paradiplomacy.experiments.evidence.expectations import _found

    found = estimate(np.array([values]))
    each = Expectation(name="x", measure="signed", changes=("months=3",), **expected)
    return Verdict(each, found.mean, 0.0, found, len(values), _found(each, found))


UP, DOWN, NOTHING = [0.9, 1.0, 1.1], [-0.9, -1.0, -1.1], [-1.0, 0.1, 1.2]


@pytest.mark.parametrize(
    ("values", "expected", "found"),
    [
        (UP, {"direction": "rises"}, "confirmed"),
        (DOWN, {"direction": "rises"}, "contradicted"),
        (NOTHING, {"direction": "rises"}, "undecided"),
        (DOWN, {"direction": "falls"}, "confirmed"),
        (UP, {"direction": "falls"}, "contradicted"),
        (UP, {"direction": "no_change", "within": 2.0}, "confirmed"),
        (UP, {"direction": "no_change", "within": 0.5}, "contradicted"),
        (UP, {"direction": "no_change", "within": 1.1}, "undecided"),
        (UP, {"direction": "between", "low": 0.0, "high": 2.0}, "confirmed"),
        (UP, {"direction": "between", "low": 1.0, "high": 2.0}, "undecided"),
        (UP, {"direction": "between", "low": 2.0, "high": 3.0}, "contradicted"),
        ([1.0], {"direction": "rises"}, "undecided"),
    ],
)
def test_a_verdict_follows_the_interval(values: list[float], expected: dict[str, Any], found: str) -> None:
    assert verdict(values, **expected).found == found


def test_the_case_and_its_counterparts_are_run_in_pairs(here: Executor) -> None:
    nobody = ("negotiation.capacity_city=0", "negotiation.capacity_nation=0")
    expected = (
        Expectation("some meet", "opened on climate", changes=nobody),
        Expectation("as it is", "signed", "no_change", changes=("utility.benefit_scale=3",), within=0.0),
        Expectation("some", "signed", "between", low=-1e6, high=1e6),
    )
    found = expectations(small(*expected), replicates=4, executor=here)
    assert [each.found for each in found] == ["confirmed", "confirmed", "confirmed"]
    assert found[0].pairs == 4
    assert found[0].value > found[0].counterpart == 0
    assert found[1].estimate.mean == 0.0, "the same scenario and luck gives the same run"
    assert "4 pairs: confirmed" in str(found[0])


def test_another_scenario_is_compared_over_the_same_months() -> None:
    case = change.apply(read.read("c40-paris"), {"months": 24})
    other = read.counterpart(case, Expectation("x", "signed", against="baseline"))
    assert (other.start, other.months, other.events) == (case.start, 24, ())


def test_a_measure_that_there_is_not_is_refused_before_anything_runs(here: Executor) -> None:
    with pytest.raises(ScenarioError, match=r"did you mean signed[?]"):
        expectations(small(Expectation("x", "signd", changes=("months=3",))), executor=here)


def test_expectations_read_back_and_are_told() -> None:
    expected = Expectation("more", "signed", "no_change", changes=("months=3",), within=0.5, essay="Claim", found="undecided", finding="+0.1")  # fmt: skip
    scenario = small(expected)
    assert read.read_text(write.to_toml(scenario)).expectations == (expected,)
    page = describe.describe(scenario)
    assert "more: signed changes by at most 0.5, compared with the same with months=3" in page
    assert "Claim: Claim" in page
    assert "Finding: undecided. +0.1" in page


def test_what_a_case_is_expected_to_show_is_not_expected_of_what_extends_it() -> None:
    assert read.read("c40-paris").expectations
    assert not read.read_text('extends = "c40-paris"\ntitle = "another"\n').expectations


@pytest.mark.parametrize("name", read.names())
def test_every_scenario_says_what_it_expects(name: str) -> None:
    scenario = read.read(name)
    assert scenario.expectations
    check(scenario)
    for each in scenario.expectations:
        assert each.essay


@pytest.mark.slow
@pytest.mark.parametrize("name", read.names())
def test_what_a_scenario_has_on_record_is_what_paired_replicates_show(name: str) -> None:
    """The same seed as on record: a verdict that changes is a change of the model, and the record is to be mended."""
    found = expectations(name, replicates=REPLICATES)
    assert found
    assert min(each.pairs for each in found) >= REPLICATES
    told = {each.expectation.name: str(each) for each in found if each.found != each.expectation.found}
    assert told == {}
