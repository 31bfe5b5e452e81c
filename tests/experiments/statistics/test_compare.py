"""Differences are paired, their intervals cover, and looking twice costs what it should."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from paradiplomacy.experiments.design.design import Design, Experiment, Factor, Sampling
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.compare import compare, sentences

Make = Callable[..., Design]


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


def test_a_point_that_a_sampler_meets_twice_counts_once(small: Make, here: Executor, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("utility.benefit_scale\n1.3\n4.0\n1.3\n")
    unknowns = (Factor("utility.benefit_scale", low=1.0, high=5.0),)
    sampling = Sampling(uncertainties="table", table=str(tmp_path / "points.csv"))
    batch(small(uncertainties=unknowns, sampling=sampling), tmp_path / "b", executor=here)
    row = compare(tmp_path / "b", measures=["signed"]).iloc[0]
    assert (row["pairs"], row["missing"]) == (6, 0)
