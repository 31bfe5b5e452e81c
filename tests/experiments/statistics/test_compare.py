"""Differences are paired, their intervals cover, and looking twice costs what it should."""

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design.design import Claim, Design, Experiment, Factor, Sampling
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.evidence.libraries.designs import of_batch
from paradiplomacy.experiments.measures.measure import whole
from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, ResultsWarning
from paradiplomacy.experiments.statistics.compare import FAMILIES, adjusted, compare, sentences
from paradiplomacy.experiments.statistics.discovery import box
from paradiplomacy.experiments.statistics.interval import holm

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
    difference = wide[1] - wide[0]
    assert row["effect_size"] == pytest.approx(difference.mean() / ((wide[1].var() + wide[0].var()) / 2) ** 0.5)
    assert row["effect_size_paired"] == pytest.approx(difference.mean() / difference.std())
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


def test_arms_of_folders_of_one_name_have_different_labels(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(replicates=1, months=1, levers=()), tmp_path / "a" / "run", executor=here)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    table = compare(tmp_path / "a" / "run", tmp_path / "b" / "run")
    assert set(table["arm"]) == {"b/run"} and set(table["baseline"]) == {"a/run"}


def test_a_failed_run_leaves_its_pair_out_and_is_counted(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    batch(small(measures=("signed", awkward("raises")), replicates=4), tmp_path / "b", executor=here)
    table = compare(tmp_path / "b", measures=["signed"])
    assert (table["pairs"][0], table["missing"][0]) == (0, 4)
    assert "no pair" in sentences(table)[0]


def test_a_folder_is_not_compared_with_itself(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(replicates=1, months=1), tmp_path / "b", executor=here)
    with pytest.raises(ResultsError, match="the same folder twice"):
        compare(tmp_path / "b", tmp_path / ".." / tmp_path.name / "b")
    with pytest.raises(ResultsError, match=rf"^{tmp_path / 'b'}, {tmp_path / 'b'}: the same folder twice"):
        compare(results, results)  # type: ignore[arg-type]


def test_a_batch_without_any_result_is_an_error_in_python_and_in_compare(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    failing = small(
        measures=(awkward("raises"),), levers=(), claims=(), changes=small().changes | {"response.tolerance": 0.3}
    )
    message = "no run gave a result .3 failed.; the first error is ZeroDivisionError: for this test"
    with pytest.raises(ResultsError, match=message):
        batch(failing, tmp_path / "b", executor=here)
    for read in (compare, box_of_nothing):
        with pytest.raises(ResultsError, match=message):
            read(tmp_path / "b")
    assert main(["report", str(tmp_path / "b")]) == 0
    assert "the first error is ZeroDivisionError" in (tmp_path / "b" / "report.html").read_text(encoding="utf-8")


def box_of_nothing(folder: Path) -> object:
    """Another reader of a batch."""
    return box(str(folder), "signed < 1")


@pytest.fixture
def _odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measures of which the differences are known: none of them in some runs, or the same in all."""

    def odd(world: object) -> float:
        replicate = world.state.stream.key % 5  # type: ignore[attr-defined]
        return [1.0, np.inf, -np.inf, np.nan, 1e300][replicate]

    def constant(world: object) -> float:
        return 80.0 * world.settings.response.tolerance  # type: ignore[attr-defined]

    def noisy(world: object) -> float:
        settings, key = world.settings, world.state.stream.key  # type: ignore[attr-defined]
        return float(key % 7 + settings.response.tolerance * (3 + key % 3))

    for function in (odd, constant, noisy):
        monkeypatch.setitem(MEASURES, function.__name__, whole(function.__name__, "1", function))


@pytest.mark.usefixtures("_odd")
def test_an_interval_needs_finite_values_that_differ(small: Make, here: Executor, tmp_path: Path) -> None:
    levers = (Factor("response.tolerance", values=(0.1, 0.3, 0.5)),)
    design = small(measures=("odd", "constant", "noisy"), levers=levers, replicates=9, months=1)
    results = batch(design, tmp_path / "b", executor=here)
    table = compare(tmp_path / "b").set_index("measure")
    finite = int((results.joined["odd"].abs() < 1e150).sum() / 3)
    assert table.loc["odd", "pairs"].tolist() == [finite] * 2
    assert table.loc["odd", "missing"].tolist() == [9 - finite] * 2
    assert table.loc[["odd", "constant"], ["low", "high", "p", "p_holm", "effect_size_paired"]].isna().all(axis=None)
    assert table.loc["noisy", ["low", "p_holm", "effect_size_paired"]].notna().all(axis=None)
    lines = sentences(table.reset_index())
    assert [("no interval or verdict" in line or "no pair" in line) for line in lines] == [True] * 4 + [False] * 2
    assert not any("higher" in line or "lower" in line for line in lines[:4])
    few = compare(tmp_path / "b", measures=["noisy"], family="arms")
    assert few["family"].tolist() == ["2 arms of the measure"] * 2
    assert few["p_holm"].tolist() == pytest.approx(holm(few["p"].tolist()))


def test_a_family_is_the_table_the_arms_of_a_measure_or_the_measures_of_an_arm() -> None:
    table = pd.DataFrame({"measure": list("aabb"), "arm": list("xyxy"), "p": [0.01, 0.02, 0.03, np.nan]})
    found = {family: adjusted(table, family) for family in FAMILIES}
    assert found["all"]["p_holm"].tolist()[:3] == pytest.approx([0.03, 0.04, 0.04])
    assert found["arms"]["p_holm"].tolist()[:3] == pytest.approx([0.02, 0.02, 0.03])
    assert found["measures"]["p_holm"].tolist()[:3] == pytest.approx([0.02, 0.02, 0.03])
    assert found["all"]["family"].unique().tolist() == ["3 comparisons"]
    assert found["measures"]["family"].tolist() == [f"{words} of the arm" for words in ("2 measures", "1 measure") * 2]
    assert found["all"]["p_holm"].isna().tolist() == [False] * 3 + [True]


def test_a_comparison_of_different_worlds_is_warned_of_on_every_page(
    small: Make, here: Executor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = (Experiment("plain"), Experiment("large", changes={"world.cities": 30, "months": 5}), Experiment("again"))
    claim = Claim("More", "signed", "rises", case={"experiment": "large"}, against={"experiment": "plain"})
    measures = ("signed", "success_share")
    design = small(levers=(), experiments=cases, claims=(claim,), measures=measures, replicates=2)
    results = batch(design, tmp_path / "b", executor=here)
    differ = r"30 cities instead of 24, a horizon of 5 instead of 4 months"
    with pytest.warns(ResultsWarning, match=f"not the same world as plain: large .{differ}"):
        table = compare(tmp_path / "b")
    assert table.groupby("arm")["worlds"].first().map(bool).to_dict() == {"again": False, "large": True}
    assert [differ in line for line in sentences(table)] == [True, False] * 2
    with pytest.warns(ResultsWarning, match="not the same world on both sides"):
        assert differ in str(of_batch(results)[0])
    assert main(["compare", str(tmp_path / "b")]) == 0
    assert capsys.readouterr().err.startswith("paradiplomacy: warning: not the same world as plain: large (30 cities")
    assert main(["report", str(tmp_path / "b")]) == 0
    page = (tmp_path / "b" / "report.html").read_text(encoding="utf-8")
    assert page.count("<b>Warning:</b> not the same world") == 2 and page.count(differ) > 3


def test_factors_of_the_world_that_pairs_share_are_no_difference(small: Make, here: Executor, tmp_path: Path) -> None:
    cities = Factor("world.cities", values=(24, 30))
    design = small(uncertainties=(cities,), sampling=Sampling(uncertainties="factorial"), replicates=1)
    batch(design, tmp_path / "b", executor=here)
    assert not compare(tmp_path / "b")["worlds"].any()
    assert compare(tmp_path / "b")["pairs"].tolist()[0] == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"measures": ["singed"]}, "did you mean signed"),
        ({"baseline": "x"}, "unknown arm"),
        ({"family": "arm"}, 'unknown family "arm"; did you mean arms'),
    ],
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
    with pytest.warns(ResultsWarning, match="line 4 is line 2 again"):
        batch(small(uncertainties=unknowns, sampling=sampling), tmp_path / "b", executor=here)
    row = compare(tmp_path / "b", measures=["signed"]).iloc[0]
    assert (row["pairs"], row["missing"]) == (6, 0)
