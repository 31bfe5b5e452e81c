"""A batch has every planned row once, the same bits wherever it is run, and a row for what goes wrong."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import paradiplomacy
from paradiplomacy.experiments.design.design import Design, Factor, Stop
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine import worker
from paradiplomacy.experiments.engine.forecast import usual
from paradiplomacy.experiments.engine.parts import Parts, locked
from paradiplomacy.experiments.engine.reproduce import reproduce
from paradiplomacy.experiments.engine.session import Options, batch, run_plan
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError

Make = Callable[..., Design]
OWN_TO_A_SITTING = ["seconds", "session"]


def rows(results: BatchResults) -> dict[str, pd.DataFrame]:
    """All tables, without what differs from one sitting to another."""
    return {name: results[name].drop(columns=OWN_TO_A_SITTING, errors="ignore") for name in results}


def assert_same(one: BatchResults, two: BatchResults) -> None:
    assert list(one) == list(two)
    for name, table in rows(one).items():
        pd.testing.assert_frame_equal(table, rows(two)[name], check_exact=True)


def assert_whole(results: BatchResults, runs: int) -> None:
    assert results.runs["run"].tolist() == list(range(runs))
    assert results.outcomes["run"].tolist() == results.runs.loc[results.runs["status"] == "complete", "run"].tolist()


def test_rows_are_the_same_at_one_and_two_workers_and_in_this_process(
    small: Make, here: Executor, tmp_path: Path
) -> None:
    design = small(keep=("monthly", "events"))
    found = [batch(design, tmp_path / str(count), workers=count) for count in (1, 2)]
    found.append(batch(design, tmp_path / "here", executor=here))
    assert_whole(found[0], 6)
    for other in found[1:]:
        assert_same(found[0], other)


def test_a_row_is_what_a_single_run_gives(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(), tmp_path / "b", executor=here)
    row = results.runs.iloc[3]
    changes = {**small().changes, "response.tolerance": float(row["response.tolerance"])}
    run = paradiplomacy.run("synthetic", seed=1, replicate=int(row["replicate"]), months=4, changes=changes)
    assert run.manifest.digest == row["digest"]


def test_replicates_share_random_numbers_in_all_settings(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    name = awkward("unlucky")
    results = batch(small(measures=(name,), replicates=4), tmp_path / "b", executor=here)
    by_setting = results.outcomes.pivot_table(index="replicate", columns="setting", values=name)
    assert (by_setting[0] == by_setting[1]).all()
    assert by_setting[0].nunique() == 4


def test_a_batch_stopped_half_way_goes_on_where_it_was(small: Make, here: Executor, tmp_path: Path) -> None:
    plan = make(checked(small(keep=("events",))))
    seen: list[int] = []

    def stop() -> bool:
        seen.append(1)
        return len(seen) > 2

    summary = run_plan(plan, tmp_path / "b", Options(executor=here, workers=1), stop=stop)
    assert summary.ending == "stopped"
    assert 0 < len(BatchResults(tmp_path / "b").runs) < 6
    with ThreadPoolExecutor(1) as again:
        assert run_plan(plan, tmp_path / "b", Options(executor=again)).ending == "done"
    with ThreadPoolExecutor(1) as again:
        assert_same(BatchResults(tmp_path / "b"), batch(small(keep=("events",)), tmp_path / "whole", executor=again))
    with ThreadPoolExecutor(1) as again:
        assert run_plan(plan, tmp_path / "b", Options(executor=again)).runs == 0


def test_a_run_that_raises_is_a_row_with_its_traceback_and_the_batch_goes_on(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    design = small(measures=("signed", awkward("raises")))
    results = batch(design, tmp_path / "b", executor=here)
    assert_whole(results, 6)
    wrong = results.runs[results.runs["response.tolerance"] == 0.3]
    assert set(wrong["status"]) == {"failed"}
    assert wrong["error"].str.contains("in raises").all()
    assert wrong["error"].str.contains("ZeroDivisionError: for this test").all()
    assert results.manifest["status"] == {"not done": 0, "complete": 3, "failed": 3, "timed out": 0, "died": 0}
    (tmp_path / "measures" / "armed").unlink()
    with ThreadPoolExecutor(1) as again:
        assert (batch(design, tmp_path / "b", executor=again).runs["status"] == "failed").sum() == 3
    with ThreadPoolExecutor(1) as again:
        results = batch(design, tmp_path / "b", executor=again, retry=["failed"])
    assert_whole(results, 6)
    assert set(results.runs["status"]) == {"complete"}


def test_a_batch_can_stop_at_the_first_failure(
    small: Make, here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    design = small(measures=(awkward("raises"),), replicates=30)
    results = batch(design, tmp_path / "b", executor=here, on_error="stop")
    assert 1 <= (results.runs["status"] == "failed").sum() < 10


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


def test_a_run_that_kills_its_worker_is_a_row_and_its_neighbours_are_whole(
    small: Make, tmp_path: Path, awkward: Callable[[str], str], here: Executor
) -> None:
    design = small(measures=("signed", awkward("dies")), replicates=2)
    results = batch(design, tmp_path / "b", workers=2)
    assert_whole(results, 4)
    assert results.runs["status"].tolist() == ["complete", "died", "complete", "died"]
    assert results.runs["error"][1].endswith("the worker process died in this run, 2 times")
    (tmp_path / "measures" / "armed").unlink()
    undisturbed = batch(design, tmp_path / "u", executor=here)
    with ThreadPoolExecutor(1) as again:
        assert_same(batch(design, tmp_path / "b", executor=again, retry=["died"]), undisturbed)


@pytest.mark.slow
def test_a_run_that_never_comes_back_is_a_row_with_the_place_where_it_hung(
    small: Make, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    design = small(measures=(awkward("hangs"),), replicates=1, stop=Stop(seconds=5.0))
    results = batch(design, tmp_path / "b", workers=2)
    assert results.runs["status"].tolist() == ["complete", "timed out"]
    assert "in hangs" in results.runs["error"][1]


class Brittle(ThreadPoolExecutor):
    """Breaks once, at a chosen chunk, as a pool does whose worker was killed from outside."""

    left = 3

    def submit(self, *arguments: object, **named: object) -> Future:  # type: ignore[override, type-arg]
        """Break at the chosen chunk."""
        Brittle.left -= 1
        if Brittle.left == 0:
            broken: Future[object] = Future()
            broken.set_exception(BrokenExecutor("killed"))
            return broken
        return super().submit(*arguments, **named)  # type: ignore[arg-type]


def test_a_worker_killed_from_outside_costs_no_row(small: Make, here: Executor, tmp_path: Path) -> None:
    Brittle.left = 3
    results = batch(small(), tmp_path / "b", executor=lambda: Brittle(1), workers=1)
    assert Brittle.left < 0
    assert_whole(results, 6)
    assert_same(results, batch(small(), tmp_path / "u", executor=here))


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in range(60, 200):
        content[at] ^= 0xFF
    file.write_bytes(content)


def double(file: Path) -> None:
    """The whole part once more, under another name."""
    for table in ("runs", "outcomes", "events"):
        part = file.parents[1] / table / file.name
        shutil.copy(part, part.with_name("part-999.parquet"))


DAMAGE = {
    "a part twice": ("runs", double),
    "outcomes of others": ("outcomes", lambda file: shutil.copy(min(file.parent.iterdir()), file)),
    "runs cut": ("runs", lambda file: file.write_bytes(file.read_bytes()[:100])),
    "runs empty": ("runs", lambda file: file.write_bytes(b"")),
    "runs of something else": ("runs", lambda file: shutil.copy(file.parent.parent / "settings.parquet", file)),
    "outcomes cut": ("outcomes", lambda file: file.write_bytes(file.read_bytes()[:-20])),
    "outcomes missing": ("outcomes", lambda file: file.unlink()),
    "events changed": ("events", flip),
    "runs missing": ("runs", lambda file: file.unlink()),
    "runs twice": ("runs", lambda file: shutil.copy(file, file.with_name("part-999.parquet"))),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_part_is_put_aside_and_its_runs_are_done_again(
    small: Make, here: Executor, tmp_path: Path, damage: str
) -> None:
    design = small(keep=("events",))
    table, harm = DAMAGE[damage]
    undamaged = batch(design, tmp_path / "u", executor=here)
    shutil.copytree(tmp_path / "u", tmp_path / "b")
    harm(sorted((tmp_path / "b" / table).iterdir())[1])
    with ThreadPoolExecutor(1) as again:
        results = batch(design, tmp_path / "b", executor=again)
    assert_whole(results, 6)
    assert_same(results, undamaged)


def test_drafts_and_leftovers_of_a_killed_parent_do_not_count(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(), tmp_path / "b", executor=here)
    part = results.files("outcomes")[0]
    shutil.copy(part, part.with_name("part-000-900000.parquet"))
    (tmp_path / "b" / ".drafts").mkdir()
    (tmp_path / "b" / ".drafts" / "part-000-900001.runs").write_bytes(b"half")
    with ThreadPoolExecutor(1) as again:
        assert_whole(batch(small(), tmp_path / "b", executor=again), 6)
    assert not (tmp_path / "b" / ".drafts").exists()


def test_more_replicates_add_rows_to_the_same_folder(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(replicates=2), tmp_path / "b", executor=here)
    with ThreadPoolExecutor(1) as again:
        more = batch(small(replicates=3), tmp_path / "b", executor=again)
    with ThreadPoolExecutor(1) as again:
        assert_same(more, batch(small(replicates=3), tmp_path / "u", executor=again))


def test_another_design_is_refused_and_changes_nothing(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    with pytest.raises(ResultsError, match="another design"):
        batch(small(months=5), tmp_path / "b", executor=here)
    assert_whole(BatchResults(tmp_path / "b"), 6)
    with ThreadPoolExecutor(1) as again:
        assert set(batch(small(months=5), tmp_path / "b", executor=again, overwrite=True).runs["months"]) == {5}


def test_a_folder_of_something_else_is_never_overwritten(small: Make, here: Executor, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(ResultsError, match="not empty"):
        batch(small(), tmp_path, executor=here, overwrite=True)
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_two_batches_do_not_write_to_one_folder_at_once(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    with locked(tmp_path / "b"), pytest.raises(ResultsError, match="another batch is writing"):
        batch(small(), tmp_path / "b", executor=here)


def test_a_full_disk_stops_the_batch_and_loses_nothing(
    small: Make, here: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, written = worker.write_whole, []

    def full(table: object, path: Path) -> None:
        written.append(path)
        if len(written) > 4:
            raise OSError(28, "No space left on device", str(path))
        whole(table, path)

    monkeypatch.setattr(worker, "write_whole", full)
    summary = run_plan(make(checked(small())), tmp_path / "b", Options(executor=here, workers=1))
    assert summary.ending == "failed"
    assert "No space left" in summary.why
    kept = len(BatchResults(tmp_path / "b").runs)
    assert kept >= 1
    monkeypatch.undo()
    with ThreadPoolExecutor(1) as again:
        assert_whole(batch(small(), tmp_path / "b", executor=again), 6)


def test_other_programs_read_the_folder(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(keep=("monthly",)), tmp_path / "b", executor=here)
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    query = "select count(*), sum(signed) from '{0}/runs/*.parquet' join '{0}/outcomes/*.parquet' using (run)"
    count, signed = duckdb.sql(query.format(tmp_path / "b")).fetchall()[0]
    assert (count, signed) == (6, results.outcomes["signed"].sum())
    assert polars.scan_parquet(str(tmp_path / "b/monthly/*.parquet")).collect().height == len(results["monthly"])
    assert len(pd.read_parquet(tmp_path / "b" / "runs")) == 6


def test_load_gives_a_batch_and_csv_holds_the_same_numbers(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    results = paradiplomacy.load(tmp_path / "b")
    assert isinstance(results, BatchResults)
    folder = results.to_csv(tmp_path / "csv")
    assert (folder / "outcomes.csv").read_text(encoding="utf-8").startswith(f"# {results.stamp}\n")
    back = pd.read_csv(folder / "outcomes.csv", skiprows=1)
    pd.testing.assert_frame_equal(back, results.outcomes, check_exact=True)


def test_the_manifest_says_what_made_the_rows(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    kept = json.loads((tmp_path / "b" / "manifest.json").read_text())
    session = kept["sessions"][0]
    assert {"commit", "versions", "machine", "command", "started_at", "ended_at"} <= set(session)
    assert kept["measures"]["signed"]["unit"] == "agreements"
    assert "response.tolerance" in (tmp_path / "b" / "design.toml").read_text()


def test_a_row_comes_out_the_same_again(small: Make, here: Executor, tmp_path: Path) -> None:
    words = Factor("negotiation.agenda", values=("package", "issue_by_issue"))
    batch(small(levers=(words, *small().levers)), tmp_path / "b", executor=here)
    for run in (0, 5, 11):
        found = reproduce(tmp_path / "b", run)
        assert found.same
        assert found.versions == {}
    with pytest.raises(ResultsError, match="unknown run 12; expected 0 to 11"):
        reproduce(tmp_path / "b", 12)


def test_a_row_that_comes_out_otherwise_says_which_versions_differ(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(), tmp_path / "b", executor=here)
    file = tmp_path / "b" / "manifest.json"
    kept = json.loads(file.read_text())
    kept["sessions"][0]["versions"]["numpy"] = "1.0"
    kept["seed"] = 2
    file.write_text(json.dumps(kept))
    found = reproduce(tmp_path / "b", 0)
    assert not found.same
    assert results.runs["digest"][0] in str(found)
    assert "numpy differs: 1.0 then" in str(found)


def test_compiling_on_the_way_is_not_taken_for_what_a_month_takes() -> None:
    assert usual([1.0, 1.0, 2.0]) == pytest.approx(4 / 3)
    assert usual([60.0, 1.0, 1.0, 1.0, 1.0]) == pytest.approx(9 / 5)


def test_the_manifest_counts_how_runs_ended(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(replicates=2), tmp_path / "b", executor=here)
    parts = Parts(results.folder, ())
    assert parts.counts(4) == {"not done": 0, "complete": 4, "failed": 0, "timed out": 0, "died": 0}
    assert parts.counts(6)["not done"] == 2
    assert parts.counts(3) == results.manifest["status"] | {"complete": 3}


SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1}
NOTEBOOK = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for cell in (
    "import paradiplomacy",
    "lever = paradiplomacy.Factor('response.tolerance', values=(0.1, 0.3))",
    "design = paradiplomacy.Design('S', 'synthetic', ('signed',), months=2, replicates=2, changes=SMALL, levers=(lever,))",
    "results = paradiplomacy.batch(design, 'b', workers=1)",
    "table = paradiplomacy.compare('b')",
):
    shell.run_cell(f"SMALL = {SMALL}\\n{cell}").raise_error()
print(len(shell.user_ns["results"].runs), len(shell.user_ns["table"]))
"""


@pytest.mark.slow
def test_a_batch_runs_from_a_notebook(tmp_path: Path) -> None:
    pytest.importorskip("IPython")
    command = [sys.executable, "-c", f"SMALL = {SMALL!r}\n{NOTEBOOK}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["4", "1"]
