"""The cache of compiled code: damaged entries are compiled again, and a run does without what cannot be written."""

import errno
import os
from collections.abc import Callable
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NoReturn

import pytest

from paradiplomacy.agents import cache, compiled

Ask = Callable[[], int]
RULE = """
from paradiplomacy.agents.compiled import compiled

@compiled
def double(x):
    return 2.0 * x
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled code."""
    monkeypatch.setattr(compiled.config, "CACHE_DIR", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def ask(tmp_path: Path, store: Path) -> Ask:  # noqa: ARG001 - set before the rule is compiled
    """Compiles a rule, as a new process would, and asks it; returns how often it was found in the cache."""
    file = tmp_path / "rule.py"
    file.write_text(RULE)

    def answer() -> int:
        spec = spec_from_file_location("rule", file)
        assert spec is not None and spec.loader is not None
        module: Any = module_from_spec(spec)
        spec.loader.exec_module(module)
        assert module.double(21.0) == 42.0
        return sum(module.double.stats.cache_hits.values())

    return answer


@pytest.mark.parametrize("suffix", [".nbi", ".nbc"])
@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "other"])
def test_a_damaged_entry_is_compiled_again_and_mended(ask: Ask, store: Path, suffix: str, damage: str) -> None:
    assert [ask(), ask()] == [0, 1]
    (file,) = store.rglob(f"*{suffix}")
    whole = file.read_bytes()
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    other = b"no code at all, but long enough to be some"
    file.write_bytes({"empty": b"", "cut": whole[:middle], "changed": changed, "other": other}[damage])
    assert [ask(), ask()] == [0, 1]


def test_an_entry_whose_file_is_gone_is_compiled_again(ask: Ask, store: Path) -> None:
    ask()
    for file in store.rglob("*.nbc"):
        file.unlink()
    assert [ask(), ask()] == [0, 1]


def test_a_folder_that_cannot_be_made_does_not_stop_a_run(ask: Ask, store: Path) -> None:
    store.write_text("in the way")
    assert [ask(), ask()] == [0, 0]


def test_a_full_disk_does_not_stop_a_run(ask: Ask, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache.IndexDataCacheFile, "_open_for_write", full)
    assert [ask(), ask()] == [0, 0]
    assert not list(store.rglob("*.nb?"))


def test_a_filled_folder_that_is_read_only_is_read(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask()
    # Rights bind no root user, so the refusal is imitated where Numba would try to write.
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: (_ for _ in ()).throw(OSError(errno.EROFS, "read-only")))
    assert ask() == 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "paradiplomacy"


def test_folders_of_earlier_states_are_removed_and_those_that_others_use_are_not(home: Path) -> None:
    used = compiled._cache_folder()
    assert used is not None and used.parent == home
    mine, _, _ = used.name.rpartition("-")
    for name in ("compiled-0123456789abcdef", f"{mine}-0123456789abcdef", "compiled-other-new", "compiled-other-old"):
        (home / name / "deep").mkdir(parents=True)
    (home / "saved.txt").write_text("not a folder of compiled code")
    os.utime(home / "compiled-other-old", (0, 0))
    assert compiled._cache_folder() == used
    assert sorted(each.name for each in home.iterdir()) == sorted([used.name, "compiled-other-new", "saved.txt"])
