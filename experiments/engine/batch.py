"""A batch: every run of a plan, once, whatever happens on the way.

The parent cuts the runs that are not done into chunks, keeps a few of them with the workers, and makes their drafts
into parts as they come back. Nothing else decides what is done, so it can be killed at any moment and started again.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.experiments.design.plan import Plan, Task
from paradiplomacy.experiments.engine.parts import Parts
from paradiplomacy.experiments.engine.pool import Pool, is_death
from paradiplomacy.experiments.engine.worker import (
    Done,
    Failure,
    Job,
    Status,
    arrow,
    failed,
    last_line,
    trace_name,
    work,
    write_whole,
)

TARGET_SECONDS = 3.0
MOST_RUNS = 1000
PATIENCE = 2.5
"""Seconds that running chunks are given to come back after Ctrl-C."""
DEATHS = 2
"""Times that a run must take its worker with it, alone, before it is to blame."""

Ending = Literal["done", "stopped", "failed"]


class Watcher(Protocol):
    """Who is told how a batch gets on."""

    def begin(self, runs: int, done: int) -> object:
        """So many runs there are, of which so many are done already."""

    def advance(self, done: Done) -> object:
        """A chunk has come back."""

    def say(self, text: str) -> object:
        """Something happened that a person wants to know."""


class Silent:
    """A watcher that tells nobody."""

    def begin(self, runs: int, done: int) -> None:
        """Do nothing."""

    def advance(self, done: Done) -> None:
        """Do nothing."""

    def say(self, text: str) -> None:
        """Do nothing."""


class Summary(NamedTuple):
    """How a sitting ended.

    Attributes:
        ending: All runs are done; stopped by hand or at a failure; or the place for results failed.
        runs: Runs that were done in it.
        failures: How many of them came to nothing.
        seconds: How long it took.
        busy_seconds: Time spent in the model, all workers together.
        why: What ended it early.
    """

    ending: Ending
    runs: int
    failures: int
    seconds: float
    busy_seconds: float
    why: str = ""


class Batch:
    """One sitting over a plan.

    Args:
        plan: What is to be done.
        parts: The folder.
        pool: Where it is done.
        session: Number of the sitting.
        watcher: Who is told.
        on_error: Whether a failed run ends the sitting.
        stop: Asked again and again whether to stop.
    """

    def __init__(
        self,
        plan: Plan,
        parts: Parts,
        pool: Pool,
        *,
        session: int,
        watcher: Watcher,
        on_error: Literal["continue", "stop"] = "continue",
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._plan, self._parts, self._pool = plan, parts, pool
        self._session, self._watcher, self._on_error, self._stop = session, watcher, on_error, stop
        self._waiting: dict[Future[Done], Job] = {}
        self._chunks = 0
        self._runs = self._failures = 0
        self._seconds = self._busy = 0.0
        self._why = ""

    def run(self, todo: NDArray[np.int64]) -> Summary:
        """Do these runs."""
        start = time.perf_counter()
        at = 0
        ending: Ending = "done"
        try:
            while at < len(todo) or self._waiting:
                if self._stopped():
                    ending = "stopped"
                    break
                while at < len(todo) and len(self._waiting) < 2 * self._pool.workers:
                    count = self._chunk(len(todo) - at)
                    job = self._job([self._plan.task(int(run)) for run in todo[at : at + count]])
                    at += count
                    self._submit(job)
                self._collect()
            if ending == "stopped":
                self._last_words()
        except OSError as error:
            ending, self._why = "failed", f"{error.filename or self._parts.folder}: {error.strerror or error}"
        finally:
            if self._waiting or ending != "done":
                self._pool.kill()
            else:
                self._pool.close()
        return Summary(ending, self._runs, self._failures, time.perf_counter() - start, self._busy, self._why)

    def _stopped(self) -> bool:
        if self._on_error == "stop" and self._failures:
            self._why = "a run failed"
            return True
        if self._stop():
            self._why = "stopped by hand"
            return True
        return False

    def _chunk(self, left: int) -> int:
        """Runs in the next chunk: a few seconds of work, and at the end small enough for all workers."""
        if not self._runs:
            return 1
        wanted = int(TARGET_SECONDS / max(self._seconds / self._runs, 1e-6))
        return max(1, min(wanted, MOST_RUNS, -(-left // (3 * self._pool.workers)), 4 * self._runs))

    def _job(self, tasks: Sequence[Task], *, alone: bool = False) -> Job:
        self._chunks += 1
        name = f"part-{self._session:03d}-{self._chunks:06d}"
        return Job(self._plan.recipe, tuple(tasks), name, str(self._parts.drafts.resolve()), self._session, alone)

    def _submit(self, job: Job) -> None:
        try:
            self._waiting[self._pool.executor.submit(work, job)] = job
        except RuntimeError as error:
            if not is_death(error):
                raise
            self._blame([job])

    def _collect(self) -> None:
        """Take what has come back."""
        finished, _ = wait(self._waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        suspects = [job for job in (self._taken(future) for future in finished) if job is not None]
        if suspects:
            self._blame(suspects)

    def _taken(self, future: Future[Done]) -> Job | None:
        """Take one chunk; the chunk itself where its worker died."""
        job = self._waiting.pop(future)
        error = future.exception()
        if error is None:
            self._keep(future.result())
            return None
        if is_death(error):
            return job
        raise error

    def _keep(self, done: Done) -> None:
        self._parts.commit(done.name, done.tables)
        self._runs += done.runs
        self._seconds += done.seconds
        self._busy += done.model_seconds
        self._failures += len(done.failures)
        self._watcher.advance(done)

    def _blame(self, suspects: list[Job]) -> None:
        """A worker died: find out over which run, by running each that was under way alone."""
        with suppress(RuntimeError):
            while self._waiting:
                finished, _ = wait(self._waiting, timeout=30, return_when=FIRST_COMPLETED)
                if not finished:
                    break
                suspects += [job for job in (self._taken(future) for future in finished) if job is not None]
        suspects += self._waiting.values()
        self._waiting.clear()
        self._pool.restart()
        count = sum(len(job.tasks) for job in suspects)
        self._watcher.say(f"a worker died; running the {count} runs that were under way one by one")
        for task in sorted({task.run: task for job in suspects for task in job.tasks}.values()):
            if self._stopped():
                return
            self._alone(task)

    def _alone(self, task: Task) -> None:
        """Run one task with nothing beside it; its row says so where it takes its worker with it again."""
        trace = self._parts.drafts / trace_name(task.run)
        for _ in range(DEATHS):
            told = trace.read_text(errors="replace") if trace.exists() else ""
            if "Timeout" in told:
                break
            job = self._job([task], alone=True)
            future = self._pool.executor.submit(work, job)
            if not self._comes_back(future):
                return
            error = future.exception()
            if error is None:
                self._keep(future.result())
                return
            if not is_death(error):
                raise error
            self._pool.restart()
        told = trace.read_text(errors="replace") if trace.exists() else ""
        status: Status = "timed out" if "Timeout" in told else "died"
        self._bury(task, status, told)

    def _comes_back(self, future: Future[Done]) -> bool:
        """Wait for a chunk; whether it came back before somebody stopped the batch."""
        while not future.done():
            wait([future], timeout=0.2)
            if self._stop():
                return False
        return True

    def _bury(self, task: Task, status: Status, told: str) -> None:
        """Write the row of a run whose worker died."""
        job = self._job([task])
        error = f"{told}\nthe worker process died while it ran this, {DEATHS} times" if status == "died" else told
        if status == "timed out":
            error = f"{told}\nover {self._plan.recipe.stop.seconds:g} seconds, and did not come back from a month"
        row = failed(job, task, status, error.strip(), 0.0)
        write_whole(arrow([row.facts], self._plan.recipe), self._parts.drafts / f"{job.name}.runs")
        self._keep(Done(job.name, ("runs",), 1, 0.0, 0.0, (Failure(task.run, status, last_line(error)),)))

    def _last_words(self) -> None:
        """Give what is running a moment to come back; what does not is done again next time."""
        until = time.monotonic() + PATIENCE
        for future in [future for future in self._waiting if future.cancel()]:
            del self._waiting[future]
        while self._waiting and time.monotonic() < until:
            finished, _ = wait(self._waiting, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in finished:
                self._taken(future)
