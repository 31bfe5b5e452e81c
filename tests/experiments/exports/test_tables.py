"""Tables as CSV and Stata files, read back by the programs that they are for."""

import json
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pytest

from paradiplomacy.experiments.exports.columns import described
from paradiplomacy.experiments.exports.tables import stata_names
from paradiplomacy.experiments.results.store import Run


def fields(folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {each["name"]: {field["name"]: field for field in each["schema"]["fields"]} for each in package["resources"]}


def test_every_table_agrees_with_its_description(busy: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy.export(tmp_path / "out", format="csv")
    # Frictionless reads files of the working folder and below only.
    monkeypatch.chdir(tmp_path / "out")
    found = frictionless.validate("datapackage.json")
    assert found.valid, found.flatten(["resource", "fieldName", "type", "note"])[:5]
    assert {task.name for task in found.tasks} == set(busy.tables)


def test_a_cell_that_is_not_as_described_is_noticed(
    folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in (folders / "csv").iterdir():
        content = file.read_bytes()
        (tmp_path / file.name).write_bytes(
            content.replace(b"in force", b"at work") if file.name == "agreements.csv" else content
        )
    monkeypatch.chdir(tmp_path)
    assert not frictionless.validate("datapackage.json").valid


def test_the_first_line_of_a_table_is_its_header_and_its_letters_are_those_of_excel(
    folders: Path, pacific: Run
) -> None:
    content = (folders / "csv/cities.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfmonth,date,id,name,")
    assert ",São Paulo,BRA,".encode() in content
    assert pacific.manifest.digest in (folders / "csv/provenance.json").read_text()


def test_pandas_polars_and_duckdb_read_the_same_tables(folders: Path, pacific: Run) -> None:
    for name, table in pacific.tables.items():
        file = folders / f"csv/{name}.csv"
        texts = {str(column): "str" for column, kind in table.dtypes.items() if isinstance(kind, pd.StringDtype)}
        again = pd.read_csv(file, keep_default_na=False, na_values=[""], dtype=texts)
        assert list(again.columns) == list(table.columns)
        assert pl.read_csv(file, infer_schema_length=None).columns == list(table.columns)
        assert duckdb.read_csv(str(file)).columns == list(table.columns)
        if len(table):
            kinds = {str(column): kind for column, kind in table.dtypes.items() if kind != "object"}
            pd.testing.assert_frame_equal(again.astype(kinds), table.reset_index(drop=True), check_dtype=False)
    nations = pl.read_csv(folders / "csv/nations.csv")
    assert {"NAM", "NOR"} <= set(nations["id"])


def test_every_column_has_a_meaning_and_every_number_a_unit(folders: Path) -> None:
    for name, columns in fields(folders / "csv").items():
        for column, field in columns.items():
            assert field["description"], (name, column)
            assert field["unit"], (name, column)
    monthly = fields(folders / "csv")["cities"]
    assert monthly["gdp"]["unit"] == "US$ billion a year" and monthly["population"]["unit"] == "persons"
    assert fields(folders / "csv")["agreements"]["terms_climate"]["description"].endswith(": climate")
    assert "in force" in fields(folders / "csv")["agreements"]["status"]["constraints"]["enum"]


def test_columns_of_a_script_have_a_general_description(pacific: Run) -> None:
    table = pacific.monthly.assign(mine=1.0)
    assert described("monthly", table)["mine"].about == "recorded by the function that prepared the world"
    assert described("explanations", table)["month"].about.startswith("recorded")


@pytest.mark.parametrize("name", ["agreements", "cities", "nations", "events", "monthly", "clubs"])
def test_stata_files_are_read_back_with_labels(folders: Path, pacific: Run, name: str) -> None:
    file, table = folders / f"stata/{name}.dta", pacific.tables[name]
    again, short = pd.read_stata(file), stata_names([str(column) for column in table.columns])
    assert list(again.columns) == list(short.values())
    for column in table.columns:
        mine, theirs = table[column], again[short[str(column)]]
        if pd.api.types.is_numeric_dtype(mine) and mine.dtype != bool:
            assert theirs.to_numpy(dtype=float) == pytest.approx(mine.to_numpy(dtype=float), nan_ok=True)
        elif mine.dtype == bool:
            assert (theirs == mine).all()
        elif isinstance(mine.dtype, pd.StringDtype):
            assert theirs.tolist() == mine.fillna("").tolist()
    with pd.io.stata.StataReader(file) as reader:
        labels = reader.variable_labels()
    assert all(labels.values()) and max(map(len, labels.values())) <= 80
    if name == "cities":
        assert labels["gdp"].endswith("(US$ billion a year)")
        assert {"São Paulo", "Windhoek"} <= set(again["name"])


def test_names_for_stata_are_short_valid_and_each_used_once() -> None:
    names = ["challenge_closed_at_start_migration", "challenge_closed_at_start_migratory", "a-b", "a_b", "1st"]
    short = stata_names(names)
    assert list(short) == names and len(set(short.values())) == 5
    assert all(each.isidentifier() and len(each) <= 32 for each in short.values())
    assert short["1st"] == "_1st" and short["a_b"] == "a_b_2"
