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


def spelled_out(column: str, known: dict[str, list[str]]) -> list[str]:
    """Return the columns that a documented one describes: one for each name if it has a place for names."""
    for word, names in known.items():
        if word in column:
            return [column.replace(f"_{word}", f"_{name}") for name in names]
    return [column]


@pytest.mark.parametrize("name", STORED)
def test_the_columns_of_a_table_are_those_documented(run: Run, name: str) -> None:
    challenges = [column.removeprefix("challenge_need_") for column in run.monthly if "challenge_need_" in column]
    issues = [column.removeprefix("terms_") for column in run.events if column.startswith("terms_")]
    known = {"ISSUE": issues, "CHALLENGE": challenges}
    documented = [each for column in TABLES[name]() for each in spelled_out(column.name, known)]
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
