"""Exports: one folder with provenance, whole or not there."""

import json
from pathlib import Path

import pytest

from paradiplomacy.cli import export as command
from paradiplomacy.cli.command import main
from paradiplomacy.experiments.exports import export
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.provenance import manifest_from_json
from paradiplomacy.experiments.results.store import Run


def test_the_command_has_every_format() -> None:
    assert tuple(export.FORMATS) == command.FORMATS


def test_the_provenance_of_the_run_is_next_to_the_files(folders: Path, pacific: Run) -> None:
    for name in export.FORMATS:
        found = manifest_from_json((folders / name / export.PROVENANCE).read_text(encoding="utf-8"))
        assert found.digest == pacific.manifest.digest and found.seed == 1 and found.tables == pacific.manifest.tables


@pytest.mark.parametrize("name", export.FORMATS)
def test_equal_runs_give_equal_files(folders: Path, pacific: Run, tmp_path: Path, name: str) -> None:
    for file in pacific.export(tmp_path / "again", format=name)[:-1]:
        # Stata files hold the time at which they were written.
        if name != "stata":
            assert file.read_bytes() == (folders / name / file.name).read_bytes()


def test_the_command_writes_a_saved_run(pacific: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pacific.save(tmp_path / "run")
    assert main(["export", str(folder), "--as", "geojson", "--month", "2010-01"]) == 0
    said = capsys.readouterr().out.split()
    assert said == [
        str(tmp_path / f"run-geojson/{name}") for name in ("actors.geojson", "ties.geojson", "provenance.json")
    ]
    assert len(json.loads(Path(said[0]).read_text())["features"]) == 10
    assert main(["export", str(folder), "--as", "geojson"]) == 2, "the folder is taken"
    assert main(["export", str(folder), "--as", "gml"]) == 2
    assert main(["export", str(folder), "--as", "flows", "--month", "2031-01"]) == 2
    assert not (tmp_path / "run-flows").exists()
    assert "expected -2 to 0, or 2009-11 to 2010-01" in capsys.readouterr().err


def test_an_unknown_format_and_a_failure_leave_nothing(
    pacific: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ResultsError, match="expected one of graphml, gexf"):
        pacific.export(tmp_path / "out", format="gml")

    def full(*_: object) -> list[Path]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "FORMATS", {"csv": full})
    with pytest.raises(ResultsError, match="No space left"):
        pacific.export(tmp_path / "out", format="csv")
    assert not list(tmp_path.iterdir())
