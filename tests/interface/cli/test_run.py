"""``paradiplomacy run`` with a function of the user that prepares the world."""

import json
from pathlib import Path

import pytest

import paradiplomacy
from paradiplomacy.cli.command import main

MINE = """
def counts(world):
    world.record("size", lambda world: len(world.cities))


def late(world):
    @world.before("clubs")
    def breaks(world):
        if world.month == 1:
            raise ZeroDivisionError("for this test")


def early(world):
    raise KeyError("a")
"""
ASKED = ["run", "synthetic", "--months", "2", "--set", "world.cities=20", "--set", "world.nations=3", "--quiet"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder has a user's file."""
    monkeypatch.chdir(tmp_path)
    Path("mine.py").write_text(MINE)


def test_a_prepared_run_has_the_recorded_columns() -> None:
    assert main([*ASKED, "--prepare", "mine.py:counts", "--out", "a"]) == 0
    run = paradiplomacy.load("a")
    assert run.monthly["size"].tail(2).tolist() == [20.0, 20.0]
    assert json.loads(Path("a/manifest.json").read_text())["prepare"] == "own/0/mine.py:counts"


def test_a_function_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--prepare", "mine.py:count", "--out", "a"]) == 2
    assert 'prepare: "mine.py" has no "count", it has counts, early, late' in capsys.readouterr().err
    assert not Path("a").exists()


def test_a_failure_in_a_function_says_where_and_leaves_the_months_before(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--prepare", "mine.py:late", "--out", "a"]) == 1
    said = capsys.readouterr().err
    assert (
        "failed in month 2 of 2 (ZeroDivisionError: for this test; in breaks (mine.py:7), before clubs, month 1" in said
    )
    run = paradiplomacy.load("a")
    assert run.manifest.outcome == "failed" and run.monthly["month"].max() == 0
    assert main([*ASKED, "--prepare", "mine.py:early", "--out", "b"]) == 1
    said = capsys.readouterr().err
    assert "failed while the world was built (KeyError: 'a'; in mine.py:early, which prepares the world)" in said
