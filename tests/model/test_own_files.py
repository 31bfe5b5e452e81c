"""A user's file is known with all that it needs, and is never mistaken for another one."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from paradiplomacy.model import own_files
from paradiplomacy.model.own_files import OwnFileError, changes, checksums, described, fault, files, load, placed

MINE = '''
from importlib import import_module
from pathlib import Path

import helper
import tools.inner
from tools import extra as more

HERE = Path(__file__).parent
LATER = import_module("late")


def weight(world):
    """Weigh it.

    More about it.
    """
    return float((HERE / "data" / "weights.csv").read_text()) * helper.FACTOR


class Rule:
    pass
'''


@pytest.fixture(autouse=True)
def _path_restored() -> Iterator[None]:
    before, modules = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = before
    for name in set(sys.modules) - modules:
        del sys.modules[name]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file with helpers, a package, a module named in quotes, and data."""
    contents = {
        "mine.py": MINE,
        "helper.py": "import deeper\nFACTOR = deeper.TWO",
        "deeper.py": "TWO = 2",
        "late.py": "",
        "unused.py": "",
        "tools/__init__.py": "",
        "tools/inner.py": "from . import extra",
        "tools/extra.py": "",
        "data/weights.csv": "3",
        "data/other.csv": "4",
    }
    for name, text in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path / "mine.py"


def test_a_file_is_known_with_everything_that_it_leads_to(mine: Path) -> None:
    needed = {"mine.py", "helper.py", "deeper.py", "late.py", "tools/__init__.py", "tools/inner.py", "tools/extra.py"}
    assert set(files(mine)) == needed | {"data/weights.csv"}


def test_a_helper_elsewhere_on_the_path_belongs_to_it_and_installed_packages_do_not(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "elsewhere.py").write_text("import json")
    (tmp_path / "mine.py").write_text("import numpy, json, elsewhere, paradiplomacy.model")
    sys.path.append(str(tmp_path / "lib"))
    assert set(files(tmp_path / "mine.py")) == {"mine.py", "elsewhere.py"}


@pytest.mark.parametrize("name", ["mine.py", "deeper.py", "tools/extra.py", "data/weights.csv"])
def test_an_edit_of_any_of_them_is_named(mine: Path, name: str) -> None:
    before = checksums(mine)
    (mine.parent / name).write_text((mine.parent / name).read_text() + "\n \n")
    assert changes(before, checksums(mine)) == [name]


def test_an_edited_helper_is_used_from_then_on(mine: Path) -> None:
    assert load(mine).weight(None) == 6
    assert load(mine) is load(mine)
    (mine.parent / "deeper.py").write_text("TWO = 20")
    assert load(mine).weight(None) == 60


def test_two_folders_may_have_helpers_of_one_name(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "mine.py").write_text("import helper")
        (tmp_path / str(number) / "helper.py").write_text(f"NUMBER = {number}")
    assert [load(tmp_path / name / "mine.py").helper.NUMBER for name in ("1", "2")] == [1, 2]


def test_a_file_named_like_a_module_of_python_does_not_replace_it_afterwards(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("")
    (tmp_path / "colorsys.py").write_text("raise AssertionError")
    load(tmp_path / "mine.py")
    import colorsys

    assert "tmp" not in str(colorsys.__file__)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import sys; sys.exit(0)", "SystemExit: 0"),
        ("class E(Exception): pass\nraise E('x')", "E: x"),
        ("def f(:", "SyntaxError"),
        ("open('nowhere')", "FileNotFoundError"),
    ],
)
def test_whatever_a_file_does_when_it_is_loaded_is_an_error_that_names_it(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "mine.py").write_text(text)
    with pytest.raises(OwnFileError, match=f'mine.py" cannot be loaded: {message}'):
        load(tmp_path / "mine.py")


def test_names_are_checked_and_described_without_running_the_file(tmp_path: Path) -> None:
    text = MINE + "\nalias = weight\nraise SystemExit(0)\n"
    (tmp_path / "mine.py").write_text(text)
    for name in ("weight", "Rule", "alias", "helper", "more"):
        assert fault(f"mine.py:{name}", tmp_path) is None
    assert fault("mine.py:wieght", tmp_path) == (
        '"mine.py" has no "wieght"',
        "it has HERE, LATER, Path, Rule, alias, helper, import_module, more, tools, weight",
    )
    assert (fault("none.py:f", tmp_path) or "")[0] == '"none.py": no such file'
    (tmp_path / "any.py").write_text("from elsewhere import *")
    assert fault("any.py:f", tmp_path) is None
    assert described(placed("mine.py:weight", tmp_path)) == "Weigh it."
    assert described(placed("mine.py:Rule", tmp_path)) == "Rule"


def test_a_path_is_relative_to_the_folder_given_and_not_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert placed("a/mine.py:f", tmp_path) == f"{tmp_path / 'a' / 'mine.py'}:f"
    assert placed("~/mine.py:f", tmp_path) == f"{Path.home() / 'mine.py'}:f"
    assert own_files.is_own("a b/ü.py:f") and not own_files.is_own("signed of cities:USA") and not own_files.is_own(3)


@pytest.mark.parametrize(
    "text",
    [
        "import time\ntime.sleep(60)\n",
        "while True:\n    try:\n        while True: pass\n    except Exception:\n        pass\n",
    ],
)
def test_a_file_that_hangs_while_it_is_imported_is_refused_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(own_files, "SECONDS", 0.2)
    (tmp_path / "slow.py").write_text(text)
    with pytest.raises(
        OwnFileError, match=r'slow.py" was not imported within 0.2 seconds, expected a file that defines'
    ):
        own_files.load(tmp_path / "slow.py")
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
