"""Members after an exit, clubs by size of city and stable coalitions are read off as their definitions say."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.evidence.patterns.validation import chosen, needed
from paradiplomacy.experiments.measures import joining as memberships
from paradiplomacy.experiments.measures.coalitions import stable_coalition
from paradiplomacy.model.clubs.register import INSIDE
from paradiplomacy.model.vocabulary import PartyStatus


@pytest.fixture(scope="module")
def networks() -> World:
    """A drawn world of cities of all sizes, a year on."""
    world = World.from_scenario("city-networks", seed=3, changes={"world.cities": 400, "search.candidates": 16})
    world.run(months=12)
    return world


def test_members_at_the_end_of_a_month_are_those_who_came_less_those_who_went():
    months, change = np.array([-3, 0, 2, 2, 5]), np.array([1, 1, 1, -1, 1])
    assert [memberships.inside_after(months, change, when) for when in (-4, -3, 1, 2, 5)] == [0, 1, 2, 2, 3]


def test_clubs_are_averaged_over_the_cities_of_a_class_that_are_in_any():
    people, clubs = np.array([1e4, 2e4, 3e4, 1e6, 2e6]), np.array([0, 1, 2, 3, 5])
    assert memberships.memberships_by_size(people, clubs, 5e3, 5e4) == 1.5
    assert memberships.memberships_by_size(people, clubs, 5e5, np.inf) == 4.0
    assert np.isnan(memberships.memberships_by_size(people, clubs, 5e4, 5e5))


def test_the_clubs_of_a_city_are_its_rows_inside(networks):
    state = networks.state
    rows = state.register.members.rows
    count = {city.row: 0 for city in networks.cities.values()}
    for actor, status in zip(rows.actor.tolist(), rows.status.tolist(), strict=True):
        count[actor] += PartyStatus(status) in (PartyStatus.SIGNED, PartyStatus.BOUND, PartyStatus.IN_FORCE)
    assert INSIDE.sum() == 3
    for size, (low, high) in memberships.CLASSES.items():
        some = [n for row, n in count.items() if n and low <= state.actors.population[row] < high]
        assert some
        assert memberships.memberships(networks, size) == pytest.approx(np.mean(some))
    assert memberships.rise_with_size(networks) > 0


def test_without_an_exit_there_is_no_growth_after_it(networks):
    assert memberships.exit_of_a_nation(networks) is None
    assert np.isnan(memberships.growth_after_exit(networks, 2))


def test_after_an_exit_the_own_city_clubs_are_counted_from_the_ledger():
    changes = {"search.hazard": -30.0, "search.stock": -30.0, "search.hazard_nation": -30.0}
    world = World.from_scenario("us-climate-exit", seed=2, changes=changes)
    world.run(months=33)
    nation, month = memberships.exit_of_a_nation(world)
    assert world.state.identities[nation] == "USA"
    clubs = memberships.own_city_clubs(world, nation)
    assert len(clubs) == 1
    rows = world.state.register.members.rows
    inside = np.count_nonzero(INSIDE[rows.status] & (rows.club == clubs[0]))
    assert memberships.members_beside_exit(world, world.month - month) == inside > 0
    assert memberships.growth_after_exit(world, 0) == 1.0


@pytest.mark.parametrize("n", [3, 4, 17, 60])
def test_three_stay_in_a_coalition_of_any_number(n):
    assert stable_coalition(n, 0.7, 2.0, 0.3, seed=n) == 3


def test_a_theorem_needs_no_run():
    assert [pattern.name for pattern in chosen(["P12"])] == ["P12"] and not needed(["P12"])
