"""Measures of clubs agree with the register and the ledger."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.families import clubs
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.agreements.book import INSIDE
from paradiplomacy.model.records import select
from paradiplomacy.model.vocabulary import PartyStatus


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
