"""A table of observed ties: refused with every problem of it, or the ties that a world starts with."""

from pathlib import Path

import numpy as np
import pytest
from sides import two_sided

from paradiplomacy.scenarios.format import read, write
from paradiplomacy.scenarios.own_data.ties import Tie, read_ties
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


def test_a_table_that_is_moved_is_the_same_and_a_changed_one_is_not(tmp_path: Path) -> None:
    hashes = []
    for name, table in (("one", GOOD), ("two", GOOD), ("three", GOOD.replace("rome", "milan"))):
        (tmp_path / name).mkdir()
        hashes.append(write.scenario_hash(read.read(scenario_file(tmp_path / name, table))))
    assert hashes[0] == hashes[1] != hashes[2]


def test_ties_are_in_one_order_whatever_the_order_in_the_table(tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("city_b,city_a,note\nb,a,twinned\n", encoding="utf-8-sig")
    assert read_ties(file, {"a": "A", "b": "B"}) == [Tie(("a", "b"))]


def test_rows_about_several_issues_of_one_pair_are_one_tie_since_the_first(tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("city_a,city_b,issue,since,status\na,b,climate,2001,ended\nb,a,trade,1999-05,\n")
    assert read_ties(file, {"a": "A", "b": "B"}) == [Tie(("a", "b"), ("climate", "trade"), "1999-05", "in force")]


def test_a_tie_begins_in_the_month_and_with_the_issue_on_record(tmp_path: Path) -> None:
    table = "city_a,city_b,issue,since\nFRA:paris,ITA:rome,climate,1956-01\nJPN:tokyo,CHN:beijing,,\n"
    scenario = read.read(scenario_file(tmp_path, table))
    state = build.build(scenario, burn_in=False).state
    row = {identity: at for at, identity in enumerate(state.identities)}
    ends = two_sided(state.book).party
    (paris,) = np.flatnonzero((np.sort(ends, axis=1) == sorted((row["FRA:paris"], row["ITA:rome"]))).all(axis=1))
    # 54 years before January 2010, the start of the baseline.
    assert state.book.rows.in_force[paris] == state.book.rows.opened[paris] == -54 * 12
    assert [state.issues[k].name for k in np.flatnonzero(state.book.rows.agenda[paris])] == ["climate"]
    assert (state.book.rows.term_ends[: len(ends)] > state.month).all(), "renewed since, however old"


@pytest.mark.parametrize(("column", "value"), [("status", "ended"), ("status", "planned"), ("since", "2010-02")])
def test_a_tie_that_is_not_in_force_at_the_start_is_left_out_of_it(tmp_path: Path, column: str, value: str) -> None:
    scenario = read.read(scenario_file(tmp_path, f"city_a,city_b,{column}\nFRA:paris,ITA:rome,{value}\n"))
    state = build.build(scenario, burn_in=False).state
    assert all(max(pair) >= state.n_cities for pair in two_sided(state.book).party)


def test_a_table_with_records_of_nothing_gives_the_same_world_as_one_without(tmp_path: Path) -> None:
    tables = (
        GOOD,
        GOOD.replace("city_b\n", "city_b,issue,since\n").replace("rome\n", "rome,,\n").replace("jing\n", "jing,,\n"),
    )
    digests = [build.build(read.read(scenario_file(tmp_path, each)), burn_in=False).digest() for each in tables]
    assert digests[0] == digests[1]
