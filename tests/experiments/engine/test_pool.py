"""A word, an executor or a maker of executors becomes a pool that can be restarted."""

from concurrent.futures import BrokenExecutor, ThreadPoolExecutor

import pytest

from paradiplomacy.experiments.engine.pool import is_death, pool, processors
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
