"""Measures of clubs agree with the register and the ledger."""

from dataclasses import replace

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.families import clubs
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.agreements.book import INSIDE
from paradiplomacy.model.records import select
from paradiplomacy.model.vocabulary import PartyStatus
from paradiplomacy.scenarios.format.change import apply
from paradiplomacy.scenarios.format.check import checked
from paradiplomacy.scenarios.format.read import read
from paradiplomacy.scenarios.format.scenario import Club
from paradiplomacy.scenarios.world import build


def test_clubs_are_averaged_over_the_cities_of_a_class_that_are_in_any() -> None:
    people, number = np.array([1e4, 2e4, 3e4, 1e6, 2e6]), np.array([0, 1, 2, 3, 5])
    assert clubs.mean_of_class(people, number, 5e3, 5e4) == 1.5
    assert clubs.mean_of_class(people, number, 5e5, np.inf) == 4.0
    assert np.isnan(clubs.mean_of_class(people, number, 5e4, 5e5))


def test_the_clubs_of_a_city_are_its_memberships(networks: World) -> None:
    state = networks.state
    rows = select(state.book.parties, state.register.everyone())
    number = {city.row: 0 for city in networks.cities.values()}
    for actor, status in zip(rows.actor.tolist(), rows.status.tolist(), strict=True):
        number[actor] += PartyStatus(status) in (PartyStatus.SIGNED, PartyStatus.BOUND, PartyStatus.IN_FORCE)
    assert INSIDE.sum() == 3
    for size in ("small", "middle", "large"):
        low, high = clubs.SIZES[size]
        some = [n for row, n in number.items() if n and low <= state.actors.population[row] < high]
        assert some
        assert measure(f"memberships_{size}").of(networks) == pytest.approx(np.mean(some))
    assert measure("memberships_rise").of(networks) > 0


def test_members_are_those_inside_and_joins_less_exits(networks: World) -> None:
    rows = networks.state.register.everyone()
    members = measure("club_members").of(networks)
    assert members == np.count_nonzero(INSIDE[networks.state.book.parties.status[rows]]) > 0
    before = measure("club_members until 2015-12").of(networks)
    assert members - before == measure("club_joins").of(networks) - measure("club_exits").of(networks)


def test_members_on_an_issue_are_those_of_the_clubs_that_cover_it(networks: World) -> None:
    table = networks.memberships
    inside = table[table["status"].isin(["signed", "bound", "in force"])]
    health = inside[inside["club"] == "Healthy cities"]
    assert measure("club_members on health").of(networks) == len(health) > 0
    of_one = health[health["actor"].str.startswith("N001:")]
    assert measure("club_members of cities:N001 on health").of(networks) == len(of_one) > 0


@pytest.fixture(scope="module")
def treaty_world() -> World:
    """A small world with an old club of cities, a younger one, and a treaty that is open a few months after its founding."""
    old = Club("old", "2010-01", ("cities",), members=("cities:N001",), good=0.01, standard=0.9, issues=("climate",))
    young = old._replace(name="young", founded="2016-06", members=(), settles=True, issues=("health",))
    treaty = Club(
        "treaty", "2016-03", ("nations",), "nation treaty", issues=("climate",), settles=True, bonus=0.2, clause=5,
        pace=8.0, opened="2016-08",
    )  # fmt: skip
    changes = {"world.cities": 40, "world.nations": 12, "membership.expulsion": 1.0, "months": 36}
    scenario = checked(replace(apply(read("synthetic"), changes), clubs=(young, old, treaty)))
    world = build.build(scenario, seed=2)
    world.run()
    return world


def test_the_first_club_is_the_oldest_whatever_its_place_in_the_scenario(treaty_world: World) -> None:
    events, members = treaty_world.events, treaty_world.memberships
    inside = members[(members["club"] == "old") & members["status"].isin(["signed", "bound", "in force"])]
    assert measure("first_club_members").of(treaty_world) == len(inside) > 0
    left = events[(events["kind"] == "club_left") & (events["club"] == "old") & (events["month"] >= 0)]
    assert measure("first_club_exits").of(treaty_world) == pytest.approx(len(left) / 3)
    assert len(left) > 0


def test_a_treaty_is_followed_from_its_founding(treaty_world: World) -> None:
    events = treaty_world.events[treaty_world.events["club"] == "treaty"]
    founded = events.loc[events["kind"] == "club_founded", "month"].min()
    force = events.loc[events["kind"] == "club_in_force", "month"].min()
    assert measure("treaty_months_to_force").of(treaty_world) == force - founded >= 5  # it is open after five months
    signed = events[(events["kind"] == "club_joined") & (events["month"] == founded)]["actor"]
    bound = events[(events["kind"] == "club_bound") & (events["month"] <= founded + 12)]["actor"]
    assert measure("treaty_ratified").of(treaty_world) == pytest.approx(signed.isin(bound).mean())
    assert signed.isin(bound).sum() > 0 and len(signed) > 5


def test_without_a_club_or_a_treaty_there_is_nothing_to_follow(lively: World) -> None:
    names = (
        "first_club_members",
        "first_club_exits",
        "treaty_months_to_force",
        "treaty_ratified",
        "members_before_exit",
    )
    assert all(np.isnan(measure(name).of(lively)) for name in names)
