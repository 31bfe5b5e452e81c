"""Results are never written over other files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stored import small_run

from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.store import load


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(ResultsError, match="not empty"):
        small_run().save(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_results_are_never_written_over_results(tmp_path: Path) -> None:
    folder = small_run().save(tmp_path / "run")
    with pytest.raises(ResultsError, match="already holds results"):
        small_run(seed=2).save(folder)
    assert load(folder).manifest.seed == 2**63 - 1


@pytest.mark.parametrize("reader", [load, BatchResults])
def test_a_folder_that_is_not_there_and_a_file_are_named_as_such(
    reader: Callable[[Path], object], tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    for name, message in (("nowhere", "no such folder"), ("letter.txt", "a file, not a results folder")):
        with pytest.raises(ResultsError, match=f"{name}: {message}"):
            reader(tmp_path / name)
