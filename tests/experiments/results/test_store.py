"""Results come back from a folder as they went in, and a folder that is not whole is refused."""

import codecs
import json
import shutil
from concurrent.futures import Executor
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from stored import small_run

import paradiplomacy
from paradiplomacy.experiments.design.design import KEPT, Design
from paradiplomacy.experiments.engine.run import Underway
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.provenance import FORMAT
from paradiplomacy.experiments.results.store import TABLES, Run, TableFormat, load

FORMATS = get_args(TableFormat)


@pytest.mark.parametrize("kind", FORMATS)
def test_tables_come_back_as_they_were(tmp_path: Path, kind: TableFormat) -> None:
    run = small_run()
    back = load(run.save(tmp_path / "run", format=kind))
    assert list(back.tables) == list(TABLES)
    for name in TABLES:
        pd.testing.assert_frame_equal(back.tables[name], run.tables[name], check_exact=True)
    assert back.scenario == run.scenario


@pytest.mark.parametrize("kind", FORMATS)
def test_namibia_is_a_nation_and_not_a_missing_value(tmp_path: Path, kind: TableFormat) -> None:
    back = load(small_run().save(tmp_path / "run", format=kind))
    assert back.events["actor"].tolist()[:2] == ["NAM", "NAM:windhoek"]
    assert back.events["code"].tolist() == ["NA", "null", "nan"]
    assert back.events["actor"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_run_comes_back(tmp_path: Path, kind: TableFormat) -> None:
    run = small_run()
    empty = Run(run.manifest, run.scenario, {name: table.head(0) for name, table in run.tables.items()})
    back = load(empty.save(tmp_path / "run", format=kind))
    pd.testing.assert_frame_equal(back.events, empty.events)


def test_a_csv_reads_elsewhere_after_its_first_line(tmp_path: Path) -> None:
    file = small_run().save(tmp_path / "run", format="csv") / "events.csv"
    table = pd.read_csv(file, skiprows=1, keep_default_na=False, na_values=[""])
    assert next(iter(table)) == "month"
    assert table["actor"].tolist()[0] == "NAM"
    assert pd.read_csv(file, comment="#", usecols=["month"], nrows=1)["month"].tolist() == [-12]
    first = file.read_text(encoding="utf-8-sig").splitlines()[0]
    assert json.loads(first.removeprefix("# "))["digest"] == "cd" * 32


def test_a_parquet_file_says_which_run_it_is_from(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    schema = pq.read_schema(small_run().save(tmp_path / "run") / "events.parquet")
    assert json.loads(schema.metadata[b"paradiplomacy"])["seed"] == 2**63 - 1


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_run_makes_the_same_files_at_another_time(tmp_path: Path, kind: TableFormat) -> None:
    one = small_run().save(tmp_path / "one", format=kind)
    two = small_run(started_at="2030-01-01T00:00:00+00:00", wall_seconds=9.0).save(tmp_path / "two", format=kind)
    for file in one.iterdir():
        if file.name != "manifest.json":
            assert file.read_bytes() == (two / file.name).read_bytes(), file.name


def test_no_file_has_the_final_name_when_writing_fails(tmp_path: Path) -> None:
    run = small_run()
    broken = Run(run.manifest, run.scenario, {name: run.tables[name] for name in TABLES[:-1]})
    with pytest.raises(KeyError):
        broken.save(tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


DAMAGES = {
    "no folder": shutil.rmtree,
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "half a manifest": lambda folder: cut(folder / "manifest.json"),
    "another json": lambda folder: (folder / "manifest.json").write_text("[]"),
    "half a table": lambda folder: cut(folder / "events.parquet"),
    "a table missing": lambda folder: (folder / "cities.parquet").unlink(),
    "a table swapped": lambda folder: shutil.copy(folder / "scenario.toml", folder / "cities.parquet"),
    "half a scenario": lambda folder: cut(folder / "scenario.toml"),
    "an earlier format": lambda folder: swap(folder / "manifest.json", f'"format": {FORMAT}', '"format": 1'),
    "a later format": lambda folder: swap(folder / "manifest.json", f'"format": {FORMAT}', '"format": 99'),
    "a table not named": lambda folder: swap(folder / "manifest.json", "nations.parquet", "notions.parquet"),
}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def swap(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_folder_that_is_not_whole_is_refused_in_one_line(tmp_path: Path, damage: str) -> None:
    folder = small_run().save(tmp_path / "run")
    DAMAGES[damage](folder)
    with pytest.raises(ResultsError) as refusal:
        load(folder)
    assert str(folder) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_tables_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    folder = small_run().save(tmp_path / "run")
    run = load(folder)
    (folder / "events.parquet").unlink()
    assert len(run.cities) == 3
    with pytest.raises(FileNotFoundError):
        _ = run.events


LIVELY = {
    "world.cities": 30,
    "world.nations": 4,
    "search.burn_in": 1,
    "search.candidates": 64,
    "response.attention": 10.0,
}
"""A small world in which some agreements end and some nations react within two years."""


def test_a_world_a_run_a_folder_a_batch_and_csv_files_hold_the_same_tables(tmp_path: Path, here: Executor) -> None:
    world = paradiplomacy.World.from_scenario("synthetic", seed=2, changes=LIVELY)
    world.run(24)
    run = paradiplomacy.run("synthetic", seed=2, months=24, changes=LIVELY)
    files = run.save(tmp_path / "csv", format="csv")
    folders = [load(files), load(run.save(tmp_path / "parquet"))]
    design = Design("x", "synthetic", ("signed",), months=24, seed=2, changes=LIVELY, keep=KEPT)
    results = paradiplomacy.batch(design, tmp_path / "batch", executor=here)
    gaps = 0
    for name in ("events", "agreements", "disputes", "clubs", "memberships", "deliveries", "monthly"):
        table = getattr(world, name)
        gaps += table.isna().to_numpy().sum()
        for other in (run.tables[name], *(folder.tables[name] for folder in folders)):
            pd.testing.assert_frame_equal(other, table, check_exact=True)
        if name in KEPT:
            pd.testing.assert_frame_equal(results[name].drop(columns="run"), table, check_exact=True)
        back = pd.read_csv(files / f"{name}.csv", skiprows=1, keep_default_na=False, na_values=[""])
        for column in table if len(table) else ():
            value = table[column].dropna().head(1).tolist()
            # The same rows for a filter, whatever the type of the column is in the file.
            assert (
                ((back[column] != value[0]) == (table[column] != value[0])).all()
                if value
                else back[column].isna().all()
            )
    assert gaps > 1000


def test_a_table_without_rows_reads_elsewhere(tmp_path: Path) -> None:
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    underway = Underway("synthetic", months=1, changes=LIVELY)
    underway.explain_decisions(1e-12)
    underway.step()
    run = underway.results()
    file = run.save(tmp_path / "run", format="csv") / "explanations.csv"
    names = list(run.tables["explanations"])
    assert "flip_attribute" in names
    assert list(pd.read_csv(file, skiprows=1)) == names
    assert polars.read_csv(file, skip_rows=1).columns == names
    assert duckdb.sql(f"from read_csv('{file}', skip=1)").columns == names
    assert load(file.parent).tables["explanations"].dtypes.equals(run.tables["explanations"].dtypes)


def test_whole_numbers_with_gaps_are_written_without_decimals(tmp_path: Path) -> None:
    file = small_run().save(tmp_path / "run", format="csv") / "events.csv"
    assert file.read_text(encoding="utf-8").splitlines()[2].startswith("-12,2014-01,")


def test_spreadsheets_read_letters_with_accents(tmp_path: Path) -> None:
    for file in small_run().save(tmp_path / "run", format="csv").glob("*.csv"):
        assert file.read_bytes().startswith(codecs.BOM_UTF8), file.name


def test_a_folder_that_is_there_is_filled_and_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    assert load(small_run().save(".")).manifest == load(tmp_path).manifest
    assert tmp_path.stat().st_ino == before, "a mount point cannot be replaced"
    assert {file.suffix for file in tmp_path.iterdir()} == {".json", ".parquet", ".toml"}


def test_results_are_saved_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert small_run().save("~/a run") == tmp_path / "a run"
    assert load("~/a run").events.equals(small_run().events)


@pytest.mark.parametrize("given", [5, None, b"x", "", "a\0b"])
def test_what_is_no_folder_is_refused(given: str) -> None:
    for read in (load, small_run().save, paradiplomacy.load, paradiplomacy.BatchResults):
        with pytest.raises(ResultsError, match="path"):
            read(given)


def test_a_file_is_no_folder_of_results() -> None:
    for read in (load, paradiplomacy.load, paradiplomacy.BatchResults):
        with pytest.raises(ResultsError, match=r"test_store\.py: .*not a results folder"):
            read(__file__)
