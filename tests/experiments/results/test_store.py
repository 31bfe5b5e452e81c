"""Results come back from a folder as they went in, and a folder that is not whole is refused."""

import json
import shutil
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from stored import small_run

from paradiplomacy.experiments.results.folder import ResultsError
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
    assert table["actor"].tolist()[0] == "NAM"
    first = file.read_text(encoding="utf-8").splitlines()[0]
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
    "a later format": lambda folder: swap(folder / "manifest.json", '"format": 1', '"format": 2'),
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
