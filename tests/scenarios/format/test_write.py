"""A written scenario reads back as an equal one, and equal scenarios have equal hashes."""

from dataclasses import replace
from pathlib import Path

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.write import scenario_hash, to_toml


def test_a_file_holds_the_whole_scenario(tmp_path: Path) -> None:
    scenario = read.read("c40-paris")
    file = tmp_path / "whole.toml"
    file.write_text(to_toml(scenario), encoding="utf-8")
    assert "extends" not in to_toml(scenario)
    assert replace(read.read(file), extends=scenario.extends) == scenario


def test_the_hash_depends_on_the_content_and_not_on_the_files_it_came_from() -> None:
    scenario = read.read("baseline")
    assert scenario_hash(scenario) == scenario_hash(replace(scenario, extends="c40-paris"))
    assert scenario_hash(scenario) != scenario_hash(replace(scenario, months=scenario.months + 1))
    assert len(scenario_hash(scenario)) == 64
