"""Ties on record next to simulated ones."""

from pathlib import Path

import pytest
from own_tables import own_world

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.engine.run import run
from paradiplomacy.experiments.reports.account import account
from paradiplomacy.experiments.reports.figures import map_of_agreements, map_of_observed_ties
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.observed import BOTH, MISSING, SIMULATED, compared, statistics
from paradiplomacy.experiments.results.store import Run, load

TIES = """city_a,city_b,issue,since,status
NLD:amsterdam,ATL:poseidonia,climate,1985,
NLD:amsterdam,ATL:poseidonia,trade,1990,
NLD:utrecht,BEL:antwerp,,,in force
NLD:amsterdam,BEL:antwerp,,2010-02,in force
NLD:amsterdam,NLD:utrecht,,,ended
"""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of two months from January 2010, in the second of which a tie on record begins."""
    folder = tmp_path_factory.mktemp("recorded")
    return load(run(own_world(folder, ties=TIES), months=2).save(folder / "run"))


def test_the_table_holds_each_tie_on_record_once(recorded: Run) -> None:
    table = recorded.tables["observed_ties"]
    assert list(table["a"] + " " + table["b"]) == [
        "ATL:poseidonia NLD:amsterdam", "BEL:antwerp NLD:utrecht", "BEL:antwerp NLD:amsterdam", "NLD:amsterdam NLD:utrecht",
    ]  # fmt: skip
    assert table["issues"][0] == "climate;trade" and table["since"][0] == "1985"
    assert table["since"].isna().tolist() == [False, True, False, True]
    assert table["a_name"][0] == "Poseidonia" and table["status"][3] == "ended"


def test_every_pair_that_is_tied_on_record_or_in_the_simulation_is_in_one_group(recorded: Run) -> None:
    for month, on_record in ((0, 2), (1, 3)):
        table = compared(recorded, month).set_index(["a", "b"])["group"]
        graph = recorded.network(month)
        cities = {node for node, about in graph.nodes(data=True) if about["level"] == "city"}
        simulated = {(min(a, b), max(a, b)) for a, b in graph.edges() if {a, b} <= cities}
        assert table.index.is_unique and (table != SIMULATED).sum() == on_record
        assert {pair for pair, group in table.items() if group != MISSING} == simulated
        assert table["BEL:antwerp", "NLD:utrecht"] == BOTH
    assert ("BEL:antwerp", "NLD:amsterdam") not in compared(recorded, 0).set_index(["a", "b"]).index


def test_statistics_are_those_of_the_two_networks(recorded: Run) -> None:
    found = statistics(recorded, 0)
    assert found.loc["tied pairs", "observed"] == 2 and found.loc["density", "observed"] == pytest.approx(2 / 6)
    assert found.loc["share of linked cities in the largest component", "observed"] == 0.5
    simulated = (compared(recorded, 0)["group"] != MISSING).sum()
    assert found.loc["tied pairs", "simulated"] == simulated


def test_account_and_command_give_the_numbers_of_each_group(
    recorded: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = compared(recorded)["group"].value_counts()
    assert f"{BOTH}  {counts[BOTH]:>5}" in account(recorded)
    assert main(["validate", str(recorded.save(tmp_path / "again"))]) == 0
    said = capsys.readouterr().out
    assert f"{BOTH}: {counts[BOTH]} pairs of cities" in said and "transitivity" in said


def test_the_map_shows_the_groups_and_the_other_map_is_as_it_was(recorded: Run, tmp_path: Path) -> None:
    from PIL import Image

    for draw in (map_of_observed_ties, map_of_agreements):
        with Image.open(draw(recorded, tmp_path / "map.png")) as picture:
            assert recorded.manifest.digest in picture.info["Description"]


def test_a_run_without_ties_on_record_has_nothing_to_compare(tmp_path: Path) -> None:
    found = run(own_world(tmp_path, ties=None), months=1)
    assert "observed_ties" not in found.tables and "Pairs of cities" not in account(found)
    with pytest.raises(ResultsError, match="no ties on record"):
        found.compare_ties()
