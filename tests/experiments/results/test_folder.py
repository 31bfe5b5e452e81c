"""Results are never written over other files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stored import small_run

from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.folder import (
    ResultsError,
    distinct_names,
    made_whole,
    refuse_unless_nameable,
    refuse_unless_writable,
)
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


@pytest.mark.parametrize(
    ("folders", "names"),
    [
        (("a/run", "b/other"), ["run", "other"]),
        (("a/run", "b/run", "c"), ["a/run", "b/run", "c"]),
        (("x/a/run", "y/a/run", "y/b/run"), ["x/a/run", "y/a/run", "b/run"]),
        (("run", "z/run"), ["here/run", "z/run"]),
    ],
)
def test_folders_are_distinct_names_by_the_shortest_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folders: tuple[str, ...], names: list[str]
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert distinct_names([Path(each) for each in folders]) == names


def test_a_file_is_tried_before_the_work_and_nothing_is_left_of_the_trial(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    for name, message in (("", "is a folder"), ("letter.txt/page.md", r"cannot be written \(Not a directory\)")):
        with pytest.raises(ResultsError, match=message):
            refuse_unless_writable(tmp_path / name)
    refuse_unless_writable(tmp_path / "new" / "page.md")
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_name_that_tables_cannot_have_in_this_locale_is_refused() -> None:
    with pytest.raises(ResultsError, match=r"st\S+pel: a batch cannot have this name in this locale; set PYTHONUTF8=1"):
        refuse_unless_nameable(Path("st\udcc3\udca4pel"))
    refuse_unless_nameable(Path("stäpel"))


def fill(target: Path, *, name: str = "second", stop: bool = False) -> None:
    with made_whole(target) as draft:
        (draft / "first").write_text("1")
        assert not (target / "first").exists()
        (draft / name).write_text("2")
        if stop:
            raise KeyboardInterrupt


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "export"
    with pytest.raises(ResultsError, match="export: cannot be written"):
        fill(target, name="missing/second")
    with pytest.raises(KeyboardInterrupt):
        fill(target, stop=True)
    assert list(tmp_path.iterdir()) == []
    target.mkdir()
    fill(target)
    assert [file.name for file in tmp_path.iterdir()] == ["export"]
    assert sorted(file.name for file in target.iterdir()) == ["first", "second"]
