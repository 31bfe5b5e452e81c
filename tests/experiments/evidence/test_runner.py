"""The runner does the runs of a library once, and judges its claims by them."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.session import Options
from paradiplomacy.experiments.evidence import runner
from paradiplomacy.experiments.evidence.claim import Claim, Curve, Library, Side
from paradiplomacy.experiments.results.folder import ResultsError


def test_claims_are_judged_by_their_runs_and_derived_measures(tiny: Library, here: Executor, tmp_path: Path) -> None:
    assert runner.run(tiny, tmp_path, Options(executor=here)).runs == 16
    found = runner.read(tiny, tmp_path)
    more, half = found.verdicts
    assert (more.found, half.found) == ("confirmed", "contradicted")
    assert half.estimate.mean == pytest.approx(more.estimate.mean / 2)
    assert found.of("g") == found.verdicts and found.failed == 0
    with ThreadPoolExecutor(1) as again:
        assert runner.run(tiny, tmp_path, Options(executor=again)).runs == 0


def test_null_models_and_figures_are_means_over_the_runs(tiny: Library, here: Executor, tmp_path: Path) -> None:
    claim = tiny.claims[0]._replace(nulls={"other": "signed"})
    curve = Curve("c", "r", "", "", "", "linear", (1.0,), ("signed",))
    library = tiny._replace(claims=(claim,), figures=(curve, curve._replace(design="elsewhere")))
    runner.run(library, tmp_path, Options(executor=here))
    found = runner.read(library, tmp_path)
    (drawn,) = found.figures
    outcomes = found.batches["r"].outcomes["signed"]
    assert drawn.model[0].mean == pytest.approx(outcomes.mean())
    assert found.verdicts[0].nulls["other"].mean == pytest.approx(found.verdicts[0].value)


def test_values_that_need_no_runs_are_judged_too(tiny: Library) -> None:
    claim = Claim("three", "", "g", Side("x"), direction="between", low=3.0, high=3.0, is_criterion=True)
    import pandas as pd

    library = tiny._replace(
        claims=(claim,), plans={}, tables=lambda: pd.DataFrame({"replicate": [0, 1], "x": [3.0, 3.0]})
    )
    assert runner.evidence(library, {}).verdicts[0].found == "confirmed"


def test_all_folders_are_checked_before_anything_runs(
    tiny: Library, small: Callable[..., Design], here: Executor, tmp_path: Path
) -> None:
    two = tiny._replace(plans={**tiny.plans, "s": make(checked(small()))})
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "letter.txt").write_text("mine")
    with pytest.raises(ResultsError, match="not empty"):
        runner.run(two, tmp_path, Options(executor=here))
    assert not list((tmp_path / "r").glob("runs/*"))


def test_a_failed_run_is_refused_on_request(
    small: Callable[..., Design], awkward: Callable[[str], str], tiny: Library, here: Executor, tmp_path: Path
) -> None:
    measure = awkward("raises")
    claim = tiny.claims[0]._replace(case=Side(measure), against=None, direction="between", low=0.0)
    library = tiny._replace(claims=(claim,), plans={"r": make(checked(small(measures=(measure,))))}, derived={})
    runner.run(library, tmp_path, Options(executor=here))
    found = runner.read(library, tmp_path)
    assert found.failed == 3
    with pytest.raises(ResultsError, match="3 of 6 runs failed: ZeroDivisionError: for this test"):
        runner.refuse_failures(found)
