"""The tables of a batch read in other programs as they do here."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pandas as pd
import pytest

import paradiplomacy
from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.reproduce import reproduce
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.reports.report import report
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.experiments.statistics.compare import compare

Make = Callable[..., Design]


def test_other_programs_read_the_folder(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(keep=("monthly",)), tmp_path / "b", executor=here)
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    query = "select count(*), sum(signed) from '{0}/runs/*.parquet' join '{0}/outcomes/*.parquet' using (run)"
    count, signed = duckdb.sql(query.format(tmp_path / "b")).fetchall()[0]
    assert (count, signed) == (6, results.outcomes["signed"].sum())
    assert polars.scan_parquet(str(tmp_path / "b/monthly/*.parquet")).collect().height == len(results["monthly"])
    assert len(pd.read_parquet(tmp_path / "b" / "runs")) == 6


def test_load_gives_a_batch_and_csv_holds_the_same_numbers(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    results = paradiplomacy.load(tmp_path / "b")
    assert isinstance(results, BatchResults)
    folder = results.to_csv(tmp_path / "csv")
    assert (folder / "outcomes.csv").read_text(encoding="utf-8-sig").startswith(f"# {results.stamp}\n")
    back = pd.read_csv(folder / "outcomes.csv", skiprows=1)
    pd.testing.assert_frame_equal(back, results.outcomes, check_exact=True)


def test_a_folder_of_another_kind_is_refused_by_everything_and_nothing_is_written(
    small: Make, here: Executor, tmp_path: Path, run: Run
) -> None:
    results = batch(small(replicates=1), tmp_path / "batches" / "b", executor=here)
    run.save(tmp_path / "run")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "archive.json").write_text("{}")
    (tmp_path / "empty").mkdir()
    kinds = {
        results.to_csv(tmp_path / "csv"): "the tables of a batch as CSV",
        tmp_path / "run": "a single run",
        tmp_path / "archive": "an archive; its results are in",
        tmp_path / "batches": f"such as {tmp_path / 'batches' / 'b'}",
        tmp_path / "empty": "no results",
    }
    before = sorted(tmp_path.rglob("*"))
    for folder, message in kinds.items():
        for do in (BatchResults, compare, report, lambda folder: reproduce(folder, 0)):
            with pytest.raises(ResultsError, match=message):
                do(folder)
    for folder in (tmp_path / "csv", tmp_path / "run", tmp_path / "archive", tmp_path / "batches"):
        with pytest.raises(ResultsError):
            batch(small(replicates=1), folder, executor=here, overwrite=True)
    assert sorted(tmp_path.rglob("*")) == before
