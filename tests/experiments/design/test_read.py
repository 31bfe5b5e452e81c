"""A wrong design gets its messages all at once, each with place, path, value and what would be right."""

from collections.abc import Callable
from pathlib import Path

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.experiments.design import read as read_design
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.scenarios.format.problem import ScenarioError

RIGHT = """title = "A design"
scenario = "synthetic"
measures = ["agreements", "statutes"]
months = 12
replicates = 3
keep = ["monthly"]

[changes]
"world.cities" = 40
"world.nations" = 8

[[levers]]
path = "response.tolerance"
values = [0.1, 0.3]

[[uncertainties]]
path = "negotiation.power"
low = 0.1
high = 0.5

[[uncertainties]]
path = "negotiation.deadline"
low = 4
high = 16

[sampling]
uncertainties = "latin_hypercube"
samples = 5

[stop]
measure = "statutes"
above = 3
seconds = 60

[[experiments]]
name = "as it is"

[[experiments]]
name = "notify"
changes = { "issues.climate.consent" = "notify" }
"""

SWAPS = {
    "key above": ("replicates = 3", "replicats = 3", ":5: replicats: unknown key, did you mean replicates?"),
    "no title": ('title = "A design"', "", "title: missing, expected text in quotes"),
    "blank title": ('"A design"', '" "', ":1: title: empty text"),
    "no scenario": ('scenario = "synthetic"', "", "scenario: missing"),
    "unknown scenario": ('"synthetic"', '"syntetic"', ':2: scenario: unknown scenario "syntetic", did you mean'),
    "missing file": ('"synthetic"', '"nowhere.toml"', "nowhere.toml: no such file"),
    "number for a scenario": ('scenario = "synthetic"', "scenario = 3", ":2: scenario: 3 is a whole number"),
    "unknown measure": ('"statutes"]', '"statutess"]', ':3: measures[1]: unknown measure "statutess", did you mean statutes?'),
    "measure twice": ('"statutes"]', '"statutes", "statutes"]', ':3: measures[2]: "statutes" is given twice, expected each once'),
    "table twice": ('["monthly"]', '["monthly", "monthly"]', ':6: keep[1]: "monthly" is given twice'),
    "no measure": ('["agreements", "statutes"]', "[]", ":3: measures: empty, expected at least one measure"),
    "text for measures": ('["agreements", "statutes"]', '"statutes"', ":3: measures: "),
    "own measure without file": ('"statutes"]', '"x.py:f"]', '"x.py": no such file'),
    "no months": ("months = 12", "months = 0", ":4: months: 0 is too small"),
    "half a month": ("months = 12", "months = 1.5", ":4: months: 1.5 is a number"),
    "no replicates": ("replicates = 3", "replicates = 0", ":5: replicates: 0 is too small"),
    "replicates as text": ("replicates = 3", 'replicates = "many"', ':5: replicates: "many" is text'),
    "unknown table": ('["monthly"]', '["montly"]', ':6: keep[0]: unknown value "montly", did you mean monthly?'),
    "unknown change": ('"world.cities" = 40', '"world.citys" = 40', "did you mean cities?"),
    "change out of range": ('"world.cities" = 40', '"world.cities" = -1', ':9: changes."world.cities": -1 is too small'),
    "change of type": ('"world.cities" = 40', '"world.cities" = "x"', '"x" is text, expected a whole number'),
    "change of nothing": ('"world.cities" = 40', '"wold" = 40', "unknown key"),
    "unknown path": ("response.tolerance", "response.tolerence", ":13: levers[0].path: \"response.tolerence\": unknown key, did you mean tolerance?"),
    "no such group": ("response.tolerance", "respons.tolerance", "did you mean response?"),
    "lever out of range": ("[0.1, 0.3]", "[0.1, 9]", ":14: levers[0].values[1]: 9 is too large"),
    "lever of type": ("[0.1, 0.3]", '[0.1, "x"]', '"x" is text'),
    "lever twice": ("[0.1, 0.3]", "[0.1, 0.1]", "0.1 is given twice, expected each value once"),
    "lever without values": ("values = [0.1, 0.3]", "", "nothing to vary, expected values, or low and high"),
    "one value": ("values = [0.1, 0.3]", "values = 0.1", "expected a list of values"),
    "values and range": ("values = [0.1, 0.3]", "values = [0.1]\nlow = 0\nhigh = 1", "both values and a range"),
    "low without high": ("high = 0.5", "", "nothing to vary"),
    "upside down": ("low = 0.1", "low = 0.7", ":18: uncertainties[0].low: 0.7 is not below high, 0.5"),
    "low as text": ("low = 0.1", 'low = "a"', '"a" is text, expected a number'),
    "range outside": ("high = 0.5", "high = 5", ":19: uncertainties[0].high: 5 is too large"),
    "half a round": ("low = 4", "low = 4.5", "4.5 is a number, expected a whole number"),
    "infinite": ("high = 0.5", "high = inf", "inf is not a finite number"),
    "unknown distribution": ("high = 0.5", 'high = 0.5\ndistribution = "norml"', "did you mean normal?"),
    "normal without mean": ("high = 0.5", 'high = 0.5\ndistribution = "normal"', "mean and deviation missing"),
    "peak outside": ("high = 0.5", 'high = 0.5\ndistribution = "triangular"\npeak = 2', "outside low and high"),
    "peak of uniform": ("high = 0.5", "high = 0.5\npeak = 0.2", "uniform has no peak"),
    "logarithm of nothing": ("low = 0.1", 'low = 0.0\ndistribution = "log_uniform"', "has no logarithm"),
    "column twice": ("path = \"negotiation.power\"", "path = \"negotiation.power\"\nname = \"response.tolerance\"", "is given twice"),
    "column of every table": ('path = "negotiation.power"', 'path = "negotiation.power"\nname = "run"', '"run" is given'),
    "factor key": ("low = 4", "lowest = 4", "unknown key, did you mean low?"),
    "unknown sampler": ('"latin_hypercube"', '"latin_cube"', "did you mean latin_hypercube?"),
    "no samples": ("samples = 5", "samples = 0", "0 is too small"),
    "table without file": ('"latin_hypercube"', '"table"', "the table sampler has no table"),
    "table for nobody": ("samples = 5", 'table = "x.csv"', "no sampler uses it: factorial takes"),
    "sampling key": ("samples = 5", "sample = 5", "did you mean samples?"),
    "stop without limit": ("above = 3", "", "has no limit, expected above or below as well"),
    "stop without measure": ('measure = "statutes"', "", "above or below without a measure"),
    "stop unknown": ('measure = "statutes"', 'measure = "statutess"', 'unknown measure "statutess", did you mean statutes?'),
    "no time": ("seconds = 60", "seconds = 0", "0 is too small"),
    "experiment twice": ('"notify"\nchanges', '"as it is"\nchanges', "is given twice, expected each name once"),
    "experiment without name": ('name = "as it is"', "", "experiments[0].name: missing"),
    "experiment change": ('= "notify" }', '= "notfy" }', "did you mean notify?"),
    "experiment path": ("issues.climate", "issues.climte", "did you mean climate?"),
    "table for a list": ("[[levers]]", "[levers]", "expected tables [[levers]]"),
    "list for a table": ("[stop]", "[[stop]]", "expected a table [stop]"),
    "changes of a list": ('changes = { "issues.climate.consent" = "notify" }', "changes = [1]", "expected a table such as"),
    "not toml": ("months = 12", "months = ", ":4: not TOML"),
    "key twice": ("months = 12", "months = 12\nmonths = 13", "not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("case", SWAPS)
def test_a_wrong_design_gets_one_clear_message_leaves_with_2_and_writes_nothing(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after, message = SWAPS[case]
    assert RIGHT.count(before) >= 1
    monkeypatch.chdir(tmp_path)
    Path("wrong.toml").write_text(RIGHT.replace(before, after, 1))
    assert main(["batch", "wrong.toml", "--out", "results"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "wrong.toml" in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["wrong.toml"]


LINES = [line for line in RIGHT.splitlines() if " = " in line]
BREAKS: dict[str, Callable[[str], str]] = {
    "misspelt key": lambda line: f"zz{line}" if not line.startswith('"') else line.replace('"', '"zz.', 1),
    "list of lists": lambda line: f"{line.partition(' = ')[0]} = [[[]]]",
    "table": lambda line: f"{line.partition(' = ')[0]} = {{ zz = 1 }}",
    "a date": lambda line: f"{line.partition(' = ')[0]} = 2020-01-01",
}


def test_every_wrong_design_is_wrong_in_its_own_way() -> None:
    texts = {RIGHT.replace(before, after, 1) for before, after, _ in SWAPS.values()}
    assert len(texts) == len(SWAPS)
    assert RIGHT not in texts


@pytest.mark.parametrize("how", BREAKS)
@pytest.mark.parametrize("at", range(len(LINES)))
def test_a_design_broken_in_any_line_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str, at: int
) -> None:
    line = LINES[at]
    place = RIGHT.splitlines().index(line) + 1
    file = tmp_path / "wrong.toml"
    file.write_text(RIGHT.replace(line, BREAKS[how](line), 1))
    with pytest.raises(ScenarioError) as caught:
        read_design.read(file)
    message = str(caught.value)
    assert f"{file}:" in message
    assert len(message) < 1500
    assert any(abs(int(each.place.rsplit(":", 1)[1]) - place) <= 3 for each in caught.value.problems), message
    assert main(["batch", str(file), "--out", str(tmp_path / "results")]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"paradiplomacy: {message}\n")
    assert [each.name for each in tmp_path.iterdir()] == ["wrong.toml"]


def test_a_right_design_is_read(tmp_path: Path) -> None:
    file = tmp_path / "right.toml"
    file.write_text(RIGHT)
    ready = read_design.read(file)
    assert ready.design.name == "right"
    assert list(ready.bases) == ["as it is", "notify"]
    assert ready.bases["notify"].issues[0].consent == "notify"
    assert ready.bases["as it is"].months == 12


def test_all_errors_are_reported_together(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(
        RIGHT.replace("months = 12", "months = 0").replace("low = 4", "low = 40").replace("statutes", "statutess")
    )
    with pytest.raises(ScenarioError) as caught:
        read_design.read(file)
    assert len(caught.value.problems) == 4


def test_a_design_made_by_hand_is_checked_too() -> None:
    with pytest.raises(ScenarioError, match="did you mean agreements"):
        read_design.checked(Design("x", "synthetic", ("agreement",)))
    with pytest.raises(ScenarioError, match="too large"):
        read_design.checked(
            Design("x", "synthetic", ("agreements",), levers=(Factor("negotiation.power", values=(9,)),))
        )


def test_a_design_written_to_a_file_reads_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "one.toml"
    file.write_text(RIGHT)
    one = read_design.read(file).design
    file.write_text(read_design.to_toml(one))
    assert read_design.read(file).design == one


@pytest.mark.parametrize("name", read_design.names())
def test_a_shipped_design_is_right(name: str) -> None:
    ready = read_design.read(name)
    plan = make(ready, replicates=1)
    assert ready.design.question.endswith(("?", ".")) and "?" in ready.design.question
    assert plan.width > 1, "nothing is compared"
    for claim in ready.design.claims:
        for side in (claim.case, claim.against):
            named = [
                point
                for experiment, point in plan.settings
                if (point | {"experiment": experiment}).items() >= side.items()
            ]
            assert named, f"no setting has {side}"


def test_an_unknown_design_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "no-such-design"]) == 2
    assert 'unknown design "no-such-design"' in capsys.readouterr().err
