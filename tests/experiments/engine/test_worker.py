"""A worker turns every run into a row, whatever happens in it."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

import paradiplomacy
from paradiplomacy.experiments.design.design import KEPT, Design, Factor, Stop
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.engine.worker import attempt
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.store import TABLES

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
    with pytest.raises(ResultsError, match=r"no run gave a result \(1 timed out\)"):
        batch(design, tmp_path / "b", executor=here)
    runs = BatchResults(tmp_path / "b").runs
    assert runs["status"].tolist() == ["timed out"]
    assert "over 0.12 seconds after" in runs["error"][0]


def test_a_run_stops_when_its_measure_is_reached(small: Make, here: Executor, tmp_path: Path) -> None:
    design = small(stop=Stop(measure="signed", above=-1.0, after=2), months=12, replicates=1)
    runs = batch(design, tmp_path / "b", executor=here).runs
    assert runs["months"].tolist() == [2, 2]
    assert set(runs["stopped_by"]) == {"signed"}


OWN = '''
import copy, os, sys


class Odd(BaseException):
    pass


class Mute(Exception):
    def __str__(self):
        raise RuntimeError


def fails(world):
    """Fails in another way for each tolerance."""
    how = round(world.settings.response.tolerance * 10)
    if how == 1:
        sys.exit(0)
    if how == 2:
        raise Odd("for this test")
    if how == 3:
        raise KeyboardInterrupt
    if how == 4:
        world.step()
    if how == 5:
        world.state.actors.trust[:] = 0.5
    if how == 6:
        copy.deepcopy(world).step()
    if how == 8:
        raise ValueError("bad \\udc80 text")
    if how == 9:
        raise ExceptionGroup("many", [KeyError("a")])
    if how == 10:
        raise Mute
    return None if how == 7 else 1.0
'''
REASONS = {
    0.1: "SystemExit: 0 (in the measure {})",
    0.2: "Odd: for this test (in the measure {})",
    0.3: "KeyboardInterrupt (in the measure {})",
    0.4: "it changes the world, which measures may only read; use copy.deepcopy(world) (in the measure {})",
    0.5: "it changes the world, which measures may only read; use copy.deepcopy(world) (in the measure {})",
    0.6: "",
    0.7: "TypeError: it returned nothing (None), expected a number (in the measure {})",
    0.8: "ValueError: bad \\udc80 text (in the measure {})",
    0.9: "ExceptionGroup: many (1 sub-exception) (in the measure {})",
    1.0: "Mute: <exception str() failed> (in the measure {})",
}


def test_whatever_a_measure_does_is_a_row_with_a_reason_that_names_it(
    small: Make, here: Executor, tmp_path: Path
) -> None:
    (tmp_path / "mine.py").write_text(OWN)
    name = f"{tmp_path / 'mine.py'}:fails"
    levers = (Factor("response.tolerance", values=tuple(REASONS)),)
    results = batch(small(measures=("signed", name), levers=levers, replicates=1), tmp_path / "b", executor=here)
    found = results.runs.set_index("response.tolerance")
    for tolerance, reason in REASONS.items():
        assert str(found["error"][tolerance] or "").endswith(reason.format(name))
        assert found["status"][tolerance] == ("failed" if reason else "complete")


def test_a_measure_that_stops_the_run_may_not_change_it_either(small: Make, here: Executor, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(OWN)
    stop = Stop(measure=f"{tmp_path / 'mine.py'}:fails", above=2.0)
    levers = (Factor("response.tolerance", values=(0.4, 0.6)),)
    runs = batch(small(stop=stop, levers=levers, replicates=1), tmp_path / "b", executor=here).runs
    assert runs["status"].tolist() == ["failed", "complete"]


def test_a_file_that_is_edited_while_runs_go_on_gives_no_rows_of_two_kinds(small: Make, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import helper\nf = helper.f")
    (tmp_path / "helper.py").write_text("def f(world):\n    return 1.0\n")
    plan = make(checked(small(measures=(f"{tmp_path / 'mine.py'}:f",))))
    assert attempt(plan.recipe, plan.task(0))[2] == ""
    (tmp_path / "helper.py").write_text("def f(world):\n    return 20.0\n")
    assert "helper.py (of" in attempt(plan.recipe, plan.task(1))[2]


def test_every_table_of_a_run_can_be_kept_whether_it_has_rows_or_not(
    small: Make, here: Executor, tmp_path: Path
) -> None:
    assert set(KEPT) == set(TABLES)
    levers = (Factor("months", values=(4, 30)),)
    design = small(keep=KEPT, months=None, levers=levers, replicates=1)
    results = batch(design, tmp_path / "b", executor=here)
    for name in KEPT:
        assert set(results[name]["run"]) <= {0, 1}
        assert len(results[name].columns) > 1
    # In the shorter run there are elections, but no agreement yet.
    assert set(results["events"]["run"]) == {0, 1}
    assert set(results["agreements"]["run"]) == {1}


ALIVE = '''
import gc

def worlds(world):
    """Number of worlds in the memory of this process."""
    return float(sum(type(each).__name__ == "World" for each in gc.get_objects()))
'''


def test_a_worker_keeps_no_world(small: Make, tmp_path: Path) -> None:
    (tmp_path / "alive.py").write_text(ALIVE)
    name = f"{tmp_path / 'alive.py'}:worlds"
    results = batch(small(measures=("signed", name), levers=(), replicates=12, months=2), tmp_path / "b", workers=1)
    assert results.joined[name].tolist() == [1.0] * 12
