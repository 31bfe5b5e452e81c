"""Reading a scenario: the library, files that extend one another, and any text at all."""

import random
import string
import subprocess
import sys
from pathlib import Path

import pytest

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError


@pytest.mark.parametrize("name", read.names())
def test_every_scenario_of_the_library_has_question_sources_and_documented_events(name: str) -> None:
    scenario = read.read(name)
    assert scenario.name == name
    assert scenario.question.endswith("?")
    assert scenario.sources
    assert all(event.source for event in scenario.events)


def test_the_library_has_its_scenarios() -> None:
    assert {"baseline", "c40-paris", "synthetic"} <= set(read.names())


def test_a_scenario_takes_precedence_over_what_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(
        'extends = "baseline"\ntitle = "Base"\nmonths = 12\n\n[politics]\nelection_interval = 50\nincumbency = 0.2\n\n'
        '[[actors]]\nwho = "FRA"\ntrust = 0.5\n'
    )
    (tmp_path / "top.toml").write_text(
        'extends = "base.toml"\nmonths = 24\npolitics.election_interval = 60\n\n'
        '[[issues]]\nname = "trade"\nneed = 0.9\n\n[[issues]]\nname = "water"\n\n'
        '[[parties]]\nlabel = "centre"\nposition = { water = 0.1 }\n\n[[actors]]\nwho = "NOR"\ntrust = 0.6\n'
    )
    baseline, top = read.read("baseline"), read.read(tmp_path / "top.toml")
    assert (top.name, top.title, top.months, top.extends) == ("top", "Base", 24, "base.toml")
    assert (top.politics.election_interval, top.politics.incumbency) == (60, 0.2)
    assert [issue.name for issue in top.issues] == [*(issue.name for issue in baseline.issues), "water"]
    before = next(issue for issue in baseline.issues if issue.name == "trade")
    assert before._replace(need=0.9) in top.issues
    centre = next(party for party in baseline.parties if party.label == "centre")
    assert centre._replace(position=centre.position | {"water": 0.1}) in top.parties
    assert [actor.who for actor in top.actors] == ["FRA", "NOR"]


def test_a_file_with_windows_line_ends_reads_as_any_other(tmp_path: Path) -> None:
    text = 'extends = "baseline"\ntitle = "Wrong"\n\n[politics]\nelection_interval = 0\n'
    (tmp_path / "case.toml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    with pytest.raises(ScenarioError, match=r"case.toml:5: politics.election_interval"):
        read.read(tmp_path / "case.toml")


def test_text_that_looks_like_something_else_stays_text() -> None:
    scenario = read.read_text(
        'extends = "baseline"\ntitle = "NO"\nquestion = "2015-01-01"\nsources = ["true", "1e3"]\n'
    )
    assert (scenario.title, scenario.question, scenario.sources) == ("NO", "2015-01-01", ("true", "1e3"))


def test_reading_needs_no_numerical_package() -> None:
    heavy = "{'numpy', 'numba', 'pandas', 'mesa', 'pyarrow'}"
    program = (
        f"import sys; from paradiplomacy.scenarios.format import read, change; from paradiplomacy.scenarios.describe import page; read.read('c40-paris'); \
assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("seed", range(400))
def test_no_mutation_of_a_scenario_raises_anything_but_a_scenario_error(seed: int) -> None:
    rng = random.Random(seed)
    text = (read.LIBRARY / "c40-paris.toml").read_text() + (read.LIBRARY / "baseline.toml").read_text().partition(
        "\n\n"
    )[2]
    for _ in range(rng.randrange(1, 6)):
        at, length = rng.randrange(len(text)), rng.choice([0, 0, 1, 1, 3, 30, 200])
        new = rng.choice(["", "nan", "[]", "{}", "[[", "]]", '"', '"""', "\n", "=", ".", "1979-05-27", "-1", "true",
                           "\0", "\ud800".encode("utf-8", "replace").decode(), "é", "[events]", rng.choice(string.printable)])  # fmt: skip
        text = text[:at] + new + text[at + length :]
    problems: tuple[Problem, ...] = ()
    try:
        read.read_text(text)
    except ScenarioError as error:
        problems = error.problems
    assert all(each.place.startswith("text:") and str(each).isprintable() for each in problems)


def test_an_entry_of_an_actor_changes_that_of_the_scenario_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(
        'extends = "baseline"\ntitle = "Base"\n[[actors]]\nwho = "Paris"\ntrust = 0.5\nautonomy = 0.3\n'
    )
    (tmp_path / "top.toml").write_text('extends = "base.toml"\n[[actors]]\nwho = "Paris"\ntrust = 0.6\n')
    (paris,) = read.read(tmp_path / "top.toml").actors
    assert (paris.who, paris.trust, paris.autonomy) == ("Paris", 0.6, 0.3)


LATE = """
extends = "baseline"
title = "Late"
months = 12

[world]
zipf = 1.4

[[events]]
name = "Too late"
date = "2011-01"
kind = "shock"
who = ["FRA"]
column = "gdp"
factor = 0.9
"""


def test_a_review_refuses_what_has_no_effect_with_its_line_and_reading_does_not(tmp_path: Path) -> None:
    file = tmp_path / "late.toml"
    file.write_text(LATE)
    assert read.read(file).months == 12
    with pytest.raises(ScenarioError) as caught:
        read.review(file)
    assert [each.place.rpartition(":")[2] for each in caught.value.problems] == ["7", "9"]
    assert "2011-01 is after the last month, expected 2010-12 or earlier" in str(caught.value)
    assert read.review("c40-paris") == read.read("c40-paris")


def test_a_shorter_version_of_a_scenario_passes_the_review_although_events_of_the_longer_one_are_late(
    tmp_path: Path,
) -> None:
    file = tmp_path / "short.toml"
    file.write_text('extends = "c40-paris"\nmonths = 3\n')
    assert read.review(file).months == 3
    file.write_text('extends = "c40-paris"\nmonths = 3\n' + LATE[LATE.index("[[events]]") :].replace("2011", "2031"))
    with pytest.raises(ScenarioError, match="after the last month") as caught:
        read.review(file)
    assert {each.place.rpartition(":")[0] for each in caught.value.problems} == {str(file)}
