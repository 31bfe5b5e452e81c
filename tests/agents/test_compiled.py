"""Compiled code is stored in a folder that belongs to one state of the source, and the Python function remains."""

import os
from pathlib import Path

import pytest

from paradiplomacy.agents import compiled as module
from paradiplomacy.agents.compiled import compiled


def twice(x: float) -> float:
    return 2.0 * x


def test_a_compiled_function_answers_as_its_python_function() -> None:
    made = compiled(twice)
    assert made(1.5) == made.py_func(1.5) == 3.0  # type: ignore[attr-defined]


def test_any_change_of_the_source_leads_to_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("agents", "model", "scenarios"):
        (tmp_path / "code" / room).mkdir(parents=True)
        (tmp_path / "code" / room / "rule.py").write_text("x = 1\n")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "__file__", str(tmp_path / "code" / "agents" / "compiled.py"))
    first = module._cache_folder()
    assert first.is_dir() and first.is_relative_to(tmp_path / "cache") and module._cache_folder() == first
    os.utime(tmp_path / "code" / "scenarios" / "rule.py", ns=(1, 1))
    assert module._cache_folder() == first, "scenarios hold no compiled rules"
    os.utime(tmp_path / "code" / "model" / "rule.py", ns=(1, 1))
    assert module._cache_folder() != first


def test_a_home_that_cannot_be_written_is_replaced_by_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(module.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    assert module._cache_folder().parent == tmp_path / "temporary"
