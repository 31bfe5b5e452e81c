"""A pattern is confirmed where its numbers lie in their bands and the model is nearer to the data than the null models."""

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.evidence.claim import Claim
from paradiplomacy.experiments.evidence.libraries.catalogue import Pattern, Statistic, curves, patterns, runs
from paradiplomacy.experiments.evidence.libraries.patterns import (
    claims_of,
    design_of,
    distance,
    distances_of,
    spread,
    theorems,
)
from paradiplomacy.experiments.evidence.sample import Runs, sample
from paradiplomacy.experiments.evidence.verdict import Verdict, judge, reasons, together
from paradiplomacy.experiments.measures.registry import MEASURES

PATTERN = Pattern(
    "P0", "emergent", "a test", "ties", "nobody", (Statistic("a", 0.0, 1.0, 0.4), Statistic("b", 2.0, 4.0)), ("null",)
)
NOISE = np.random.default_rng(1).normal(0, 0.05, size=20)
VALUES = {"a": 0.5 + NOISE, "b": 3.0 + NOISE, "a_null": 0.9 + NOISE[::-1], "b_null": 3.0 + NOISE}


def judged(values: dict[str, np.ndarray]) -> tuple[Verdict, ...]:
    """The verdicts on the claims of the pattern, with one run a value."""
    rows = pd.DataFrame({"replicate": range(20), **values})
    rows = rows.assign(**{name: function(rows) for name, function in distances_of(PATTERN).items()})
    claims = claims_of(PATTERN)
    return judge(claims, [sample(claim, Runs(rows)) for claim in claims])


def lead(found: tuple[Verdict, ...]) -> Verdict:
    return found[-1]


def test_within_its_bands_and_nearer_than_the_null_model_it_is_confirmed():
    found = judged(VALUES)
    assert together(found) == "confirmed" and not reasons(found)
    assert lead(found).estimate.mean == pytest.approx(0.8, abs=0.1)  # (0.5 - 0.1) / 0.5


def test_one_number_out_of_its_band_contradicts_it():
    found = judged(VALUES | {"b": 4.2 + NOISE})
    assert together(found) == "contradicted" and reasons(found) == ["b contradicted"]


@pytest.mark.parametrize(("null", "verdict"), [(0.5, "undecided"), (0.3, "undecided"), (0.4, "contradicted")])
def test_a_null_model_as_near_to_the_observations_keeps_it_from_being_confirmed(null, verdict):
    found = judged(VALUES | {"a_null": null + NOISE[::-1]})
    assert together(found) == verdict and reasons(found) == [f"nearer than null {verdict}"]


def test_a_lead_that_may_be_chance_is_undecided():
    noise = np.random.default_rng(8).normal(0, 0.12, size=20)
    found = judged(VALUES | {"a_null": 0.51 + noise - noise.mean()})
    estimate = lead(found).estimate
    assert estimate.low < 0 < estimate.mean and together(found) == "undecided"


def test_a_number_without_a_value_in_any_run_is_undecided():
    found = judged(VALUES | {"b": np.full(20, np.nan)})
    assert found[1].found == "undecided" and together(found) == "undecided"


def test_runs_without_a_value_are_left_out():
    gaps = {name: np.where(np.arange(20) == 3, np.nan, values) for name, values in VALUES.items()}
    found = judged(gaps)
    assert together(found) == "confirmed" and {each.pairs for each in found} == {19}


def test_the_distance_is_the_root_mean_square_in_half_widths_of_the_bands():
    both = Pattern("P0", "emergent", "", "", "", (Statistic("a", 0.0, 1.0, 0.4), Statistic("b", 2.0, 4.0, 3.0)))
    rows = pd.DataFrame({"a": [0.9], "b": [4.0]})
    assert distance(both, "", rows)[0] == pytest.approx(np.sqrt((1.0**2 + 1.0**2) / 2))


def test_a_ratio_of_two_cases_is_taken_run_by_run_and_skips_what_is_divided_by_nothing():
    statistic = Statistic("closed", 1.0, np.inf, of="both", over="cities")
    pattern = Pattern("P0", "emergent", "", "", "", (statistic,))
    rows = pd.DataFrame(
        {
            "replicate": [0, 1, 2] * 2,
            "experiment": ["both"] * 3 + ["cities"] * 3,
            "closed": [0.2, 0.6, 0.5, 0.1, 0.2, 0.0],
        }
    )
    (claim,) = claims_of(pattern)
    found = sample(claim, Runs(rows))
    assert found.numbers.ravel() == pytest.approx([2.0, 3.0]) and found.pairs == 2
    assert claim.name == "closed, both over cities"


def test_every_pattern_and_figure_is_read_off_measures_that_exist():
    known = {each.name for each in runs()}
    names = [pattern.name for pattern in patterns()]
    assert len(names) == len(set(names)) == 24
    assert set(names) >= {f"Q{number}" for number in range(1, 23)} - {"Q7"}  # which needs the table of observed ties
    for pattern in patterns():
        assert pattern.statistics and (pattern.design in known or pattern.kind == "theorem")
        assert pattern.kind == "theorem" or set(pattern.measures) <= set(MEASURES)
        assert all(each.low <= each.high for each in pattern.statistics)
        assert not pattern.nulls or any(each.observed is not None for each in pattern.statistics)
    for curve in curves():
        assert curve.design in known
        assert set(curve.measures + curve.of_null) <= set(MEASURES)
        assert len(curve.at) == len(curve.measures)
        assert len(curve.observed) in (0, len(curve.at))


def test_the_runs_of_patterns_measure_all_that_their_claims_and_figures_need():
    for asked in runs():
        measured = set(design_of(asked).measures)
        assert {name for each in patterns() if each.design == asked.name for name in each.measures} <= measured
        assert {name for each in curves() if each.design == asked.name for name in each.measures} <= measured


def test_what_is_reserved_for_validation_is_marked_so():
    kinds = {pattern.name: pattern.kind for pattern in patterns()}
    assert {name for name, kind in kinds.items() if kind == "emergent"} >= {
        "Q5",
        "Q8",
        "Q12",
        "Q13",
        "Q18",
        "Q19",
        "Q21",
    }
    assert {kinds[name] for name in ("Q1", "Q2", "Q3", "Q4", "Q10", "Q11", "Q14", "Q15", "Q17", "Q22")} == {"fit"}


def test_the_theorem_is_confirmed_without_a_run():
    claims: list[Claim] = [claim for each in patterns() if each.kind == "theorem" for claim in claims_of(each)]
    assert together(judge(claims, [sample(claim, Runs(theorems())) for claim in claims])) == "confirmed"


def test_the_spread_across_runs_is_the_same_number_for_each_of_them():
    rows = pd.DataFrame({"ties_number": [80.0, 100.0, 120.0]})
    assert spread("ties_number", rows).tolist() == pytest.approx([0.2] * 3)
    assert "ties_number" in design_of(next(each for each in runs() if each.name == "ties")).measures


def test_cases_of_some_runs_may_be_changes_of_one_scenario():
    found = {each.name: design_of(each) for each in runs()}
    scales = {each.name: each.changes for each in found["divergence"].experiments}
    assert scales == {"scale 0": {"politics.divergence_scale": 0.0}, "scale 2": {"politics.divergence_scale": 2.0}}
    assert {each.scenario for each in found["levels"].experiments} == {
        "joint-governance", "city-governance", "nation-governance",
    }  # fmt: skip
