"""Expectations can turn out wrong: the verdict follows the interval, and restricted measures restrict."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import paradiplomacy
from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.expectations import Verdict, check, expectations
from paradiplomacy.experiments.measures.registry import MEASURES, measure, scoped
from paradiplomacy.experiments.statistics.interval import estimate
from paradiplomacy.scenarios.describe import page as describe
from paradiplomacy.scenarios.format import change, read, write
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario
from paradiplomacy.scenarios.names.scope import parse

REPLICATES = 30
RECORDED = ("depth", "withdrawals", "divergence", "antagonism")
SAME = [name for name in scoped.SCOPED if name in MEASURES and name not in RECORDED]


def small(*expected: Expectation) -> Scenario:
    """A drawn world of some seconds."""
    changes = {"world.cities": 40, "world.nations": 5, "search.burn_in": 6, "months": 18, "utility.benefit_scale": 3.0}
    return replace(change.apply(read.read("synthetic"), changes), expectations=expected)


@pytest.fixture(scope="module")
def world() -> paradiplomacy.World:
    changes = {"world.cities": 80, "world.nations": 8, "utility.benefit_scale": 3.0, "response.attention": 3.0}
    found = paradiplomacy.World.from_scenario("synthetic", seed=2, changes=changes)
    found.run(months=24)
    return found


@pytest.mark.parametrize("name", SAME)
def test_a_measure_of_everybody_is_the_measure_itself(name: str, world: paradiplomacy.World) -> None:
    everything = scoped.SCOPED[name].of(world, scoped.choose(world, parse(name)))
    assert everything == pytest.approx(MEASURES[name].of(world), nan_ok=True)


@pytest.mark.parametrize("name", scoped.SCOPED)
def test_a_restricted_measure_gives_a_number(name: str, world: paradiplomacy.World) -> None:
    found = measure(f"{name} of cities:N001, N002 on climate since 2016-03 until 2017-06")
    assert isinstance(found.of(world), float)
    assert found.about
    assert found.unit


COUNTED = ("signed", "agreements", "opened", "objections", "pressure", "compliance", "defiance")


@pytest.mark.parametrize("name", COUNTED)
def test_counts_over_months_add_up_and_counts_of_parts_do_not_exceed_the_whole(
    name: str, world: paradiplomacy.World
) -> None:
    whole = scoped.SCOPED[name].of(world, scoped.choose(world, parse(name)))
    assert whole > 0
    for part in ("of N001", "of cities:N001", "on climate", "since 2017-01"):
        assert measure(f"{name} {part}").of(world) <= whole
    if name != "agreements":
        halves = [measure(f"{name} {part}").of(world) for part in ("until 2016-12", "since 2017-01")]
        assert sum(halves) == whole


def test_a_restricted_measure_says_what_the_tables_say(world: paradiplomacy.World) -> None:
    book, events = world.agreements, world.events
    mine = book[["a", "b"]].apply(lambda column: column.str.startswith("N003:")).any(axis=1)
    on = (book["terms_climate"] > 0) & (book["signed"] >= 6).fillna(value=False)
    assert measure("signed of cities:N003 on climate since 2016-07").of(world) == (mine & on).sum() > 0
    laws = events[(events["kind"] == "law_enacted") & (events["month"] >= 0) & (events["actor"] == "N002")]
    assert measure("laws of N002").of(world) == len(laws)
    needs = world.state.actors.need[[world.cities[city].row for city in world.cities if city.startswith("N004:")], 3]
    assert measure("need of cities:N004 on health").of(world) == pytest.approx(needs.mean())
    signed = book[(book["signed"] >= 0).fillna(value=False)]
    classes = np.concatenate([signed[f"class_{side}"][signed[side].str.startswith("N001:")].dropna() for side in "ab"])
    assert measure("bypass_share of N001").of(world) == pytest.approx((classes == "bypass").mean())
    months = world.city_months[(world.city_months["nation"] == "N005") & (world.city_months["month"] >= 0)]
    nation = world.nation_months[world.nation_months["id"] == "N005"].set_index("month")["position_trade"]
    apart = (months["position_trade"] - months["month"].map(nation)).abs().mean()
    assert measure("divergence of N005 on trade").of(world) == pytest.approx(apart, rel=1e-5)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("signd of Paris", "did you mean signed?"),
        ("trust_city of Paris", "cannot be restricted"),
        ("signed of nobody at all", "unknown city"),
        ("signed on climat", "did you mean climate?"),
        ("signed since then", "want a measure such as"),
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
