"""``paradiplomacy validate`` prints a verdict on every pattern, writes a page, and can be stopped and resumed."""

import json

import pandas as pd
import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.evidence.libraries.catalogue import curves, patterns

SHORT = ["validate", "--replicates", "2", "--set", "months=3", "--set", "search.burn_in=1"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The results of a validation over three months."""
    place = tmp_path_factory.mktemp("validation") / "short"
    assert main([*SHORT, "--out", str(place), "--workers", "2"]) == 0
    return place


def test_every_pattern_has_a_verdict_in_the_table_and_on_the_page(folder, capsys):
    assert main([*SHORT, "--out", str(folder)]) == 0
    printed = capsys.readouterr()
    assert "done already" in printed.err  # nothing is run twice
    page = (folder / "report.html").read_text(encoding="utf-8")
    for pattern in patterns():
        line = next(line for line in printed.out.splitlines() if line.startswith(f"{pattern.name} "))
        assert line.split()[2] in ("confirmed", "contradicted", "undecided")
        assert f"<b>{pattern.name}</b> " in page
    assert page.count("src='data:image/png;base64,") == len(curves()) and "http" not in page


def test_the_table_says_what_made_it(folder):
    first, *_ = (folder / "patterns.csv").read_text(encoding="utf-8-sig").splitlines()
    made = json.loads(first.removeprefix("# "))
    assert made["changes"] == {"months": 3, "search.burn_in": 1}
    assert {"seed", "replicates", "commit", "versions"} <= set(made)
    table = pd.read_csv(folder / "patterns.csv", skiprows=1)
    assert set(table["group"]) == {pattern.name for pattern in patterns()}
    assert set(table["verdict"]) <= {"confirmed", "contradicted", "undecided"}
    assert {"observed", "mean_low", "mean_high", "rewired", "gravity_alone", "inside"} <= set(table)


def test_a_wrong_change_is_refused_before_anything_runs(tmp_path, capsys):
    assert main(["validate", "--set", "search.closur=0", "--out", str(tmp_path / "x")]) == 2
    assert "did you mean" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_theorem_alone_needs_no_run(tmp_path, capsys):
    assert main(["validate", "--only", "Q20", "--out", str(tmp_path / "x")]) == 0
    assert "Q20  theorem   confirmed" in capsys.readouterr().out


def test_an_unknown_pattern_is_refused(tmp_path, capsys):
    assert main(["validate", "--only", "Q99", "--out", str(tmp_path / "x")]) == 2
    assert "Q99" in capsys.readouterr().err


def test_another_world_does_not_mix_into_a_folder(folder, capsys):
    assert main(["validate", "--replicates", "2", "--set", "months=4", "--out", str(folder)]) == 2
    assert "--overwrite" in capsys.readouterr().err
