"""A batch has every planned row once, the same bits wherever it is run, and a row for what goes wrong."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from batches import assert_same, assert_whole

from paradiplomacy.experiments.design.design import Design, Stop
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine import batch as engine
from paradiplomacy.experiments.engine import worker
from paradiplomacy.experiments.engine.pool import PoolLostError
from paradiplomacy.experiments.engine.session import Options, batch, run_plan
from paradiplomacy.experiments.results.batch import BatchResults

Make = Callable[..., Design]


def test_rows_are_the_same_at_one_and_two_workers_and_in_this_process(
    small: Make, here: Executor, tmp_path: Path
) -> None:
    design = small(keep=("monthly", "events"))
    found = [batch(design, tmp_path / str(count), workers=count) for count in (1, 2)]
    found.append(batch(design, tmp_path / "here", executor=here))
    assert_whole(found[0], 6)
    for other in found[1:]:
        assert_same(found[0], other)


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


class Cancelling(ThreadPoolExecutor):
    """Cancels whatever it is given, as a cluster does that has lost its scheduler."""

    def submit(self, *_: object, **__: object) -> Future:  # type: ignore[override, type-arg]
        """Return cancelled work."""
        future: Future[object] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        return future


def test_a_cluster_that_loses_its_scheduler_ends_the_session_with_a_sentence(small: Make, tmp_path: Path) -> None:
    made: list[Executor] = []

    def make_once() -> Executor:
        if made:
            raise PoolLostError("the scheduler does not answer any more")
        made.append(Cancelling(1))
        return made[0]

    summary = run_plan(make(checked(small())), tmp_path / "b", Options(executor=make_once, workers=1))
    assert (summary.ending, summary.why) == ("failed", "the scheduler does not answer any more")


class Stillborn(ThreadPoolExecutor):
    """Loses its workers before they begin."""

    def submit(self, *_: object, **__: object) -> Future:  # type: ignore[override, type-arg]
        """Return work that has died."""
        future: Future[object] = Future()
        future.set_exception(BrokenExecutor("killed"))
        return future


def test_workers_that_never_begin_are_not_the_fault_of_a_run(small: Make, tmp_path: Path) -> None:
    summary = run_plan(make(checked(small())), tmp_path / "b", Options(executor=lambda: Stillborn(1), workers=1))
    assert summary.ending == "failed" and "end before they begin a run" in summary.why
    assert BatchResults(tmp_path / "b").runs.empty


class Silent(ThreadPoolExecutor):
    """Never answers, as a worker that has stopped itself; the next one of its kind works."""

    made = 0

    def submit(self, *arguments: object, **named: object) -> Future:  # type: ignore[override, type-arg]
        """Return work that never ends, the first time."""
        return Future() if Silent.made == 1 else super().submit(*arguments, **named)  # type: ignore[arg-type]


def test_a_worker_that_never_answers_costs_no_row(small: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make_next() -> Executor:
        Silent.made += 1
        return Silent(1)

    design = small(stop=Stop(seconds=60.0), replicates=1)
    plan = make(checked(design))
    monkeypatch.setattr(engine.Batch, "_most", lambda _, job: 60.0 if job.alone else 0.1)
    summary = run_plan(plan, tmp_path / "b", Options(executor=make_next, workers=1))
    assert summary.ending == "done" and Silent.made == 2
    assert_whole(BatchResults(tmp_path / "b"), 2)
