"""Batches in the background of the window."""

import time

import pytest
from settled import SETTLED

from paradiplomacy.cli import background
from paradiplomacy.cli.background import Background, Batches
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.session import Session

SMALL = {**SETTLED, "world.cities": 80, "world.nations": 8, "months": 40, "search.burn_in": 3}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return change.apply(read.read("synthetic"), SMALL)


def waited(job: Background) -> str:
    for _ in range(600):
        if job.progress().state != "running":
            break
        time.sleep(0.2)
    return job.progress().state


def test_the_first_replicate_is_the_run_that_is_seen(small: Scenario) -> None:
    visit = Session(small, seed=5)
    job = Batches().start(change.apply(small, {"months": 6}), 5, 3)
    try:
        assert waited(job) == "done", job.progress()
        bands = job.bands()
        assert bands.runs == 3 and bands.months == list(range(6))
        visit.go_to(6)
        kept = BatchResults(job.results)
        mine = kept["monthly"][(kept["monthly"]["run"] == 0) & (kept["monthly"]["month"] >= 0)]
        for name in ("stock_in_force", "antagonism", "divergence"):
            assert mine[name].tolist() == pytest.approx(visit.now.totals[name].tolist())
            low, middle, high = bands.low[name], bands.middle[name], bands.high[name]
            assert all(a <= b <= c for a, b, c in zip(low, middle, high, strict=True))
            months = kept["monthly"][kept["monthly"]["month"] == 4]
            assert middle[4] == pytest.approx(months[name].median(), abs=1e-6)
    finally:
        job.cancel()
    assert not job.results.exists()


def test_a_server_runs_few_batches_and_a_cancelled_one_makes_room(
    small: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "MOST_AT_ONCE", 1)
    server = Batches()
    first = server.start(small, 1, 100)
    with pytest.raises(RefusedError, match="its limit"):
        server.start(small, 2, 100)
    first.cancel()
    assert first.progress().state == "stopped" and first._process.poll() is not None
    second = server.start(small, 2, 100)
    server.end()
    assert second._process.poll() is not None and not second.results.exists()
