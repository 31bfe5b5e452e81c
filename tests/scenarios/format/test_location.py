"""A path means the same file at every way in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from paradiplomacy.scenarios.format.location import LocationError, inside, location, readable


def test_the_home_folder_is_expanded_at_the_start_of_a_path_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert location("~/x") == location(Path("~/x")) == tmp_path / "x"
    assert location("~") == tmp_path
    assert location("a/~/b") == Path("a/~/b")


def test_a_folder_that_is_called_like_a_home_folder_can_be_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    found = location("./~/x")
    assert found == tmp_path / "~" / "x"
    assert location(found) == found, "expanding twice changes nothing"


@pytest.mark.parametrize("given", ["results", Path("a b/ä"), ".", "..", "x/"])
def test_any_other_path_is_left_as_it_is(given: str | Path) -> None:
    assert location(given) == Path(given)


@pytest.mark.parametrize("given", [None, 5, 1.5, b"bytes", ["a"], object(), "", "a\0b", "~no-such-user/x", "\ud800"])
def test_anything_else_is_refused_in_one_line(given: object) -> None:
    with pytest.raises(LocationError, match=r"path|encoding") as refusal:
        location(given)
    assert "\n" not in str(refusal.value)


def test_an_unknown_home_folder_does_not_become_a_folder_called_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(LocationError, match="no such home folder"):
        location("~/x")


def test_a_name_that_a_narrow_locale_gives_as_bytes_is_text_in_files() -> None:
    assert readable("S\udcc3\udca3o, São") == "São, São"
    assert readable("\udcff") == "\ufffd"


def test_a_name_in_a_file_is_found_under_a_narrow_locale(tmp_path: Path) -> None:
    (tmp_path / "São.toml").touch()
    code = "from paradiplomacy.scenarios.format.location import location; print(location(ascii_name).is_file())"
    code = code.replace("ascii_name", ascii(str(tmp_path / "São.toml")))
    narrow = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=narrow, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_a_folder_can_be_named_after_any_text_in_a_narrow_locale(tmp_path: Path) -> None:
    narrow = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = (
        "import sys; from pathlib import Path; from paradiplomacy.scenarios.format.location import inside; "
        "[inside(Path(sys.argv[1]), name).mkdir() for name in ('expectations-S\\xe3o', '\\u6771')]"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=narrow, check=True)
    assert {each.name for each in tmp_path.iterdir()} == {"expectations-Sao", "results"}
    assert inside(tmp_path, "São").name == "São"
