"""The same rows on a real local Dask cluster with two worker processes, one of which is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.folder import ResultsError

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
CLUSTER = """
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address.removeprefix("tcp://"), flush=True)
        print(*(worker.pid for worker in cluster.workers.values()), flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """Address of a scheduler, and the processes of its two nannies' workers."""
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    process = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    pids = [int(word) for word in process.stdout.readline().split()]
    yield address, pids
    process.stdin.close()
    process.wait(60)
    process.stdout.close()


def test_rows_are_the_same_on_a_cluster_that_loses_a_worker(
    small: Callable[..., Design], tmp_path: Path, cluster: tuple[str, list[int]]
) -> None:
    address, pids = cluster
    design = small(replicates=40, months=24)
    killed: list[int] = []

    def kill_one() -> None:
        while len(list((tmp_path / "dask" / "runs").glob("*.parquet"))) < 3:
            time.sleep(0.05)
        killed.append(pids[0])
        os.kill(pids[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    found = batch(design, tmp_path / "dask", executor=f"dask://{address}")
    killer.join(10)
    assert killed
    with ThreadPoolExecutor(1) as executor:
        here = batch(design, tmp_path / "here", executor=executor)
    for name in here:
        left, right = (each[name].drop(columns=["seconds"], errors="ignore") for each in (found, here))
        pd.testing.assert_frame_equal(left, right, check_exact=True)


def test_a_missing_scheduler_is_reported(small: Callable[..., Design], tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="no scheduler answers"):
        batch(small(), tmp_path / "b", executor="dask://127.0.0.1:1")
