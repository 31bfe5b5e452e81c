"""A word, an executor or a maker of executors becomes a pool that can be restarted."""

import _thread
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor, wait
from itertools import count
from multiprocessing import forkserver, spawn

import pytest

from paradiplomacy.experiments.engine.pool import (
    Guard,
    PoolLostError,
    _undisturbed,
    _without_program,
    is_death,
    pool,
    processors,
)
from paradiplomacy.experiments.results.folder import ResultsError


def test_a_maker_of_executors_makes_another_one_after_a_restart() -> None:
    made: list[ThreadPoolExecutor] = []

    def make() -> ThreadPoolExecutor:
        made.append(ThreadPoolExecutor(1))
        return made[-1]

    found = pool(make, 3)
    assert found.workers == 3
    found.restart()
    assert found.executor is made[1]
    assert found.executor.submit(int, "7").result() == 7
    found.close()


def test_an_executor_is_used_itself_by_as_many_workers_as_processors() -> None:
    with ThreadPoolExecutor(1) as executor:
        found = pool(executor)
        assert (found.executor, found.workers) == (executor, processors())


@pytest.mark.parametrize("word", ["proceses", "dask://host", "dask://host:port", ""])
def test_an_unknown_word_is_refused(word: str) -> None:
    with pytest.raises(ResultsError, match="must be processes or dask"):
        pool(word)


def test_a_broken_pool_is_a_death_and_a_failed_run_is_not() -> None:
    assert is_death(BrokenExecutor())
    assert is_death(type("KilledWorker", (Exception,), {})())
    assert not is_death(RuntimeError())


def test_a_worker_does_not_run_the_program_of_its_parent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
    usual = spawn.get_preparation_data("worker")
    program = sys.modules["__main__"]
    with _without_program():
        hidden = spawn.get_preparation_data("worker")
    assert [key for key in usual if key.startswith("init_main")]
    assert not [key for key in hidden if key.startswith("init_main")]
    assert sys.modules["__main__"] is program


def test_the_server_of_workers_ignores_ctrl_c_from_its_first_moment() -> None:
    asked = "import signal, sys; sys.exit(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    with _undisturbed():
        assert subprocess.run([sys.executable, "-S", "-c", asked], check=False).returncode == 1
    assert subprocess.run([sys.executable, "-S", "-c", asked], check=False).returncode == 0


def test_a_guarded_call_that_ends_its_process_or_hangs_is_an_error_and_the_next_one_is_done() -> None:
    with Guard() as guard:
        assert guard.call(int, "7") == 7
        for arguments, message in (((os._exit, 0), "ended with exit code 0"), ((os.abort,), "ended by SIGABRT")):
            with pytest.raises(PoolLostError, match=message):
                guard.call(*arguments)
        with pytest.raises(PoolLostError, match=r"did not return within 0.1 seconds"):
            guard.call(time.sleep, 600, seconds=0.1)
        with pytest.raises(PoolLostError, match="stopped by hand"):
            guard.call(time.sleep, 600, stop=lambda: True)
        with pytest.raises(ValueError, match="invalid literal"):
            guard.call(int, "x")


def test_two_threads_that_wait_for_a_worker_get_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    found = pool("processes", 1)
    found.executor.submit(int).result()
    (worker,) = found._processes()
    read = forkserver.read_signed

    def slow(pipe: int) -> int:
        time.sleep(0.2)
        return int(read(pipe))

    monkeypatch.setattr(forkserver, "read_signed", slow)
    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(worker._popen.wait) for _ in range(2)]
        worker.kill()
        assert [each.result() for each in both] == [-signal.SIGKILL] * 2
    assert found.ends() == "ended by SIGKILL"
    found.close()


def test_closing_a_pool_does_not_wait_for_what_runs_left_behind() -> None:
    found = pool("processes", 1)
    child = found.executor.submit(os.system, "sleep 600 & echo $! > /dev/null; exit 0")
    thread = found.executor.submit(_thread.start_new_thread, time.sleep, (600,))
    assert child.result() == 0 and thread.result()
    before = time.monotonic()
    found.close()
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("at_work", [0, 1])
def test_of_two_workers_one_may_die_at_any_time(at_work: int) -> None:
    found = pool("processes", 2)
    seen: list[int] = []

    def lose_one() -> None:
        wait([found.executor.submit(time.sleep, 0.5) for _ in range(2)])
        for _ in range(at_work):
            found.executor.submit(time.sleep, 600)
        first, _ = found._processes()
        first.kill()
        # Work that is handed over before the death is noticed may still be done.
        with pytest.raises(BrokenExecutor):
            deque(found.executor.submit(int).result() for _ in count())
        found.restart()
        seen.append(found.executor.submit(int, "7").result())
        found.close()

    # In a thread, which a pool that waits for ever does not hold up.
    thread = threading.Thread(target=lose_one, daemon=True)
    thread.start()
    thread.join(60)
    assert seen == [7]
