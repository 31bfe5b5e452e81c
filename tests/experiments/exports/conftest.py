"""Two runs: a busy one, and a small one on both sides of the 180th meridian, with Norway and Namibia."""

from pathlib import Path

import pytest
from busy import LIVELY
from own_tables import own_world

from paradiplomacy.experiments.engine.run import run
from paradiplomacy.experiments.results.store import Run, load

PACIFIC = """name,nation,lon,lat,population
Auckland,NZL,174.76,-36.85,1500000
Los Angeles,USA,-118.24,34.05,12000000
São Paulo,BRA,-46.63,-23.55,20000000
Oslo,NOR,10.75,59.91,1000000
Windhoek,NAM,17.08,-22.56,400000
"""
TIES = """city_a,city_b
NZL:auckland,USA:los_angeles
NOR:oslo,NAM:windhoek
BRA:sao_paulo,NAM:windhoek
"""


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A synthetic run in which agreements of two and more are signed, suspended and ended, as loaded from its folder."""
    events = {
        f'events."Conference {at}"': {
            "kind": "conference",
            "date": "2016-02",
            "who": [f"N{1 + number % 6:03d}:c{1 + number:05d}" for number in (at, at + 1, at + 2)],
            "issues": ["climate", "trade"],
        }
        for at in range(0, 12, 3)
    }
    return load(run("synthetic", months=30, changes=LIVELY | events).save(tmp_path_factory.mktemp("busy") / "run"))


@pytest.fixture(scope="session")
def pacific(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Three ties, one of which crosses the 180th meridian."""
    return run(own_world(tmp_path_factory.mktemp("pacific"), cities=PACIFIC, nations=None, ties=TIES), months=1)


@pytest.fixture(scope="session")
def folders(pacific: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small run in every format."""
    there = tmp_path_factory.mktemp("exports")
    for name in ("graphml", "gexf", "geojson", "flows", "csv", "stata"):
        pacific.export(there / name, format=name)
    return there
