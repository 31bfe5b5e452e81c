"""A conclusion survives where its interval excludes zero and where it holds at almost all sampled points."""

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.claim import Claim, Side
from paradiplomacy.experiments.evidence.libraries.conclusions import LEAST_SHARE, claims, design_of_all, library
from paradiplomacy.experiments.evidence.sample import Runs, sample
from paradiplomacy.experiments.evidence.settings import Settings
from paradiplomacy.experiments.evidence.verdict import Verdict, judge
from paradiplomacy.scenarios.format.change import value_at
from paradiplomacy.scenarios.format.read import read

CLAIM = Claim(
    "that is more",
    "",
    "1",
    Side("x", {"experiment": "that"}),
    Side("x", {"experiment": "this"}),
    least_share=LEAST_SHARE,
)


def runs(difference: list[float]) -> Runs:
    """Runs of two cases that differ by this much at each point; random numbers add the same to both."""
    rows = [
        {
            "experiment": case,
            "seed": 1,
            "a": float(at),
            "b": float(at % 2),
            "replicate": replicate,
            "x": 10.0 * replicate + side * difference[at],
        }
        for side, case in enumerate(("this", "that"))
        for at in range(len(difference))
        for replicate in range(3)
    ]
    return Runs(pd.DataFrame(rows), columns=("a", "b"))


def judged(found: Runs) -> Verdict:
    (verdict,) = judge([CLAIM], [sample(CLAIM, found)])
    return verdict


@pytest.mark.parametrize(
    ("difference", "holds", "verdict"),
    [
        ([2.0, 2.5, 3.0, 3.5], 4, "confirmed"),
        ([-2.0, -2.5, -3.0, -3.5], 0, "contradicted"),
        (
            [-1.0, 10.0, 11.0, 12.0, 10.0, 11.0, 12.0, 13.0],
            7,
            "undecided",
        ),  # the interval excludes 0, one point disagrees
        ([0.1, 0.1, 0.1, 40.0], 4, "undecided"),  # all points agree, but the interval includes 0
    ],
)
def test_a_conclusion_survives_by_its_interval_and_its_share_of_points(difference, holds, verdict):
    found = judged(runs(difference))
    assert found.found == verdict
    assert (found.robustness.holds, found.robustness.points) == (holds, len(difference))
    assert found.estimate.mean == pytest.approx(np.mean(difference))  # random numbers common to both cases cancel out


def test_the_interval_alone_would_have_said_otherwise():
    dissenting, wide = (
        judged(runs([-1.0, 10.0, 11.0, 12.0, 10.0, 11.0, 12.0, 13.0])),
        judged(runs([0.1, 0.1, 0.1, 40.0])),
    )
    assert dissenting.estimate.low > 0 and dissenting.p_adjusted < 0.05
    assert wide.estimate.low < 0


def test_the_parameter_most_strongly_correlated_is_named():
    found = judged(runs([1.0, 2.0, 3.0, 4.0]))
    assert (found.robustness.driver, found.robustness.correlation) == ("a", pytest.approx(1.0))


def test_a_run_without_a_value_is_left_out():
    made = runs([1.0, 2.0, 3.0, 4.0])
    made.rows.loc[(made.rows["experiment"] == "that") & (made.rows["a"] == 1.0), "x"] = np.nan
    found = judged(made)
    assert (found.robustness.holds, found.robustness.points) == (3, 3)


def test_every_conclusion_is_read_off_a_case_and_a_measure_that_exist():
    design = design_of_all()
    ready = checked(design)
    assert {each.group for each in claims()} == {"1", "2", "3", "4"}
    for each in claims():
        for side in (side for side in (each.case, each.against) if isinstance(side, Side)):
            assert side.measure in design.measures and side.runs["experiment"] in ready.bases


def test_settings_change_samples_replicates_and_months():
    found = library(Settings(samples=5, replicates=2, months=7))
    (plan,) = found.plans.values()
    assert (plan.width, plan.replicates, plan.design.months) == (25, 2, 7)
    assert "(5 points of a Latin hypercube, 2 replicates of each, 7 months)" in found.introduction


def test_ranges_hold_the_default() -> None:
    scenario = read("baseline")
    for each in design_of_all().uncertainties:
        default = value_at(scenario, each.path)
        assert isinstance(default, float) and each.low < default < each.high, each.path
