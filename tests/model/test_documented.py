"""Every column of every public table is documented, and nothing else is."""

import pytest

import paradiplomacy
from paradiplomacy.experiments.results.store import TABLES as STORED
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.model.documented import TABLES


@pytest.fixture(scope="module")
def run() -> Run:
    small = {"world.cities": 20, "world.nations": 6, "search.burn_in": 0}
    return paradiplomacy.run("c40-paris", months=1, changes=small)


@pytest.mark.parametrize("name", STORED)
def test_the_columns_of_a_table_are_those_documented(run: Run, name: str) -> None:
    challenges = [column.removeprefix("challenge_need_") for column in run.monthly if "challenge_need_" in column]
    issues = [column.removeprefix("terms_") for column in run.events if column.startswith("terms_")]
    documented = [
        column.name.replace(f"_{word}", f"_{each}") if word in column.name else column.name
        for column in TABLES[name]()
        for word, known in (("ISSUE", issues), ("CHALLENGE", challenges))
        for each in (
            known if word in column.name else [None] if word == "ISSUE" and "CHALLENGE" not in column.name else []
        )
    ]
    assert sorted(documented) == sorted(run.tables[name].columns)
    for column in TABLES[name]():
        assert column.about and column.unit


@pytest.mark.parametrize("name", STORED)
def test_the_words_of_a_table_are_those_documented(run: Run, name: str) -> None:
    for column in TABLES[name]():
        if column.words:
            assert set(run.tables[name][column.name].dropna()) <= set(column.words)


def test_the_columns_of_the_challenges_are_those_documented() -> None:
    small = {"world.cities": 8, "world.nations": 2, "search.burn_in": 0}
    world = paradiplomacy.World.from_scenario("synthetic", changes=small)
    assert [column.name for column in TABLES["challenges"]()] == list(world.challenges)
