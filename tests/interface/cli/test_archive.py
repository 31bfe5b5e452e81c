"""``paradiplomacy archive``: where the archive goes, and the exit code of a check."""

import shlex
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.results import archive

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("words", "name"), [([], "run-archive"), (["--out", "elsewhere"], "elsewhere")])
def test_an_archive_is_written_next_to_the_results_unless_a_folder_is_named(
    words: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    asked: list[Any] = []

    def write(folder: Path, target: Path, *, description: str, wheels: bool) -> Path:
        asked.append((folder, target.resolve(), description.startswith("# ODD"), wheels))
        return target

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(archive, "archive", write)
    assert main(["archive", "run", *words]) == 0
    assert asked == [(tmp_path / "run", tmp_path / name, True, False)]
    assert "again.py" in capsys.readouterr().out


def test_the_printed_command_can_be_pasted_whatever_the_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(archive, "archive", lambda _, target, **_how: target)
    assert main(["archive", "run", "--out", str(tmp_path / "my archive")]) == 0
    command = capsys.readouterr().out.partition("digests: ")[2]
    assert shlex.split(command) == ["python", str(tmp_path / "my archive" / "again.py")]


@pytest.mark.parametrize("good", [True, False])
def test_a_check_leaves_with_1_where_a_digest_differs(
    good: bool, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(archive, "check", lambda folder, rows: SimpleNamespace(good=good, asked=(folder, rows)))
    assert main(["archive", "x", "--check", "--rows", "3"]) == (0 if good else 1)
    assert "asked=(PosixPath('x'), 3)" in capsys.readouterr().out
