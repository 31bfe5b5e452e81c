"""Indices and boxes find what was put in."""

import math
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design.design import Design, Factor, Sampling
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.measures.measure import whole
from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.experiments.results.folder import ResultsError, ResultsWarning
from paradiplomacy.experiments.statistics.sensitivity import sensitivity, to_ema_workbench, to_salib

Make = Callable[..., Design]


def index(table: pd.DataFrame, method: str, measure: str = "linear") -> dict[str, float]:
    rows = table[(table["method"] == method) & (table["measure"] == measure)]
    return dict(zip(rows["factor"], rows["index"], strict=True))


def test_sobol_indices_of_a_linear_measure_are_its_shares(design: Make, here: Executor, tmp_path: Path) -> None:
    batch(design("saltelli", 32), tmp_path / "b", executor=here)
    table = sensitivity(tmp_path / "b", measures=["linear"])
    assert index(table, "sobol total") == pytest.approx({"tolerance": 0.9, "power": 0.1, "agenda": 0.0}, abs=0.12)
    assert index(table, "feature score")["tolerance"] > 0.5
    assert table.loc[table["method"] == "sobol total", "error"].notna().all()


def test_morris_ranks_the_factors(design: Make, here: Executor, tmp_path: Path) -> None:
    batch(design("morris", 6), tmp_path / "b", executor=here)
    found = index(sensitivity(tmp_path / "b", measures=["linear"]), "morris mu_star")
    assert found == pytest.approx({"tolerance": 3.0, "power": 1.0, "agenda": 0.0})


def test_tables_have_the_shapes_that_salib_and_ema_workbench_take(design: Make, here: Executor, tmp_path: Path) -> None:
    from SALib.analyze import rbd_fast

    batch(design("latin_hypercube", 64), tmp_path / "b", executor=here)
    problem, x, y = to_salib(tmp_path / "b", "linear")
    assert x.shape == (64, 3)
    assert y.shape == (64,)
    assert rbd_fast.analyze(problem, x, y, seed=1)["S1"][0] > 0.5
    experiments, outcomes = to_ema_workbench(tmp_path / "b")
    assert {"scenario", "policy", "model", "tolerance"} <= set(experiments.columns)
    assert {name: len(values) for name, values in outcomes.items()} == {"linear": 64, "signed": 64}


def test_a_measure_without_some_value_leaves_the_others_alone(
    design: Make, here: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gap(world: object) -> float:
        return math.inf if world.settings.negotiation.power > 0.5 else 1.0  # type: ignore[attr-defined]

    monkeypatch.setitem(MEASURES, "gap", whole("with gaps", "1", gap))
    batch(design("saltelli", 8)._replace(measures=("gap", "linear")), tmp_path / "b", executor=here)
    table = sensitivity(tmp_path / "b")
    first = table[table["measure"] == "gap"].iloc[0]
    assert "of 40 settings have no value of the measure" in first["method"] and math.isnan(first["index"])
    assert index(table, "sobol total")["tolerance"] > 0.5
    assert main(["report", str(tmp_path / "b")]) == 0
    page = (tmp_path / "b" / "report.html").read_text(encoding="utf-8")
    assert "linear depends most on tolerance" in page and "gap: no indices (saltelli: " in page
    with pytest.raises(ResultsError, match=r"gap: .* of 40 settings have no value"):
        to_salib(tmp_path / "b", "gap")
    with pytest.raises(ResultsError, match="did you mean linear"):
        to_salib(tmp_path / "b", "liner")


@pytest.mark.parametrize("second_order", [True, False])
def test_what_is_exported_is_analysed_right_by_salib(
    design: Make, here: Executor, tmp_path: Path, second_order: bool
) -> None:
    from SALib.analyze import sobol

    asked = design("saltelli", 8)
    asked = asked._replace(measures=("linear",), sampling=asked.sampling._replace(second_order=second_order))
    batch(asked, tmp_path / "b", executor=here)
    if second_order:
        problem, _, y = to_salib(tmp_path / "b", "linear")
        found = sobol.analyze(problem, y, seed=1)
    else:
        with pytest.warns(ResultsWarning, match="use sobol.analyze.problem, y, calc_second_order=False"):
            problem, _, y = to_salib(tmp_path / "b", "linear")
        found = sobol.analyze(problem, y, seed=1, **problem["analysis"])
    ours = index(sensitivity(tmp_path / "b"), "sobol first")
    assert dict(zip(problem["names"], found["S1"], strict=True)) == pytest.approx(ours)


def test_the_problem_has_the_bounds_and_distributions_of_the_design(
    small: Make, here: Executor, tmp_path: Path
) -> None:
    from SALib.sample import latin

    unknowns = (
        Factor("response.tolerance", low=0.0, high=0.8),
        Factor("utility.benefit_scale", low=0.5, high=4.0, distribution="log_uniform"),
        Factor("negotiation.power", low=0.2, high=1.0, distribution="triangular", peak=0.4),
        Factor("politics.diffusion", low=0.0, high=0.1, distribution="normal", mean=0.05, deviation=0.02),
        Factor("negotiation.agenda", values=("package", "issue_by_issue")),
    )
    sampling = Sampling(uncertainties="latin_hypercube", samples=4)
    batch(small(levers=(), uncertainties=unknowns, sampling=sampling, replicates=1), tmp_path / "b", executor=here)
    problem, x, _ = to_salib(tmp_path / "b", "signed")
    assert problem["dists"] == ["unif", "logunif", "triang", "truncnorm", "unif"]
    bounds = [[0.0, 0.8], [0.5, 4.0], [0.2, 1.0, 0.25], [0.0, 0.1, 0.05, 0.02], [0.0, 1.0]]
    assert [list(each) for each in problem["bounds"]] == [pytest.approx(each) for each in bounds]
    drawn = latin.sample(problem, 200, seed=1)
    low, high = (np.array([each[end] for each in bounds]) for end in (0, 1))
    for points in (x, drawn):
        assert (points >= low).all() and (points <= high).all()


def test_blocks_are_exported_one_by_one(design: Make, here: Executor, tmp_path: Path) -> None:
    levers = (Factor("utility.benefit_scale", name="benefit", values=(1.0, 2.0)),)
    batch(design("morris", 2)._replace(levers=levers), tmp_path / "b", executor=here)
    with pytest.raises(ResultsError, match=r"2 blocks.*'benefit = 1.0', 'benefit = 2.0'"):
        to_salib(tmp_path / "b", "linear")
    problem, x, y = to_salib(tmp_path / "b", "linear", block="benefit = 2.0")
    assert problem["names"] == ["tolerance", "power", "agenda"] and x.shape == (8, 3) and y.shape == (8,)


def test_a_batch_without_factors_is_refused(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(levers=(), replicates=1), tmp_path / "b", executor=here)
    for given in (tmp_path / "b", results):
        with pytest.raises(ResultsError, match=f"^{tmp_path / 'b'}: nothing is varied"):
            sensitivity(given)  # type: ignore[arg-type]
