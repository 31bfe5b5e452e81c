"""The manifest of a run reads back as it was."""

from pathlib import Path

from stored import small_run

from paradiplomacy.experiments.results.store import load


def test_the_manifest_comes_back(tmp_path: Path) -> None:
    run = small_run()
    back = load(run.save(tmp_path / "run")).manifest
    assert back.files
    assert {name: value for name, value in vars(back).items() if name != "files"} == {
        name: value for name, value in vars(run.manifest).items() if name != "files"
    }
