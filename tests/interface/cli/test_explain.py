"""``paradiplomacy explain`` as its user types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from requested import assert_refused

from paradiplomacy import World
from paradiplomacy.cli.command import main
from paradiplomacy.model.bargaining.sentences import why

SMALL = ["--set", "world.cities=12", "--set", "world.nations=3", "--set", "months=6", "--set", "search.burn_in=1"]
HERE = ["explain", "synthetic", *SMALL, "--seed", "2"]
CHANGES = {"world.cities": 12, "world.nations": 3, "months": 6, "search.burn_in": 1}


@pytest.fixture(scope="module")
def world() -> World:
    """The world that the command makes."""
    return World.from_scenario("synthetic", seed=2, changes=CHANGES)


@pytest.fixture
def pair(world: World) -> tuple[str, str]:
    """The names of its first two cities."""
    first, second, *_ = (city.name for city in world.cities.values())
    return first, second


def ask(pair: tuple[str, str], *more: str, month: str = "2016-03") -> list[str]:
    """The words of the command."""
    return [*HERE, "--month", month, "--between", *pair, *more]


def test_it_says_what_python_says(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ask(pair)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    world = World.from_scenario("synthetic", seed=2, changes=CHANGES)
    world.run(2)
    assert out == why(world.explain(*pair)) + "\n"
    assert out.startswith(f"If {pair[0]} and {pair[1]} talked in ")
    for word in ("material gain", "identity", "national pressure", "reservation value", "win-set", "Zone of agreement"):
        assert word in out
    assert "would reverse this decision" in out or "they would" in out


def test_ids_nations_and_issues_will_do_and_the_order_is_preserved(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    city, nation = next(iter(world.cities)), list(world.nations)[-1]
    assert main(ask((city, nation), "--issues", "trade,health")) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"If {world.cities[city].name} and {world.nations[nation].name} talked in ")
    assert "talked in 2016-03" in out and "on trade and health: " in out
    assert main(ask((nation, city), "--issues", "trade")) == 0
    assert capsys.readouterr().out.startswith(f"If {world.nations[nation].name} and ")


@pytest.mark.parametrize("month", ["2016-01", "2016-06"])
def test_the_first_and_the_last_month_can_be_explained(
    pair: tuple[str, str], month: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(ask(pair, month=month)) == 0
    assert f" in {month}" in capsys.readouterr().out


WRONG: dict[str, tuple[list[str], str]] = {
    "no month": ([*HERE, "--between", "A", "B"], "--month"),
    "no pair": ([*HERE, "--month", "2016-03"], "--between"),
    "one name only": ([*HERE, "--month", "2016-03", "--between", "A"], "--between"),
    "three names": ([*HERE, "--month", "2016-03", "--between", "A", "B", "C"], "unknown argument 'C'"),
    "a month as text": ([*HERE, "--month", "March", "--between", "A", "B"], "expected a month such as 2015-12"),
    "month 13": ([*HERE, "--month", "2016-13", "--between", "A", "B"], "expected a month such as 2015-12"),
    "a month with a line end": (
        [*HERE, "--month", "2016-03\n", "--between", "A", "B"],
        "expected a month such as 2015-12",
    ),
    "a month of other digits": ([*HERE, "--month", "\uff12016-03", "--between", "A", "B"], "expected a month such as"),
    "before the start": ([*HERE, "--month", "2015-12", "--between", "A", "B"], "runs from 2016-01 to"),
    "after the end": ([*HERE, "--month", "2016-07", "--between", "A", "B"], "runs from 2016-01 to 2016-06"),
    "an unknown city": (ask(("Pari", "N001")), "'Pari': unknown city or nation, expected one of N001:c00001"),
    "the second unknown": (ask(("N001", "N0022")), "'N0022': unknown city or nation, did you mean N002?"),
    "twice the same": (ask(("N001", "N001")), "cannot negotiate with itself"),
    "an unknown issue": (ask(("N001", "N002"), "--issues", "climat"), "'climat': unknown issue, did you mean climate?"),
    "an unknown issue among known": (
        ask(("N001", "N002"), "--issues", "trade,cheese"),
        "'cheese': unknown issue, expected one of climate",
    ),
    "an issue twice": (
        ask(("N001", "N002"), "--issues", "trade,trade"),
        "'trade': given twice, expected every issue once",
    ),
    "an unknown scenario": (["explain", "c40-pari", "--month", "2016-03", "--between", "A", "B"], "did you mean c40-p"),
    "a wrong change": ([*HERE, "--set", "months=many", "--month", "2016-03", "--between", "A", "B"], "months"),
    "a wrong seed": ([*HERE, "--seed", "one", "--month", "2016-03", "--between", "A", "B"], "'one'"),
    "an unknown option": (ask(("N001", "N002"), "--issue", "trade"), "did you mean --issues?"),
    "nothing": (["explain"], "SCENARIO"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_request_gets_one_clear_message_and_exit_code_2(
    case: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, message = WRONG[case]
    assert_refused(arguments, message, capsys)
    assert not list(tmp_path.iterdir())


def test_a_real_city_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--set", "search.burn_in=0", "--set", "world.cities=60", "--month", "2015-01"]
    assert main(["explain", "c40-paris", *few, "--between", "Pariss", "FRA"]) == 2
    assert "'Pariss': unknown city or nation, did you mean Paris?" in capsys.readouterr().err


def test_as_a_program_it_prints_the_same_and_leaves_with_its_code(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = [sys.executable, "-c", "from paradiplomacy.cli.command import main; import sys; sys.exit(main())"]
    good = subprocess.run([*program, *ask(pair)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert main(ask(pair)) == 0
    assert (good.returncode, good.stdout) == (0, capsys.readouterr().out), good.stderr
    bad = subprocess.run(
        [*program, *ask(("Atlantis", "N001"))],
        cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ | {"COLUMNS": "60"},
    )  # fmt: skip
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "Traceback" not in bad.stderr
    assert "'Atlantis': unknown city or nation" in bad.stderr
    assert not list(tmp_path.iterdir())


def test_help_leaves_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--help"]) == 0
    assert "--between A B" in capsys.readouterr().out
