"""Compiled code is cached where this user can write, and nowhere else."""

import os
import tempfile
from pathlib import Path

import numba
import pytest

from paradiplomacy.agents import compiled


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A container: no home folder is known, and nothing says where a cache belongs."""

    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", unknown)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_without_a_home_folder_the_cache_is_a_temporary_one_of_this_user(homeless: Path) -> None:
    (found,) = compiled._homes()
    assert found == homeless / f"paradiplomacy-{os.getuid()}"
    assert found.stat().st_mode & 0o077 == 0, "what it holds is run"
    assert compiled._cache_folder().parent == found


def test_a_temporary_folder_of_somebody_else_is_not_used(homeless: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(compiled._homes())
    monkeypatch.setattr(os, "getuid", lambda: 12_345)
    (homeless / "paradiplomacy-12345").mkdir()
    assert list(compiled._homes()) == []
    assert compiled._cache_folder().name.startswith("paradiplomacy-")


@pytest.mark.usefixtures("homeless")
def test_the_folder_for_caches_is_used_without_a_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert compiled._cache_folder().parent == tmp_path / "cache" / "paradiplomacy"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert "relative" not in str(compiled._cache_folder())


def test_a_cache_that_is_there_but_read_only_is_passed_over(homeless: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(homeless / "closed"))
    closed = compiled._cache_folder()
    real = tempfile.TemporaryFile

    def refuse(*, dir: Path) -> object:  # noqa: A002 - as in the library
        if dir == closed:
            raise PermissionError(13, "Permission denied")
        return real(dir=dir)

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert compiled._cache_folder() != closed


def twice(x: float) -> float:
    return 2.0 * x


def test_a_compiled_function_answers_as_its_python_function() -> None:
    made = compiled.compiled(twice)
    assert made(1.5) == made.py_func(1.5) == 3.0  # type: ignore[attr-defined]


def test_a_function_is_compiled_once_for_all_constants_that_it_is_called_with() -> None:
    # Without the cache, from which the caller would come as it was compiled before.
    times = compiled._for_all_numbers(numba.njit(lambda x, count: count * x))
    five_times = numba.njit(lambda x: times(x, 2) + times(x, 3))
    assert five_times(1.5) == 7.5
    assert len(times.signatures) == 1


def test_any_change_of_a_room_with_rules_leads_to_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("agents", "model", "scenarios"):
        (tmp_path / "code" / room).mkdir(parents=True)
        (tmp_path / "code" / room / "rule.py").write_text("x = 1\n")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "code" / "agents" / "compiled.py"))
    first = compiled._cache_folder()
    os.utime(tmp_path / "code" / "scenarios" / "rule.py", ns=(1, 1))
    assert compiled._cache_folder() == first, "scenarios hold no compiled rules"
    os.utime(tmp_path / "code" / "model" / "rule.py", ns=(1, 1))
    assert compiled._cache_folder() != first
