"""A new scenario file: it equals the scenario that it extends until a comment is removed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from paradiplomacy.model.events import KINDS
from paradiplomacy.scenarios.describe import begin
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.names import directory
from paradiplomacy.scenarios.typed.schema import fields, groups

CODE = re.compile(r"# (?=\[|[a-z_]+ = )")


@pytest.mark.parametrize("base", read.names())
def test_a_new_scenario_says_what_the_other_one_says(base: str, tmp_path: Path) -> None:
    file = begin.begin("my-case", base, tmp_path)
    assert file == tmp_path / "my-case.toml"
    made, other = read.read(file), read.read(base)
    assert (made.name, made.extends) == ("my-case", base)
    assert made.title.startswith("my-case: ")
    assert made.question.endswith("?")
    assert made.sources
    own = {key: getattr(other, key) for key in ("name", "title", "question", "sources", "expectations", "stops")}
    assert replace(made, **own) == other


@pytest.mark.parametrize("base", read.names())
def test_every_line_that_is_a_comment_can_be_taken_in(base: str, tmp_path: Path) -> None:
    text = begin.begin("my-case", base, tmp_path).read_text(encoding="utf-8")
    values, examples = text.split("# Issues, parties", 1)
    other = read.read(base)
    whole = read.read_text("\n".join(CODE.sub("", line, count=1) for line in values.splitlines()))
    own = {key: getattr(other, key) for key in ("name", "title", "question", "sources", "expectations", "stops")}
    assert replace(whole, **own) == other
    for name, owner in groups(Scenario).items():
        assert f"\n# [{name}]\n" in text
        for key in fields(owner):
            assert f"\n# {key} = " in text
    if other.world.kind == "facts":  # its drawn world has no FRA
        added = "\n".join(CODE.sub("", line, count=1) for line in f"# {examples}".splitlines())
        more = read.read_text(text.partition("\n# Values of")[0] + "\n" + added)
        assert {event.kind for event in more.events} >= set(KINDS)
        assert [actor.who for actor in more.actors][-1:] == ["FRA"]


def test_a_new_scenario_can_extend_a_file_and_be_written_to_a_separate_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.toml").write_text('extends = "baseline"\ntitle = "Base"\nmonths = 7\n')
    made = read.read(begin.begin("one", "base.toml", Path()))
    assert (made.months, made.extends) == (7, "base.toml")
    made = read.read(begin.begin("two", "base.toml", Path("some/where")))
    assert (made.months, made.extends) == (7, "../../base.toml")


WRONG = {
    "": "is not a valid name",
    "My case": "is not a valid name",
    "../x": "is not a valid name",
    "x.toml": "is not a valid name",
    "-x": "is not a valid name",
    "x" * 61: "is not a valid name",
    "c40-paris": "is a scenario of the library",
    "there": "already exists",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_will_not_do_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    (tmp_path / "there.toml").write_text("mine")
    with pytest.raises(ScenarioError, match=WRONG[name]):
        begin.begin(name, "c40-paris", tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["there.toml"]
    assert (tmp_path / "there.toml").read_text() == "mine"


def test_a_path_in_place_of_a_name_is_refused_with_the_option_for_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"is not a valid name, expected lower-case .*; --out DIR sets the folder"):
        begin.begin(str(tmp_path / "mine.toml"), "c40-paris", tmp_path)


def test_the_examples_name_actors_of_a_synthetic_world_too(tmp_path: Path) -> None:
    text = begin.begin("my-case", "synthetic", tmp_path).read_text(encoding="utf-8")
    (named,) = re.findall(r"in a synthetic world: (.*)\)", text)
    assert all(directory.fault(each, drawn=True) is None for each in named.split(", "))


def test_a_wrong_base_or_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="did you mean c40-paris"):
        begin.begin("x", "c40-pari", tmp_path)
    with pytest.raises(ScenarioError, match="no such file"):
        begin.begin("x", str(tmp_path / "no.toml"), tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ScenarioError, match="cannot be created"):
        begin.begin("x", "baseline", tmp_path / "file")
    with pytest.raises(ScenarioError, match="cannot be created"):
        begin.begin("x", "baseline", tmp_path / "file" / "below")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]
