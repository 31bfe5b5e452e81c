"""A worker turns every run into a row, whatever happens in it."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import paradiplomacy
from paradiplomacy.experiments.design.design import Design, Factor, Stop
from paradiplomacy.experiments.engine.session import batch

Make = Callable[..., Design]


def test_a_row_is_what_a_single_run_gives(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(), tmp_path / "b", executor=here)
    row = results.runs.iloc[3]
    changes = {**small().changes, "response.tolerance": float(row["response.tolerance"])}
    run = paradiplomacy.run("synthetic", seed=1, replicate=int(row["replicate"]), months=4, changes=changes)
    assert run.manifest.digest == row["digest"]


def test_values_that_do_not_go_together_fail_only_their_runs(small: Make, here: Executor, tmp_path: Path) -> None:
    levers = (
        Factor("response.grant_low", values=(0.05, 0.3)),
        Factor("response.grant_high", values=(0.1, 0.4)),
    )
    results = batch(small(levers=levers, replicates=1), tmp_path / "b", executor=here)
    assert results.runs["status"].tolist() == ["complete", "complete", "failed", "complete"]


def test_a_run_over_its_time_is_a_row_that_says_so(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    stop = Stop(measure=awkward("drags"), above=9.0, seconds=0.12)
    design = small(stop=stop, months=24, replicates=1, levers=())
    results = batch(design, tmp_path / "b", executor=here)
    assert results.runs["status"].tolist() == ["timed out"]
    assert "over 0.12 seconds after" in results.runs["error"][0]


def test_a_run_stops_when_its_measure_is_reached(small: Make, here: Executor, tmp_path: Path) -> None:
    design = small(stop=Stop(measure="signed", above=-1.0, after=2), months=12, replicates=1)
    runs = batch(design, tmp_path / "b", executor=here).runs
    assert runs["months"].tolist() == [2, 2]
    assert set(runs["stopped_by"]) == {"signed"}
