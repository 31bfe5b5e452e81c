"""Pools of workers: processes of this machine, a Dask cluster, or any ``concurrent.futures`` executor."""

import os
import re
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from typing import Any

from paradiplomacy.experiments.engine import worker
from paradiplomacy.experiments.results.folder import ResultsError

DASK = "dask://"


class Pool:
    """An executor that can be killed and restarted.

    Args:
        make: Makes an executor.
        workers: Chunks that it runs in parallel.
    """

    def __init__(self, make: Callable[[], Executor], workers: int) -> None:
        self._make = make
        self.workers = workers
        self.executor = make()

    def restart(self) -> None:
        """Replace a broken executor with a new one."""
        self.kill()
        self.executor = self._make()

    def kill(self) -> None:
        """End the executor at once, whatever its workers are doing."""
        # shutdown() forgets its processes without ending them, so they are noted first.
        processes = dict(getattr(self.executor, "_processes", None) or {})
        with suppress(RuntimeError):
            self.executor.shutdown(wait=False, cancel_futures=True)
        for process in processes.values():
            with suppress(ValueError):
                # ``shutdown`` would let running work finish, which may take hours.
                process.kill()
        for process in processes.values():
            with suppress(ValueError, AssertionError):
                # Waited for, so that their memory is free before new workers start.
                process.join(2)

    def close(self) -> None:
        """End the executor once its work is done."""
        self.executor.shutdown(wait=True)


def pool(executor: str | Executor | Callable[[], Executor] = "processes", workers: int | None = None) -> Pool:
    """Return the pool for a word, an executor or a maker of executors.

    Args:
        executor: ``processes``; ``dask://HOST:PORT``; an executor, which cannot be restarted if it breaks; or
            a function that makes one.
        workers: Chunks in parallel; as many as there are processors unless given.

    Raises:
        ResultsError: The word is unknown, or the cluster does not answer.
    """
    count = workers or processors()
    if executor == "processes":
        return Pool(lambda: processes(count), count)
    if isinstance(executor, str):
        refuse_unknown(executor)
        return _dask(executor.removeprefix(DASK), workers)
    if isinstance(executor, Executor):
        # The pool cannot know how to make another executor of a user's kind.
        return Pool(lambda: executor, count)
    return Pool(executor, count)


def refuse_unknown(executor: str) -> None:
    """Refuse unknown words for an executor.

    Raises:
        ResultsError: The word is unknown.
    """
    if executor != "processes" and not re.fullmatch(r"dask://[^:/\s]+:\d{1,5}", executor):
        raise ResultsError(f"executor {executor!r}: must be processes or dask://HOST:PORT")


def processors() -> int:
    """Return the number of processors that this process may use."""
    # Containers and batch systems may allow fewer processors than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes(count: int) -> Executor:
    """Return worker processes, forked from a server that has loaded the package and nothing else."""
    # Forking the parent itself would copy its threads' locks; spawning would load the package once for every worker.
    context = get_context("forkserver")
    context.set_forkserver_preload([worker.__name__])
    return ProcessPoolExecutor(count, mp_context=context, initializer=worker.begin)


def is_death(error: BaseException) -> bool:
    """Return whether an error means that a worker died, not that its work failed."""
    # Dask has its own error for a lost worker, and is an optional dependency that cannot be imported here.
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _dask(address: str, workers: int | None) -> Pool:
    try:
        from distributed import Client
    except ImportError:
        raise ResultsError("Dask distributed is not installed; install paradiplomacy[cluster]") from None
    try:
        client: Any = Client(f"tcp://{address}", timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ResultsError(f"dask://{address}: no scheduler answers ({error})") from error
    count = workers or max(1, sum(client.nthreads().values()))
    # Pure tasks of the same arguments would be run once; a chunk that is repeated after a death must run again.
    return Pool(lambda: client.get_executor(pure=False), count)
