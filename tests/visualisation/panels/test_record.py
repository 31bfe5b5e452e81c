"""The panel of ties on record agrees with the comparison of a saved run."""

from pathlib import Path
from typing import Any

from own_tables import own_world
from playwright.sync_api import expect

from paradiplomacy.experiments.engine.run import run
from paradiplomacy.experiments.results.observed import BOTH, MISSING, SIMULATED
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.world.build import observed_ties
from paradiplomacy.visualisation.panels.record import record_of
from paradiplomacy.visualisation.session.session import Session

TIES = """city_a,city_b,since,status
NLD:amsterdam,ATL:poseidonia,1985,
NLD:utrecht,BEL:antwerp,,in force
NLD:amsterdam,BEL:antwerp,2010-02,in force
NLD:amsterdam,NLD:utrecht,,ended
"""


def test_the_panel_counts_what_the_results_count(tmp_path: Path) -> None:
    scenario = read.read(own_world(tmp_path, ties=TIES))
    visit, results = Session(scenario, owner=scenario), run(scenario)
    ties = observed_ties(scenario)
    assert ties is not None
    for month in (1, 2):
        found = record_of(visit.go_to(month), visit.run.roster, ties)
        counts = results.compare_ties(month - 1)["group"].value_counts()
        assert [found["both"], found["missing"], found["simulated"]] == [
            counts.get(group, 0) for group in (BOTH, MISSING, SIMULATED)
        ]
        assert len(found["rows"]) == 4 and [row["simulated"] for row in found["rows"]] == sorted(
            row["simulated"] for row in found["rows"]
        )
    assert found["both"] + found["missing"] == 3, "the third began in February 2010"


def test_a_scenario_without_ties_on_record_says_so(begun: Any) -> None:
    begun.tab("record")
    expect(begun.page.locator(".pd-panel")).to_contain_text("no ties on record")
