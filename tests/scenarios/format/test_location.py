"""A path means the same file at every way in."""

import os
from pathlib import Path

import pytest

from paradiplomacy.scenarios.format.location import LocationError, location


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
