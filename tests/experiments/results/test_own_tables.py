"""Results of a world of one's own: they hold its tables with their hashes, and are reproduced without the originals."""

import hashlib
import json
from pathlib import Path

import pytest
from own_tables import CITIES, NATIONS, TIES, own_world

from paradiplomacy.experiments.design import plan
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.engine.reproduce import reproduce
from paradiplomacy.experiments.engine.run import run
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.engine.worker import attempt
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.store import load
from paradiplomacy.experiments.statistics.compare import compare


def away(folder: Path) -> None:
    """Delete the original tables."""
    for file in folder.glob("*.csv"):
        file.unlink()


def test_a_run_records_the_hash_of_each_table_and_what_was_estimated(tmp_path: Path) -> None:
    found = run(own_world(tmp_path), months=1)
    assert found.manifest.tables == {
        "own_cities: cities.csv": hashlib.sha256(CITIES.encode()).hexdigest(),
        "own_nations: nations.csv": hashlib.sha256(NATIONS.encode()).hexdigest(),
        "ties: ties.csv": hashlib.sha256(TIES.encode()).hexdigest(),
    }
    assert found.manifest.estimated["cities.gdp"] == {"scaling law": 4}
    saved = json.loads((found.save(tmp_path / "saved") / "manifest.json").read_text())
    assert saved["tables"] == found.manifest.tables
    assert saved["files"]["own/0/cities.csv"]["sha256"] == found.manifest.tables["own_cities: cities.csv"]


def test_every_figure_that_was_not_given_is_marked_with_its_origin(tmp_path: Path) -> None:
    table = (
        load(run(own_world(tmp_path), months=1).save(tmp_path / "saved"))
        .tables["estimates"]
        .set_index(["id", "column"])
    )
    assert table.loc[("NLD:utrecht", "gdp"), "origin"] == "scaling law"
    assert float(table.loc[("NLD:utrecht", "gdp"), "value"]) == pytest.approx(12.6, abs=1)
    assert table.loc[("ATL", "court_independence"), "origin"] == "rule 3"
    assert table["value"].isna()["NLD:utrecht", "mayor_party"], "drawn"
    assert ("NLD:utrecht", "population") not in table.index and not {"NLD", "BEL"} & set(
        table.index.get_level_values("id")
    )
    assert "estimates" not in run("synthetic", months=1, changes={"world.cities": 4, "world.nations": 2}).tables


def test_a_run_is_repeated_from_its_results_without_the_original_tables(tmp_path: Path) -> None:
    first = run(own_world(tmp_path), months=2)
    folder = first.save(tmp_path / "saved")
    away(tmp_path)
    again = run(folder / "scenario.toml", months=2)
    assert again.manifest.digest == first.manifest.digest
    assert again.manifest.scenario_hash == first.manifest.scenario_hash
    assert load(folder).own["own/0/ties.csv"] == TIES.encode()


def test_tables_given_as_changes_are_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(own_world(tmp_path), months=1)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain.toml").write_text('extends = "baseline"\ntitle = "Own"\n[search]\nburn_in = 2\n')
    changes = {
        "world.kind": "own",
        "world.cities": "cities.csv",
        "world.nations": "nations.csv",
        "world.ties": "ties.csv",
    }
    assert run("plain.toml", months=1, changes=changes).manifest.digest == first.manifest.digest


def test_a_row_of_a_batch_is_reproduced_without_the_original_tables(tmp_path: Path) -> None:
    levers = (Factor(path="response.tolerance", values=(0.1, 0.3)),)
    file = str(own_world(tmp_path))
    design = Design(title="Own", scenario=file, months=1, replicates=1, measures=("signed",), levers=levers)
    folder = tmp_path / "batch"
    results = batch(design, out=folder, workers=1)
    assert (results.runs["status"] == "complete").all()
    away(tmp_path)
    assert reproduce(folder, 1).same


def test_arms_of_a_batch_are_compared_without_the_original_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    levers = (Factor(path="response.tolerance", values=(0.1, 0.3)),)
    file = str(own_world(tmp_path))
    design = Design(title="Own", scenario=file, months=1, replicates=2, measures=("signed",), levers=levers)
    batch(design, out=tmp_path / "batch", workers=1)
    away(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (row,) = compare(tmp_path / "batch").to_dict("records")
    assert row["pairs"] == 2


def test_a_batch_is_not_resumed_after_a_table_has_changed(tmp_path: Path) -> None:
    design = Design(title="Own", scenario=str(own_world(tmp_path)), months=1, replicates=1, measures=("signed",))
    batch(design, out=tmp_path / "batch", workers=1)
    (tmp_path / "cities.csv").write_text(CITIES.replace("343779", "343780"))
    with pytest.raises(ResultsError, match=r"before cities\.csv changed"):
        batch(design, out=tmp_path / "batch", workers=1)


def test_a_run_of_a_batch_is_refused_after_a_table_has_changed(tmp_path: Path) -> None:
    made = plan.make(
        checked(Design(title="Own", scenario=str(own_world(tmp_path)), months=1, replicates=1, measures=("signed",)))
    )
    assert attempt(made.recipe, made.task(0))[2] == ""
    (tmp_path / "cities.csv").write_text(CITIES.replace("343779", "343780"))
    assert "cities.csv changed after the batch had begun" in attempt(made.recipe, made.task(0))[2]
