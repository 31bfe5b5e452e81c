"""PRIM finds the box in which a condition holds."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.discovery import box, peel

Make = Callable[..., Design]


def test_a_box_described_in_a_sentence_names_the_factors_that_matter(
    design: Make, here: Executor, tmp_path: Path
) -> None:
    batch(design("sobol_sequence", 64), tmp_path / "b", executor=here)
    found = box(str(tmp_path / "b"), "linear < 0.8")
    assert "tolerance is at most" in found.words
    assert found.density >= 0.8
    assert found.coverage > 0.5
    with pytest.raises(ResultsError, match="always"):
        box(str(tmp_path / "b"), "linear < 100")
    with pytest.raises(ResultsError, match="expected MEASURE"):
        box(str(tmp_path / "b"), "liner < 1")


def test_peeling_finds_the_corner_that_was_hidden() -> None:
    rng = np.random.default_rng(1)
    x = pd.DataFrame(rng.random((2000, 3)), columns=["a", "b", "c"])
    cases = ((x["a"] < 0.4) & (x["b"] > 0.5)).to_numpy()
    limits, inside = peel(x, cases, 0.95)
    assert limits["a"][1] == pytest.approx(0.4, abs=0.05)
    assert limits["b"][0] == pytest.approx(0.5, abs=0.05)
    assert cases[inside].mean() >= 0.95
    assert cases[inside].sum() / cases.sum() > 0.8


def test_a_condition_may_name_a_measure_with_a_scope(small: Make, here: Executor, tmp_path: Path) -> None:
    scoped = "signed of cities:N001, N002 on climate"
    folder = str(tmp_path / "scoped")
    batch(small(measures=(scoped,), replicates=1, months=1), folder, executor=here)
    with pytest.raises(ResultsError, match="holds always"):
        box(folder, f"{scoped} >= 0")
    for wrong in (f"{scoped} < e", f"{scoped} < -", f"{scoped} 3", f"{scoped} on trade < 3"):
        with pytest.raises(ResultsError, match="expected MEASURE < NUMBER"):
            box(folder, wrong)
