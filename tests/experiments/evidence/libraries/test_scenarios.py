"""Expectations of scenarios are judged by paired replicates, and restricted measures restrict."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

import pytest

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.libraries.scenarios import check, expectations, of_scenario
from paradiplomacy.experiments.evidence.settings import Settings
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
        ("signed of nobody at all", "unknown city or group"),
        ("signed on climat", "did you mean climate?"),
        ("signed since then", "expected a measure such as"),
    ],
)
def test_a_design_refuses_a_measure_of_what_is_not_there(small: Callable[..., Design], name: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message.replace("?", "[?]")):
        checked(small(measures=(name,), scenario="baseline", changes={"world.cities": 24}))


def test_the_case_and_its_counterparts_are_run_in_pairs(here: Executor) -> None:
    nobody = ("negotiation.capacity_city=0", "negotiation.capacity_nation=0")
    expected = (
        Expectation("some meet", "opened on climate", changes=nobody),
        Expectation("as it is", "signed", "no_change", changes=("utility.benefit_scale=3",), within=0.0),
        Expectation("some", "signed", "between", low=-1e6, high=1e6),
    )
    found = expectations(small(*expected), replicates=5, executor=here)
    assert [each.found for each in found] == ["confirmed", "undecided", "confirmed"]
    assert found[0].pairs == 5
    assert found[0].value > found[0].counterpart == 0
    assert found[1].estimate.mean == 0.0, "the same scenario and seed gives the same run"
    assert str(found[1]).endswith("because all 5 values are the same): undecided")
    assert str(found[0]).endswith("(5 pairs): confirmed")
    assert found[0].p_adjusted >= found[0].p


def test_another_scenario_is_compared_over_the_same_months() -> None:
    case = change.apply(read.read("c40-paris"), {"months": 24})
    other = read.counterpart(case, Expectation("x", "signed", against="baseline"))
    assert (other.start, other.months, other.events) == (case.start, 24, ())


def test_an_unknown_measure_is_refused_before_anything_runs(here: Executor) -> None:
    with pytest.raises(ScenarioError, match=r"did you mean signed[?]"):
        expectations(small(Expectation("x", "signd", changes=("months=3",))), executor=here)


def test_expectations_read_back_and_are_described() -> None:
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


def test_a_scenario_becomes_one_claim_an_expectation() -> None:
    level = Expectation("some", "signed", "between", low=1.0, high=5.0, essay="Some sign.")
    change_ = Expectation("more", "signed", changes=("months=3",), found="confirmed", finding="+3")
    library = of_scenario(small(level, change_), Settings(replicates=3, seed=5))
    one, two = library.claims
    assert (one.statement, one.against, one.low, one.high) == ("Some sign.", None, 1.0, 5.0)
    assert (two.statement, two.changes, two.on_record) == ("more", ("months=3",), "confirmed. +3")
    (plan,) = library.plans.values()
    assert (plan.width, plan.replicates, plan.design.seed) == (2, 3, 5)


@pytest.mark.slow
@pytest.mark.parametrize("name", read.names())
def test_what_a_scenario_has_on_record_is_what_paired_replicates_show(name: str) -> None:
    """The same seed as on record: a verdict that changes is a change of the model, and the record is to be mended."""
    found = expectations(name, replicates=REPLICATES)
    assert found
    assert min(each.pairs for each in found) >= REPLICATES
    changed = {each.claim.name: str(each) for each in found if not each.claim.on_record.startswith(each.found)}
    assert changed == {}
