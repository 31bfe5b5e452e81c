"""A scope chooses the actors, issues and months that it names."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.chosen import FOREVER, choose
from paradiplomacy.scenarios.names.scope import EVERYTHING, parse


@pytest.fixture(scope="module")
def facts() -> World:
    """A world of the facts before its first month."""
    return World.from_scenario("c40-paris", seed=1, changes={"search.burn_in": 1})


def test_everything_is_chosen_by_default_but_the_burn_in(lively: World) -> None:
    chosen = choose(lively, EVERYTHING)
    assert chosen.everyone
    assert chosen.every_issue
    assert (chosen.first, chosen.last, chosen.among, chosen.kind) == (0, FOREVER, False, None)
    assert chosen.when(np.array([-1, 0, 59])).tolist() == [False, True, True]


def test_months_count_from_the_start_and_never_before_it(lively: World) -> None:
    chosen = choose(lively, parse("signed since 2016-07 until 2017-02"))
    assert (chosen.first, chosen.last) == (6, 13)
    assert choose(lively, parse("signed since 1999-01")).first == 0


def test_issues_are_chosen_by_name(lively: World) -> None:
    chosen = choose(lively, parse("signed on trade, climate"))
    names = [issue.name for issue in lively.state.issues]
    assert [name for name, flag in zip(names, chosen.issues, strict=True) if flag] == ["climate", "trade"]
    assert not chosen.every_issue


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Paris", {"FRA:paris"}),
        ("FRA:paris, DEU", {"FRA:paris", "DEU"}),
        ("USA", {"USA"}),
    ],
)
def test_actors_are_chosen_by_name_and_code(who: str, expected: set[str], facts: World) -> None:
    assert chosen_ids(facts, who) == expected


def test_groups_are_chosen_by_their_members(facts: World) -> None:
    nation = dict(zip(facts.state.identities, facts.state.actors.nation.tolist(), strict=True))
    nations = chosen_ids(facts, "nations")
    assert chosen_ids(facts, "cities") == set(facts.state.identities) - nations
    french = chosen_ids(facts, "cities:FRA")
    assert french == {each for each, home in nation.items() if home == nation["FRA"]} - {"FRA"}
    union = chosen_ids(facts, "eu")
    assert {"FRA", "DEU"} <= union < nations
    assert french < chosen_ids(facts, "cities:eu") < chosen_ids(facts, "cities")
    assert "FRA:paris" in chosen_ids(facts, "c40") < chosen_ids(facts, "cities")


def chosen_ids(world: World, who: str) -> set[str]:
    """The ids of the actors that a phrase chooses."""
    flags = choose(world, parse(f"signed of {who}")).actors
    return {identity for identity, flag in zip(world.state.identities, flags, strict=True) if flag}
