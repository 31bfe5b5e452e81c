"""A user's function that prepares worlds: in runs, in batches, and wherever these are repeated."""

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from batches import assert_same

import paradiplomacy
from paradiplomacy import ResultsError, ScenarioError
from paradiplomacy.experiments.design.design import Design, Factor, Stop
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked, to_toml
from paradiplomacy.experiments.engine.forecast import trial
from paradiplomacy.experiments.engine.pool import Guard
from paradiplomacy.experiments.engine.reproduce import reproduce
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.engine.worker import last_line
from paradiplomacy.experiments.reports.report import report
from paradiplomacy.experiments.results import archive
from paradiplomacy.experiments.results.batch import BatchResults

Make = Callable[..., Design]
SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1, "search.candidates": 64}

MINE = '''
import os, sys, time
import helper


def trusting(world):
    """Everybody needs everything, and cities trust their nations from the third month on."""
    city = next(iter(world.cities.values()))

    @world.before("search")
    def trust(world):
        for each in world.agents:
            each.need = helper.NEED
        if world.month >= 2:
            city.trust = helper.TRUST

    world.record("trust_of_first", lambda world: city.trust)


def only_reads(world):
    world.after("negotiation", lambda world: world.explain(*list(world.cities)[:2]))
    world.record("size", lambda world: len(world.cities))


def records_in_some(world):
    name = "low" if world.settings.response.tolerance < 0.2 else "high"
    world.record(name, lambda world: 1.0)


def counts(world):
    world.record("weight", lambda world: helper.TRUST)


def fails(world):
    """Fails in another way for each tolerance."""
    how = round(world.settings.response.tolerance * 10)
    city = next(iter(world.cities.values()))
    if how == 1:
        sys.exit(0)
    if how == 2:
        raise KeyboardInterrupt
    if how == 3:
        world.step()
    if how == 4:
        city.need[0] = 7.0
    if how == 5:
        world.before("serch", print)
    if how == 6:
        def late(world):
            raise ZeroDivisionError("for this test")
        world.after("clubs", late)
    if how == 7:
        world.record("odd", lambda world: float("inf"))
    if how == 8:
        world.before("search", type(world).step)


no_function = 3.0


def ends(world):
    if world.settings.response.tolerance == 0.3:
        os._exit(0)


def hangs(world):
    if world.settings.response.tolerance == 0.3:
        world.before("search", lambda world: time.sleep(600))
'''
WHERE = "in mine.py:fails, which prepares the world"
REASONS = {
    0.1: f"SystemExit: 0 ({WHERE})",
    0.2: f"KeyboardInterrupt ({WHERE})",
    0.3: f"OwnFileError: it ran 1 months, expected a function that runs none ({WHERE})",
    0.4: f"expected a number from 0 to 1 (share) ({WHERE})",
    0.5: f"did you mean search? expected one of events, politics, search, negotiation, clubs, domestic level, national "
    f"response, delivery, economy, challenges, record ({WHERE})",
    0.6: "ZeroDivisionError: for this test (in late (mine.py:49), after clubs, month 0 (2016-01))",
    0.7: "ValueError: column odd: <lambda> (mine.py:53) returned inf, expected a finite number or NaN",
    0.8: "nor a copy of its world (in step (world.py:",
    0.9: "",
}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a user, which is the working folder, with its functions."""
    folder = tmp_path / "user"
    folder.mkdir()
    (folder / "mine.py").write_text(MINE)
    (folder / "helper.py").write_text("TRUST, NEED = 0.875, 0.9\n")
    monkeypatch.chdir(folder)
    return folder


def test_rows_of_prepared_worlds_do_not_depend_on_the_workers_and_are_those_of_single_runs(
    small: Make, mine: Path, tmp_path: Path
) -> None:
    design = small(prepare="mine.py:trusting", keep=("monthly",))
    (mine / "d.toml").write_text(to_toml(design))
    one, two = (batch(mine / "d.toml", tmp_path / str(count), workers=count) for count in (1, 2))
    assert_same(one, two)
    assert set(one.runs["status"]) == {"complete"}
    row = one.runs.iloc[3]
    changes = {**SMALL, "response.tolerance": float(row["response.tolerance"])}
    run = paradiplomacy.run(
        "synthetic", replicate=int(row["replicate"]), months=4, changes=changes, prepare="mine.py:trusting"
    )
    assert run.manifest.digest == row["digest"]
    kept = one["monthly"].query("run == 3").drop(columns="run").reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, run.monthly, check_exact=True)
    np.testing.assert_array_equal(run.monthly["trust_of_first"].isna(), [True, False, False, False, False])
    assert run.monthly["trust_of_first"].iloc[-1] != run.monthly["trust_of_first"].iloc[1]


@pytest.mark.usefixtures("mine")
def test_functions_that_only_read_leave_every_row_as_it_is(small: Make, here: Executor, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as again:
        plain = batch(small(), tmp_path / "plain", executor=again)
    read = batch(small(prepare="mine.py:only_reads"), tmp_path / "read", executor=here)
    assert_same(plain, read)
    assert (plain.command, read.command) == ("", "") and read.manifest["prepare"] == "mine.py:only_reads"


def test_whatever_a_function_does_is_a_row_with_a_reason_that_names_it(
    small: Make, here: Executor, mine: Path, tmp_path: Path
) -> None:
    levers = (Factor("response.tolerance", values=tuple(REASONS)),)
    design = small(prepare="mine.py:fails", levers=levers, replicates=1)
    (mine / "d.toml").write_text(to_toml(design))
    found = batch("d.toml", tmp_path / "b", executor=here).runs.set_index("response.tolerance")
    for tolerance, reason in REASONS.items():
        last = last_line(str(found["error"][tolerance] or ""))
        assert reason in last, last
        assert found["status"][tolerance] == ("failed" if reason else "complete")


@pytest.mark.usefixtures("mine")
def test_a_function_that_ends_its_process_ends_one_run(small: Make, tmp_path: Path) -> None:
    runs = batch(small(prepare="mine.py:ends", replicates=1), tmp_path / "b", workers=1).runs
    assert runs["status"].tolist() == ["complete", "died"]


@pytest.mark.slow
@pytest.mark.usefixtures("mine")
def test_a_function_that_hangs_in_a_month_times_out(small: Make, tmp_path: Path) -> None:
    design = small(prepare="mine.py:hangs", replicates=1, stop=Stop(seconds=5.0))
    assert batch(design, tmp_path / "b", workers=1).runs["status"].tolist() == ["complete", "timed out"]


@pytest.mark.parametrize("file", ["mine.py", "helper.py"])
def test_a_batch_is_not_resumed_after_a_file_of_its_function_has_changed(
    small: Make, here: Executor, mine: Path, tmp_path: Path, file: str
) -> None:
    design = small(prepare="mine.py:counts", replicates=1)
    batch(design, tmp_path / "b", executor=here)
    text = (mine / file).read_text()
    (mine / file).write_text(f"{text}\n")
    with pytest.raises(ResultsError, match=f"the same design before {file} changed"):
        batch(design, tmp_path / "b", executor=here)
    (mine / file).write_text(text)
    assert len(batch(design, tmp_path / "b", executor=here).manifest["sessions"]) == 2
    with pytest.raises(ResultsError, match="another version of it"):
        batch(small(prepare="mine.py:only_reads", replicates=1), tmp_path / "b", executor=here)


@pytest.mark.usefixtures("mine")
def test_columns_that_only_some_runs_record_are_missing_in_the_others(
    small: Make, here: Executor, tmp_path: Path
) -> None:
    design = small(prepare="mine.py:records_in_some", keep=("monthly",), replicates=1)
    results = batch(design, tmp_path / "b", executor=here)
    expected = [[1.0, np.nan], [np.nan, 1.0]]
    np.testing.assert_array_equal(results["monthly"].groupby("run")[["low", "high"]].last(), expected)
    # In parts of one run each, of which the first lacks the column of the second.
    assert len(results.files("monthly")) == 2
    assert results.of_run("monthly", 1)["high"].iloc[-1] == 1.0


def test_a_row_and_a_run_are_repeated_from_copies(
    small: Make, here: Executor, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine / "d.toml").write_text(to_toml(small(prepare="mine.py:trusting", replicates=1)))
    results = batch("d.toml", tmp_path / "b", executor=here)
    run = paradiplomacy.run("synthetic", months=4, changes=SMALL, prepare="mine.py:trusting")
    run.save(tmp_path / "run")
    # Otherwise a repetition that forgets the function would pass.
    assert run.manifest.digest != paradiplomacy.run("synthetic", months=4, changes=SMALL).manifest.digest
    assert run.manifest.prepare == "own/0/mine.py:trusting" and "Prepared by: own/0/mine.py" in str(run)
    assert '"prepare": "own/0/mine.py:trusting"' in (tmp_path / "run/scenario.toml").read_text().partition("\n")[0]
    packed = [archive.archive(tmp_path / name, tmp_path / f"{name}-packed", description="") for name in ("run", "b")]
    shutil.rmtree(mine)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Guard, "call", lambda _, function, *arguments: function(*arguments))
    assert reproduce(tmp_path / "b", 1).same
    assert [archive.check(folder).good for folder in packed] == [True, True]
    assert "gives other events" not in report(results, tmp_path / "page.html").read_text()
    # The copies count.
    (tmp_path / "run-packed/results/own/0/helper.py").write_text("TRUST, NEED = 0.875, 0.1\n")
    assert archive.check(packed[0]).altered == ("results/own/0/helper.py",)


@pytest.mark.usefixtures("mine")
def test_the_stamp_of_a_file_tells_a_prepared_run_from_another() -> None:
    plain = paradiplomacy.run("synthetic", months=3, changes=SMALL)
    read = paradiplomacy.run("synthetic", months=3, changes=SMALL, prepare="mine.py:only_reads")
    assert plain.manifest.digest == read.manifest.digest
    assert plain.manifest.stamp() != read.manifest.stamp()


@pytest.mark.usefixtures("mine")
def test_recorded_columns_are_saved_and_loaded(tmp_path: Path) -> None:
    run = paradiplomacy.run("synthetic", months=3, changes=SMALL, prepare="mine.py:counts")
    for kind in ("parquet", "csv"):
        run.save(tmp_path / kind, format=kind)
        again = paradiplomacy.load(tmp_path / kind)
        pd.testing.assert_frame_equal(again.monthly, run.monthly, check_exact=True)
        np.testing.assert_array_equal(again.monthly["weight"], [np.nan, 0.875, 0.875, 0.875])


@pytest.mark.usefixtures("mine")
def test_the_forecast_prepares_its_worlds_too(small: Make) -> None:
    plan = make(checked(small(prepare="mine.py:counts", keep=("monthly",))))
    with_column = trial(plan.recipe, [plan.task(0)])
    plain = make(checked(small(keep=("monthly",))))
    assert not with_column.error and with_column.bytes > trial(plain.recipe, [plain.task(0)]).bytes
    broken = make(checked(small(prepare="mine.py:fails")))
    assert trial(broken.recipe, [broken.task(0)]).error == "SystemExit: 0"


WRONG = {
    "mine.py:trustin": '"mine.py" has no "trustin", it has .*trusting',
    "yours.py:trusting": '"yours.py": no such file, expected a Python file in',
    "mine.py": r"'mine.py': not a function of a file, expected .file.py:function",
    "trusting": "'trusting': not a function of a file",
}


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize("name", WRONG)
def test_a_function_that_is_not_there_is_refused_before_anything_runs(small: Make, tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioError, match=f"^prepare: {WRONG[name]}"):
        checked(small(prepare=name))
    for call in (
        lambda: paradiplomacy.run("synthetic", prepare=name),
        lambda: batch(small(prepare=name), tmp_path / "b"),
    ):
        with pytest.raises(ScenarioError, match=f"^prepare: {WRONG[name]}"):
            call()
    assert not (tmp_path / "b").exists()


@pytest.mark.usefixtures("mine")
def test_anything_but_a_function_of_a_file_is_refused() -> None:
    with pytest.raises(ScenarioError, match="of type function: not a function of a file"):
        paradiplomacy.run("synthetic", prepare=print_nothing)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r'"no_function" in ".*mine.py" is not a function'):
        paradiplomacy.run("synthetic", months=1, changes=SMALL, prepare="mine.py:no_function")


def print_nothing(_: object) -> None:
    """A function that does nothing."""


@pytest.mark.usefixtures("mine")
def test_a_table_without_rows_needs_no_function(small: Make, here: Executor, tmp_path: Path) -> None:
    levers = (Factor("response.tolerance", values=(0.1,)),)
    with pytest.raises(ResultsError, match="no run gave a result"):
        batch(
            small(prepare="mine.py:fails", keep=("monthly",), levers=levers, replicates=1),
            tmp_path / "b",
            executor=here,
        )
    assert BatchResults(tmp_path / "b")["monthly"].empty
