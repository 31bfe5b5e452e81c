"""A table of observed ties: refused with every problem of it, or the ties that a world starts with."""

from pathlib import Path

import pytest
from sides import two_sided

from paradiplomacy.scenarios.format import read, write
from paradiplomacy.scenarios.format.observed import read_ties
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.world import build

SCENARIO = """extends = "baseline"
title = "Observed ties"
months = 1
[world]
ties = "ties.csv"
"""
GOOD = "city_a,city_b\nFRA:paris,ITA:rome\nJPN:tokyo,CHN:beijing\n"


def scenario_file(folder: Path, table: str) -> Path:
    (folder / "ties.csv").write_text(table, encoding="utf-8")
    file = folder / "own.toml"
    file.write_text(SCENARIO, encoding="utf-8")
    return file


def test_a_world_starts_with_the_ties_of_the_table_and_no_other_ties_of_cities(tmp_path: Path) -> None:
    scenario = read.read(scenario_file(tmp_path, GOOD))
    state = build.build(scenario, burn_in=False).state
    parties = two_sided(state.book).party
    cities = {frozenset(state.identities[row] for row in pair) for pair in parties if max(pair) < state.n_cities}
    assert cities == {frozenset({"FRA:paris", "ITA:rome"}), frozenset({"JPN:tokyo", "CHN:beijing"})}
    assert any(min(pair) >= state.n_cities for pair in parties), "ties of nations are drawn"


def test_ties_of_cities_that_are_not_in_the_world_are_left_out(tmp_path: Path) -> None:
    file = scenario_file(tmp_path, GOOD)
    file.write_text(SCENARIO + "cities = 4\n", encoding="utf-8")
    state = build.build(read.read(file), burn_in=False).state
    assert all(max(pair) >= state.n_cities for pair in two_sided(state.book).party)


@pytest.mark.parametrize(
    ("table", "line", "wrong"),
    [
        ("city_a,city_b\nFRA:pariss,ITA:rome\n", 2, "did you mean FRA:paris?"),
        ("city_a,city_b\nParis,ITA:rome\n", 2, "did you mean FRA:paris?"),
        (GOOD + "ITA:rome,FRA:paris\n", 4, "in line 2 already"),
        ("city_a,city_b\nITA:rome,ITA:rome\n", 2, "tied to itself"),
        ("one,city_b\nITA:rome,FRA:paris\n", 1, "no column city_a"),
        ("city_a,city_b\nITA:rome\n", 2, "unknown city"),
    ],
)
def test_every_mistake_is_reported_with_its_line(tmp_path: Path, table: str, line: int, wrong: str) -> None:
    with pytest.raises(ScenarioError) as error:
        read.read(scenario_file(tmp_path, table))
    (problem,) = error.value.problems
    assert problem.place.endswith(f"ties.csv:{line}") and wrong in str(problem)


def test_a_missing_file_is_reported_where_the_scenario_names_it(tmp_path: Path) -> None:
    file = scenario_file(tmp_path, GOOD)
    (tmp_path / "ties.csv").unlink()
    with pytest.raises(ScenarioError, match="cannot be read") as error:
        read.read(file)
    assert "own.toml" in error.value.problems[0].place


def test_an_uploaded_scenario_cannot_read_a_table() -> None:
    with pytest.raises(ScenarioError, match="cannot read files"):
        read.read_closed(SCENARIO, name="upload")


def test_a_table_that_is_moved_is_the_same_and_a_changed_one_is_not(tmp_path: Path) -> None:
    hashes = []
    for name, table in (("one", GOOD), ("two", GOOD), ("three", GOOD.replace("rome", "milan"))):
        (tmp_path / name).mkdir()
        hashes.append(write.scenario_hash(read.read(scenario_file(tmp_path / name, table))))
    assert hashes[0] == hashes[1] != hashes[2]


def test_ties_are_in_one_order_whatever_the_order_in_the_table(tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("city_b,city_a,year\nb,a,1990\n", encoding="utf-8-sig")
    assert read_ties(file, {"a": "A", "b": "B"}) == [("a", "b")]
