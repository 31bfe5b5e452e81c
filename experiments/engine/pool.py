"""Pools of workers: processes of this machine, a Dask cluster, or any ``concurrent.futures`` executor."""

import math
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from multiprocessing import connection, forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.popen_forkserver import Popen
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, Self

from paradiplomacy.experiments.engine import process, worker
from paradiplomacy.experiments.results.folder import ResultsError

DASK = "dask://"
PATHS = "PYTHONPATH"


class PoolLostError(Exception):
    """Workers that cannot be started or reached; no run is to blame."""


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
        """Replace a broken executor with a new one.

        Raises:
            PoolLostError: There are no workers any more.
        """
        self.kill()
        self.executor = self._make()

    def kill(self) -> None:
        """End the executor at once, whatever its workers are doing."""
        # shutdown() forgets its processes without ending them, so they are noted first.
        processes = self._processes()
        with suppress(RuntimeError):
            try:
                self.executor.shutdown(wait=False, cancel_futures=True)
            # Dask's executor always cancels its futures, and does not know the word.
            except TypeError:
                self.executor.shutdown(wait=False)
        for each in processes:
            with suppress(ProcessLookupError, PermissionError):
                # ``shutdown`` would let running work finish, which may take hours. With the whole group of the worker:
                # a run may have started programs.
                assert each.pid is not None
                os.killpg(each.pid, signal.SIGKILL)
            with suppress(ValueError):
                each.kill()
        for each in processes:
            with suppress(ValueError, AssertionError):
                # Waited for, so that their memory is free before new workers start.
                each.join(2)

    def close(self) -> None:
        """End the executor once its work is done."""
        # Its results are here: a worker would wait for the threads that a run left behind, perhaps for ever.
        if self._processes():
            self.kill()
        else:
            self.executor.shutdown(wait=True)

    def ends(self) -> str:
        """Return how its workers ended; empty where that is unknown."""
        codes = {each.exitcode for each in self._processes() if each.exitcode is not None}
        return " and ".join(sorted(_ended(code) for code in codes))

    def _processes(self) -> list[BaseProcess]:
        return [each for each in dict(getattr(self.executor, "_processes", None) or {}).values() if each.pid]


def _ended(code: int) -> str:
    """Return how a process ended, by its exit code."""
    names = {each.value: each.name for each in signal.Signals}
    return f"ended by {names.get(-code, f'signal {-code}')}" if code < 0 else f"ended with exit code {code}"


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


class _Handle(Popen):
    """The parent's end of a worker, whose exit code is read once."""

    def __init__(self, process_obj: BaseProcess) -> None:
        self._lock = threading.Lock()
        super().__init__(process_obj)

    def poll(self, flag: int = os.WNOHANG) -> int | None:
        """Return the exit code; None where the worker runs and is not waited for."""
        # The executor waits for its workers in another thread, and the code comes through a pipe: the later of two threads
        # that read it would find the pipe empty, and put 255 in place of the code.
        if self.returncode is None and connection.wait([self.sentinel], 0 if flag == os.WNOHANG else None):
            with self._lock:
                super().poll()
        return self.returncode


class _Worker(ForkServerProcess):
    """A worker process, which does not run the program of its parent again."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Popen:  # noqa: N802 - the name that multiprocessing calls
        with _without_program():
            return _Handle(process_obj)

    def terminate(self) -> None:
        """End the process at once."""
        # The executor ends all workers when one has died, and waits for them with its lock held. A signal that workers
        # ignore would make it, and with it the batch, wait for ever.
        self.kill()


class _Context(ForkServerContext):
    Process = _Worker


@contextmanager
def _without_program() -> Iterator[None]:
    """Hide the running program from new processes."""
    # multiprocessing runs the program again in each worker, to find what may be defined there. Work is sent as plain
    # data that needs none of it; and a script that reads from a pipe, or starts a batch without a guard, would kill
    # every worker.
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a program that is started here see the same packages, and keep Ctrl-C from it."""
    before = os.environ.get(PATHS)
    os.environ[PATHS] = os.pathsep.join(each for each in sys.path if each)
    # A program inherits the signals that are blocked when it starts: Ctrl-C while it loads the package would end it.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        if before is None:
            del os.environ[PATHS]
        else:
            os.environ[PATHS] = before


def processes(count: int) -> Executor:
    """Return worker processes, forked from a server that has loaded the package and nothing else."""
    # Forking the parent itself would copy its threads' locks; spawning would load the package once for every worker.
    context = _Context()
    context.set_forkserver_preload([worker.__name__])
    with _undisturbed():
        forkserver.ensure_running()
    return ProcessPoolExecutor(count, mp_context=context, initializer=process.begin)


class Guard:
    """One process for calls that may never return, or end their process."""

    def __init__(self) -> None:
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.kill()

    def call[T](
        self,
        function: Callable[..., T],
        *arguments: object,
        seconds: float = math.inf,
        stop: Callable[[], bool] = lambda: False,
    ) -> T:
        """Return what a function returns in the other process.

        Args:
            function: A function of a module.
            arguments: Its arguments.
            seconds: Time limit.
            stop: Asked again and again whether to stop waiting.

        Raises:
            PoolLostError: It did not return in time, or ended its process.
        """
        if self._pool is None:
            self._pool = Pool(lambda: processes(1), 1)
        until = time.monotonic() + seconds
        try:
            future = self._pool.executor.submit(function, *arguments)
            while not future.done() and time.monotonic() < until and not stop():
                wait([future], timeout=0.2)
            if future.done():
                return future.result()
            why = "stopped by hand" if stop() else f"it did not return within {seconds:g} seconds"
        except BrokenExecutor:
            why = f"its process {self._pool.ends() or 'ended'}"
        self._pool.restart()
        raise PoolLostError(why)


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

    def make() -> Executor:
        # A client without its scheduler takes work and cancels it at once, for ever.
        if client.status != "running":
            raise PoolLostError(f"dask://{address}: the scheduler does not answer any more")
        # Pure tasks of the same arguments would be run once; a chunk that is repeated after a death must run again.
        executor: Executor = client.get_executor(pure=False)
        return executor

    return Pool(make, count)
