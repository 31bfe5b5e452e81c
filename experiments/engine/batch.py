"""A batch: every run of a plan exactly once, whatever happens on the way.

The parent process cuts the runs that are not done into chunks, keeps a few of them with the workers, and turns their
drafts into parts as they come back. Parts on the disk are the only record of what is done, so the parent can be killed at
any moment and started again.
"""

import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.experiments.design.plan import Plan, Task
from paradiplomacy.experiments.engine.parts import Parts
from paradiplomacy.experiments.engine.pool import Pool, PoolLostError, is_death
from paradiplomacy.experiments.engine.process import GRACE, trace_name
from paradiplomacy.experiments.engine.worker import (
    Done,
    Failure,
    Job,
    Status,
    arrow,
    failed,
    last_line,
    work,
    write_whole,
)
from paradiplomacy.experiments.reports.phrases import counted

TARGET_SECONDS = 3.0
# Limits the rows that a worker holds in memory before it writes them.
MOST_RUNS = 1000
PATIENCE = 2.5
"""Seconds that running chunks are given to come back after Ctrl-C."""
STARTING = 60.0
"""Seconds that workers may take to start, before the time limits of their runs count."""
TIMED_OUT = "Timeout"
# The first death may have another cause, such as memory that other programs used.
DEATHS = 2
"""Times that a run, alone in its worker, must kill it before the run is blamed."""

Ending = Literal["done", "stopped", "failed"]


class Watcher(Protocol):
    """A receiver of progress."""

    def begin(self, runs: int, done: int) -> object:
        """Receive the number of runs, and how many of them are done already."""

    def advance(self, done: Done) -> object:
        """Receive a chunk that has come back."""

    def say(self, text: str) -> object:
        """Receive a message for the user."""


class Silent:
    """A no-op progress reporter."""

    def begin(self, runs: int, done: int) -> None:
        """Do nothing."""

    def advance(self, done: Done) -> None:
        """Do nothing."""

    def say(self, text: str) -> None:
        """Do nothing."""


class Supervision(NamedTuple):
    """The supervision of a session.

    Attributes:
        session: Number of the session.
        watcher: Receives progress.
        on_error: Whether a failed run ends the session.
        stop: Asked again and again whether to stop.
    """

    session: int
    watcher: Watcher
    on_error: Literal["continue", "stop"] = "continue"
    stop: Callable[[], bool] = lambda: False


class Summary(NamedTuple):
    """The end of a session.

    Attributes:
        ending: All runs are done; stopped by hand or at a failure; or the results could not be written.
        runs: Runs done in the session.
        failures: Runs without a result among them.
        seconds: Its duration.
        busy_seconds: Time spent in the model, summed over the workers.
        why: What ended it early.
    """

    ending: Ending
    runs: int
    failures: int
    seconds: float
    busy_seconds: float
    why: str = ""


