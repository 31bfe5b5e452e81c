"""Differences are paired, their intervals cover, and looking twice costs what it should."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.design.design import Design, Experiment, Factor, Precision, Sampling
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.precision import required_replicates
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.session import Options, batch, run_plan
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.compare import compare, sentences
from paradiplomacy.experiments.statistics.interval import estimate, holm, replicates_for

Make = Callable[..., Design]
TRIALS = 2000
MEAN, SPREAD = 3.0, 2.0
TRUE = 0.95
ERROR = np.sqrt(TRUE * (1 - TRUE) / TRIALS)


def coverage(trial: Callable[[np.random.Generator], tuple[float, float]]) -> float:
    """Share of trials whose interval holds the mean."""
    rng = np.random.default_rng(1)
    return float(np.mean([low <= MEAN <= high for low, high in (trial(rng) for _ in range(TRIALS))]))


def test_an_interval_over_replicates_covers_as_often_as_it_says() -> None:
    def trial(rng: np.random.Generator) -> tuple[float, float]:
        found = estimate(rng.normal(MEAN, SPREAD, (1, 12)))
        return found.low, found.high

    assert abs(coverage(trial) - TRUE) < 4 * ERROR
    assert 0.93 < coverage(trial) < 0.97


def test_an_interval_with_as_many_replicates_as_needed_covers_as_often_as_it_says() -> None:
    widths: list[float] = []

    def trial(rng: np.random.Generator) -> tuple[float, float]:
        first = rng.normal(MEAN, SPREAD, (1, 10))
        count = replicates_for(first, 0.8, confidence=TRUE, most=10_000)
        rest = rng.normal(MEAN, SPREAD, (1, count - 10))
        found = estimate(np.hstack([first, rest]), first_look=10)
        widths.append(found.half_width)
        return found.low, found.high

    assert 0.93 < coverage(trial) < 0.97
    assert abs(coverage(trial) - TRUE) < 4 * ERROR
    assert max(widths) <= 0.8 + 1e-9


def test_looking_after_every_replicate_would_not_be_honest() -> None:
    """The alternative that is avoided: stopping when the naive interval is narrow enough covers too seldom."""

    def trial(rng: np.random.Generator) -> tuple[float, float]:
        values = rng.normal(MEAN, SPREAD, (1, 200))
        for count in range(3, 200):
            found = estimate(values[:, :count])
            if found.half_width < 1.2:
                break
        return found.low, found.high

    assert coverage(trial) < TRUE - 4 * ERROR


def test_randomness_that_all_points_share_is_not_counted_as_many() -> None:
    """Points times replicates: the randomness of a replicate moves all points together."""

    def trial(rng: np.random.Generator) -> tuple[float, float]:
        values = MEAN + rng.normal(0, SPREAD, (1, 8)) + rng.normal(0, 1, (6, 1)) + rng.normal(0, 0.5, (6, 8))
        found = estimate(values)
        return found.low, found.high

    assert coverage(trial) > TRUE - 4 * ERROR


def test_the_number_of_replicates_keeps_to_its_limits() -> None:
    rng = np.random.default_rng(1)
    first = rng.normal(0, 1, (1, 20))
    assert replicates_for(first, 100.0, confidence=0.95, most=500) == 20
    assert replicates_for(first, 1e-6, confidence=0.95, most=500) == 500


def test_holm_adjusts_as_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, np.nan]) == pytest.approx([0.03, 0.06, 0.06, np.nan], nan_ok=True)
    assert holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])


def test_one_value_tells_no_error() -> None:
    found = estimate(np.array([[2.0]]))
    assert found.mean == 2.0
    assert np.isnan([found.low, found.high, found.p]).all()


def test_a_difference_is_that_of_pairs(small: Make, here: Executor, tmp_path: Path) -> None:
    from scipy.stats import ttest_rel

    design = small(levers=(Factor("utility.benefit_scale", values=(1.3, 4.0)),), replicates=8, months=12)
    results = batch(design, tmp_path / "b", executor=here)
    table = compare(tmp_path / "b").set_index("measure")
    wide = results.joined.pivot_table(index="replicate", columns="setting", values="signed")
    row = table.loc["signed"]
    assert row["difference"] == pytest.approx((wide[1] - wide[0]).mean())
    test = ttest_rel(wide[1], wide[0])
    assert row["p"] == pytest.approx(test.pvalue)
    assert (row["low"], row["high"]) == pytest.approx(tuple(test.confidence_interval(0.95)))
    saved = 1 - (wide[1] - wide[0]).var() / (wide[1].var() + wide[0].var())
    assert row["variance_saved"] == pytest.approx(saved)
    assert row["pairs"] == 8
    message = sentences(compare(tmp_path / "b"))
    assert any("utility.benefit_scale = 4 instead of utility.benefit_scale = 1.3" in line for line in message)


def test_experiments_and_folders_pair_up_with_the_same_random_numbers(small: Make, tmp_path: Path) -> None:
    def run(name: str, **changes: object) -> BatchResults:
        with ThreadPoolExecutor(1) as executor:
            return batch(small(replicates=5, levers=(), **changes), tmp_path / name, executor=executor)

    cases = (Experiment("plain"), Experiment("rich", changes={"utility.benefit_scale": 4.0}))
    run("both", experiments=cases)
    run("one")
    run("two", changes=small().changes | {"utility.benefit_scale": 4.0})
    inside = compare(tmp_path / "both")
    across = compare(tmp_path / "one", tmp_path / "two")
    numbers = ["difference", "low", "high", "effect_size", "p_holm", "pairs", "variance_saved"]
    pd.testing.assert_frame_equal(inside[numbers], across[numbers])
    assert inside["arm"].unique().tolist() == ["rich"]
    assert across["arm"].unique().tolist() == ["two"]
    back = compare(tmp_path / "both", baseline="rich")
    assert back["difference"].tolist() == pytest.approx((-inside["difference"]).tolist(), nan_ok=True)


def test_a_failed_run_leaves_its_pair_out_and_is_counted(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    batch(small(measures=("signed", awkward("raises")), replicates=4), tmp_path / "b", executor=here)
    table = compare(tmp_path / "b", measures=["signed"])
    assert (table["pairs"][0], table["missing"][0]) == (0, 4)
    assert "no pair" in sentences(table)[0]


@pytest.mark.parametrize(
    ("wrong", "message"), [({"measures": ["singed"]}, "did you mean signed"), ({"baseline": "x"}, "unknown arm")]
)
def test_an_unknown_name_is_refused(
    small: Make, here: Executor, tmp_path: Path, wrong: dict[str, object], message: str
) -> None:
    batch(small(replicates=1), tmp_path / "b", executor=here)
    with pytest.raises(ResultsError, match=message):
        compare(tmp_path / "b", **wrong)  # type: ignore[arg-type]


def test_replicates_follow_from_one_look_and_the_interval_knows(small: Make, tmp_path: Path) -> None:
    precision = Precision(measure="signed", half_width=2.0, least=4, most=12)
    levers = (Factor("utility.benefit_scale", values=(1.3, 4.0)),)
    ready = checked(small(levers=levers, months=12, precision=precision))
    plan = make(ready, replicates=4)
    with ThreadPoolExecutor(1) as executor:
        run_plan(plan, tmp_path / "b", Options(executor=executor))
    wanted = required_replicates(BatchResults(tmp_path / "b"), precision)
    assert 4 < wanted <= 12
    with ThreadPoolExecutor(1) as executor:
        run_plan(plan._replace(replicates=wanted), tmp_path / "b", Options(executor=executor))
    assert required_replicates(BatchResults(tmp_path / "b"), precision) == wanted
    row = compare(tmp_path / "b", measures=["signed"]).iloc[0]
    assert row["pairs"] == wanted
    if wanted < 12:
        assert (row["high"] - row["low"]) / 2 <= 2.0


def test_a_point_that_a_sampler_meets_twice_counts_once(small: Make, here: Executor, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("utility.benefit_scale\n1.3\n4.0\n1.3\n")
    unknowns = (Factor("utility.benefit_scale", low=1.0, high=5.0),)
    sampling = Sampling(uncertainties="table", table=str(tmp_path / "points.csv"))
    batch(small(uncertainties=unknowns, sampling=sampling), tmp_path / "b", executor=here)
    row = compare(tmp_path / "b", measures=["signed"]).iloc[0]
    assert (row["pairs"], row["missing"]) == (6, 0)
