"""Indices and boxes find what was put in."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pandas as pd
import pytest

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.folder import ResultsError
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


def test_a_batch_without_factors_is_refused(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(levers=(), replicates=1), tmp_path / "b", executor=here)
    with pytest.raises(ResultsError, match="nothing is varied"):
        sensitivity(tmp_path / "b")