class Batch:
    """One session over a plan.

    Args:
        plan: The plan.
        parts: The folder.
        pool: Where the runs are done.
        how: How the session is supervised.
    """

    def __init__(self, plan: Plan, parts: Parts, pool: Pool, how: Supervision) -> None:
        self._plan, self._parts, self._pool, self._how = plan, parts, pool, how
        self._waiting: dict[Future[Done], Job] = {}
        self._chunks = 0
        self._runs = self._failures = 0
        self._seconds = self._busy = 0.0
        self._why = ""
        self._heard = time.monotonic()

    def run(self, todo: NDArray[np.int64]) -> Summary:
        """Do these runs.

        Args:
            todo: (runs,) numbers of the runs.
        """
        start = time.perf_counter()
        # Until all is done: a second Ctrl-C leaves at once, and the workers must not go on without their parent.
        ending: Ending = "stopped"
        try:
            ending = self._run_all(todo)
            if ending == "stopped":
                self._wait_for_last()
        # A full disk ends the session and not the batch: the parts so far are complete, and resuming needs nothing
        # else.
        except OSError as error:
            ending, self._why = "failed", f"{error.filename or self._parts.folder}: {error.strerror or error}"
        except PoolLostError as error:
            ending, self._why = "failed", str(error)
        finally:
            # Shutting down politely would wait for the running chunks, which may take hours.
            if self._waiting or ending != "done":
                self._pool.kill()
            else:
                self._pool.close()
        return Summary(ending, self._runs, self._failures, time.perf_counter() - start, self._busy, self._why)

    def _run_all(self, todo: NDArray[np.int64]) -> Ending:
        """Submit and collect chunks until all is done or somebody stops the session."""
        at = 0
        while at < len(todo) or self._waiting:
            if self._stopped():
                return "stopped"
            # Two chunks a worker: one that runs and one that waits, so that no worker idles until the parent looks.
            while at < len(todo) and len(self._waiting) < 2 * self._pool.workers:
                count = self._chunk(len(todo) - at)
                job = self._job([self._plan.task(int(run)) for run in todo[at : at + count]])
                at += count
                self._submit(job)
            self._collect()
        return "done"

    def _stopped(self) -> bool:
        if self._how.on_error == "stop" and self._failures:
            self._why = "a run failed"
            return True
        if self._how.stop():
            self._why = "stopped by hand"
            return True
        return False

    def _chunk(self, left: int) -> int:
        """Return the runs of the next chunk: a few seconds of work, and small enough for all workers at the end."""
        # The first chunks are single runs, so that their duration is known before larger chunks are cut.
        if not self._runs:
            return 1
        # Long chunks save overhead, short ones keep all workers busy at the end and lose little when a worker dies.
        target = int(TARGET_SECONDS / max(self._seconds / self._runs, 1e-6))
        # A third of each worker's share of the rest keeps all of them busy to the end. Four times the runs so far
        # prevents a large chunk that is planned from a few untypical runs.
        return max(1, min(target, MOST_RUNS, -(-left // (3 * self._pool.workers)), 4 * self._runs))

    def _job(self, tasks: Sequence[Task], *, alone: bool = False) -> Job:
        self._chunks += 1
        session = self._how.session
        name = f"part-{session:03d}-{self._chunks:06d}"
        return Job(self._plan.recipe, tuple(tasks), name, str(self._parts.drafts.resolve()), session, alone)

    def _submit(self, job: Job) -> None:
        try:
            self._waiting[self._pool.executor.submit(work, job)] = job
        # A pool whose worker has just died may refuse new work before it reports the failure of the old.
        except RuntimeError as error:
            if not is_death(error):
                raise
            self._blame([job])

    def _collect(self) -> None:
        """Take the chunks that have come back."""
        # With a short timeout, so that the loop notices soon when somebody stops the batch.
        finished, _ = wait(self._waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        suspects = [job for job in (self._taken(future) for future in finished) if job is not None]
        self._heard = time.monotonic() if finished or not self._waiting else self._heard
        # A worker that has stopped itself, or forgotten its own time limit, would be waited for without end.
        late = time.monotonic() - self._heard > max(map(self._most, self._waiting.values()), default=math.inf)
        if late:
            suspects += self._waiting.values()
            self._waiting.clear()
        if suspects:
            self._blame(suspects)

    def _most(self, job: Job) -> float:
        """Return the seconds after which a chunk would have ended its worker by itself."""
        limit = self._plan.recipe.stop.seconds
        return math.inf if limit is None else STARTING + len(job.tasks) * (1.2 * limit + GRACE)

    def _taken(self, future: Future[Done]) -> Job | None:
        """Take one chunk; return the chunk itself where its worker died."""
        job = self._waiting.pop(future)
        # A cluster that loses its scheduler cancels what it was given.
        if future.cancelled():
            return job
        error = future.exception()
        if error is None:
            self._keep(future.result())
            return None
        # A run that raises comes back as a row: any other exception is an error of the program itself.
        if is_death(error):
            return job
        raise error

    def _keep(self, done: Done) -> None:
        # First of all: from here on the runs count as done, even if the parent dies in the next line.
        self._parts.commit(done.name, done.tables)
        self._runs += done.runs
        self._seconds += done.seconds
        self._busy += done.model_seconds
        self._failures += len(done.failures)
        self._how.watcher.advance(done)

    def _blame(self, suspects: list[Job]) -> None:
        """Find the run that killed a worker, by running each run that was under way alone.

        A dead worker breaks the whole pool, so that nobody can say which chunk was to blame.
        """
        with suppress(RuntimeError):
            while self._waiting:
                # In a broken pool of processes all futures fail at once. Other executors may go on for a while, and
                # what they still return need not be repeated.
                finished, _ = wait(self._waiting, timeout=30, return_when=FIRST_COMPLETED)
                if not finished:
                    break
                suspects += [job for job in (self._taken(future) for future in finished) if job is not None]
        # What has not come back within the timeout is lost with the pool, and is repeated as well.
        suspects += self._waiting.values()
        self._waiting.clear()
        self._pool.restart()
        count = sum(len(job.tasks) for job in suspects)
        self._how.watcher.say(f"a worker died; repeating what was under way one by one: {counted(count, 'run')}")
        for task in sorted({task.run: task for job in suspects for task in job.tasks}.values()):
            if self._stopped():
                return
            self._run_alone(task)

    def _run_alone(self, task: Task) -> None:
        """Run one task in a separate worker; record it as dead or timed out where it kills the worker again."""
        trace = self._parts.drafts / trace_name(task.run)
        how = ""
        for _ in range(DEATHS):
            # faulthandler writes "Timeout" before it kills the process: a run that hangs is not given a second chance.
            if TIMED_OUT in _text(trace):
                break
            job = self._job([task], alone=True)
            future = self._pool.executor.submit(work, job)
            if not self._comes_back(future, job):
                return
            if not future.done():
                trace.write_text(f"{TIMED_OUT}: the worker does not answer\n", encoding="utf-8")
            elif not future.cancelled():
                error = future.exception()
                if error is None:
                    self._keep(future.result())
                    return
                if not is_death(error):
                    raise error
            how = self._pool.ends()
            self._pool.restart()
        # A run leaves its file as soon as it begins. Without one no run is to blame, and all others would end alike.
        if not trace.exists():
            raise PoolLostError(f"the workers end before they begin a run ({how or 'no reason given'})")
        text = _text(trace)
        self._record_death(task, "timed out" if TIMED_OUT in text else "died", text, how)

    def _comes_back(self, future: Future[Done], job: Job) -> bool:
        """Wait for a chunk, or until its time is over; return False if somebody stops the batch before."""
        until = time.monotonic() + self._most(job)
        while not future.done() and time.monotonic() < until:
            wait([future], timeout=0.2)
            if self._how.stop():
                return False
        return True

    def _record_death(self, task: Task, status: Status, trace: str, how: str) -> None:
        """Write the row of a run whose worker died."""
        # The parent writes this row itself, since no worker survives the run.
        job = self._job([task])
        if status == "died":
            # What the worker itself has said, if it could, is more than how its process ended.
            why = trace.strip() if trace.count("\n") == 1 else how
            error = f"{trace}\n{f'{why}: ' if why else ''}the worker process died in this run, {DEATHS} times"
        else:
            error = f"{trace}\nover {self._plan.recipe.stop.seconds:g} seconds, and did not return from a month"
        row = failed(job, task, status, error.strip(), 0.0)
        write_whole(arrow([row.facts], self._plan.recipe), self._parts.drafts / f"{job.name}.runs")
        self._keep(Done(job.name, ("runs",), 1, 0.0, 0.0, (Failure(task.run, status, last_line(error)),)))

    def _wait_for_last(self) -> None:
        """Give running chunks a moment to come back; those that do not are repeated next time."""
        until = time.monotonic() + PATIENCE
        # Chunks that have not started are cancelled first; waiting for them could take as long as the whole batch.
        for future in [future for future in self._waiting if future.cancel()]:
            del self._waiting[future]
        while self._waiting and time.monotonic() < until:
            finished, _ = wait(self._waiting, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in finished:
                self._taken(future)


def _text(trace: Path) -> str:
    """Return what a dying worker wrote; empty where it wrote nothing."""
    return trace.read_text(errors="replace") if trace.exists() else ""
