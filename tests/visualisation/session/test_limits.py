"""Limits: an uploaded scenario is checked like a file, and reads and runs no file of the server."""

from pathlib import Path

import pytest

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.session.limits import MOST_CHANGES, refuse_own_rules, uploaded

GOOD = 'extends = "synthetic"\ntitle = "Mine"\nquestion = "Does it open?"\nsources = ["none"]\nmonths = 12\n'


SECRET = "the secret of this machine"


def test_a_good_file_opens_as_it_would_from_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD)
    assert uploaded(GOOD, "mine.toml") == read.read(file)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "c:\\windows\\x.toml", "", "a\0b", "<b>x</b>.toml"]
)
def test_the_name_of_an_upload_is_never_a_path(name: str) -> None:
    found = uploaded(GOOD, name).name
    assert found and not set(found) & set("/\\.<>\0:")


@pytest.mark.parametrize("path", ["{there}", "../{there}", "../../../../../..{there}", "./library/baseline.toml"])
def test_an_upload_extends_no_file(tmp_path: Path, path: str) -> None:
    there = tmp_path / "other.toml"
    there.write_text(f'extends = "synthetic"\ntitle = "{SECRET}"\n')
    with pytest.raises(ScenarioError, match="extends a file") as caught:
        uploaded(GOOD.replace('"synthetic"', f'"{path.format(there=there)}"'), "mine.toml")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("path", ["/etc/passwd", "{missing}"])
def test_the_message_does_not_say_which_files_there_are(tmp_path: Path, path: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        uploaded(GOOD.replace('"synthetic"', f'"{path.format(missing=tmp_path / "none")}"'), "mine.toml")
    assert "no such file" not in str(caught.value) and "root:" not in str(caught.value)


def test_an_upload_runs_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "ran"
    (tmp_path / "evil.py").write_text(f"open({str(mark)!r}, 'w')\ndef rule(cases, c): return 0.5\n")
    monkeypatch.chdir(tmp_path)
    for name in ("evil.py:rule", f"{tmp_path}/evil.py:rule"):
        with pytest.raises(ScenarioError, match="a rule from a file"):
            uploaded(GOOD + f'[rules]\nprotocol = "{name}"\n', "mine.toml")
    assert not mark.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("title = ", "not TOML"),
        ("\0", "zero byte"),
        ("x" * 1_000_001, "too large"),
        (GOOD + "[politics]\nelction_interval = 4\n", "did you mean"),
        (GOOD + "[world]\ncities = 100000\n", "too large for a page"),
        (GOOD + "extends = 5\n", "not TOML"),
        ("[" * 5000, "not TOML|nested too deep"),
    ],
)
def test_a_wrong_upload_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        uploaded(text, "mine.toml")


def test_too_many_changes_are_refused() -> None:
    with pytest.raises(ScenarioError, match="expected at most"):
        refuse_own_rules({f"politics.x{number}": 1 for number in range(MOST_CHANGES + 1)})
