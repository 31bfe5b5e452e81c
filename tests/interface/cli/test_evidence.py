"""``paradiplomacy evidence NAME`` runs what claims are about, prints verdicts, and writes a page and a table."""

from pathlib import Path

import pandas as pd
import pytest

from paradiplomacy.cli.command import main

SCENARIO = """extends = "synthetic"
title = "A small case"
question = "Do they sign?"
months = 6
[world]
cities = 30
nations = 4
[search]
burn_in = 1
[utility]
benefit_scale = 3.0
[[expectations]]
name = "Some negotiations open"
measure = "opened"
changes = ["negotiation.capacity_city=0", "negotiation.capacity_nation=0"]
essay = "Capacity is needed to negotiate."
found = "confirmed"
finding = "as expected"
"""


@pytest.fixture(autouse=True)
def _work_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.toml").write_text(SCENARIO)


def test_a_scenario_is_judged_and_resumed(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["evidence", "case.toml", "--replicates", "6", "--workers", "1"]
    assert main([*words, "--page", "docs/page.md"]) == 0
    out = capsys.readouterr().out
    assert "Some negotiations open: confirmed" in out
    assert "on record: confirmed. as expected" in out
    assert "1 claims: 1 confirmed, 0 contradicted, 0 undecided." in out
    assert "## A small case\n\nDo they sign?" in Path("docs/page.md").read_text()
    table = pd.read_csv("results/evidence/case/case.csv", skiprows=1)
    assert table["verdict"].tolist() == ["confirmed"]
    assert main(words) == 0
    assert "12 of 12 runs are done already" in capsys.readouterr().err


def test_scenarios_test_prints_the_same_and_saves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "test", "case.toml", "--replicates", "2", "--workers", "1"]) == 0
    assert "Some negotiations open" in capsys.readouterr().out
    assert [path.name for path in Path().iterdir()] == ["case.toml"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["patern"], "did you mean patterns?"),
        (["c40-pari"], "did you mean c40-paris?"),
        (["case.toml", "--only", "nothing"], "unknown claim 'nothing'"),
        (["case.toml", "--set", "search.closur=0"], "did you mean closure?"),
        (["case.toml", "--replicates", "1"], "from 2 to"),
        (["nowhere.toml"], "no such file"),
        (["case.toml", "--page", "."], "is a folder, expected the name of a file"),
        (["case.toml", "--page", "case.toml/page.md"], "case.toml/page.md: cannot be written (Not a directory)"),
    ],
)
def test_a_wrong_request_gets_one_message_and_writes_nothing(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert [path.name for path in Path().iterdir()] == ["case.toml"]
