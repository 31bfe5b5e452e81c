"""A file and a name lead to an object, or to an error that says what is there."""

from pathlib import Path

import pytest

from paradiplomacy.model.rules.own.load import OwnRuleError, file_of, find, is_own


def test_a_name_with_a_file_is_a_users_own() -> None:
    assert is_own("rules/mine.py:f")
    assert not is_own("nash")
    assert file_of("rules/mine.py:f") == Path("rules/mine.py")


def test_the_object_is_found_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("answer = 42\n", encoding="utf-8")
    assert find(f"{tmp_path / 'mine.py'}:answer") == 42


def test_an_empty_file_says_that_it_has_no_function(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("", encoding="utf-8")
    with pytest.raises(OwnRuleError, match="it has no function"):
        find(f"{tmp_path / 'mine.py'}:f")
