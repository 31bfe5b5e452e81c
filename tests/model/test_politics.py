"""Voters, elections and leaders."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.agents.packed import packed
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.month import month_of
from paradiplomacy.model.politics import hold_elections, take_positions, urban_share_of_voters
from paradiplomacy.model.state import State

Maker = Callable[..., State]


def test_the_urban_share_is_that_of_persons_with_a_malapportioned_hinterland(state: State) -> None:
    actors, n = state.actors, state.n_cities
    found = urban_share_of_voters(packed(actors), n, 2.0)
    for nation in range(n, state.n_actors):
        urban = actors.population[:n][actors.nation[:n] == nation].sum()
        rest = 2.0 * max(0.0, actors.population[nation] - urban)
        assert found[nation] == pytest.approx(urban / (urban + rest))
    assert not found[:n].any()


def test_the_voters_of_a_nation_have_the_mean_and_variance_of_its_cities_and_hinterland(state: State) -> None:
    actors, n, within = state.actors, state.n_cities, state.settings.ratification.constituent_spread
    weight = state.settings.ratification.malapportionment
    take_positions(month_of(state))
    for nation in range(n, state.n_actors):
        mine = np.flatnonzero(actors.nation[:n] == nation)
        rest = weight * max(0.0, actors.population[nation] - actors.population[mine].sum())
        weights = np.append(actors.population[mine], rest)
        publics = np.vstack([actors.public[mine], actors.public[nation]])
        mean = np.average(publics, axis=0, weights=weights)
        np.testing.assert_allclose(actors.median[nation], mean, atol=1e-9)
        between = np.average((publics - mean) ** 2, axis=0, weights=weights)
        np.testing.assert_allclose(actors.spread[nation], np.sqrt(within**2 + between), atol=1e-9)
    np.testing.assert_array_equal(actors.median[:n], actors.public[:n])
    assert (actors.spread[:n] == within).all()


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_a_leader_is_between_the_party_and_the_median_voter(make_state: Maker, weight: float) -> None:
    state = make_state(
        politics__party_weight_city=weight, politics__party_weight_nation=weight, politics__office_city=0.0,
        politics__office_nation=0.0, politics__divergence_scale=1.0,
    )  # fmt: skip
    actors = state.actors
    actors.conviction[:] = 0.0
    take_positions(month_of(state))
    party = np.clip(actors.median[actors.nation] + state.party_position[actors.party], -1, 1)
    np.testing.assert_allclose(actors.position, party if weight else actors.median, atol=1e-12)


def test_the_scale_multiplies_what_separates_a_mayor_from_the_government_beyond_their_voters(make_state: Maker) -> None:
    state = make_state()
    actors, n, mine = state.actors, state.n_cities, state.actors.nation[: state.n_cities]
    free, apart = np.abs(actors.position[mine]) < 1.0, {}
    for scale in (0.0, 0.25, 0.5):
        state.settings = state.settings._replace(politics=state.settings.politics._replace(divergence_scale=scale))
        take_positions(month_of(state))
        beyond_voters = actors.position - actors.median
        apart[scale] = beyond_voters[:n] - beyond_voters[mine]
        free &= np.abs(actors.position[:n]) < 1.0  # positions at the ends of the scale are clipped
    np.testing.assert_allclose(apart[0.0][free], 0.0, atol=1e-12)
    np.testing.assert_allclose(apart[0.5][free], 2.0 * apart[0.25][free], atol=1e-12)
    assert np.abs(apart[0.5][free]).max() > 0.1


def test_without_chance_the_nearest_party_wins(make_state: Maker) -> None:
    state = make_state(politics__vote_noise=0.0, politics__incumbency=0.0)
    actors, who = state.actors, np.arange(state.n_actors)
    hold_elections(state, who)
    platform = actors.median[actors.nation][:, None] + state.party_position[None]
    distance = (actors.salience[:, None] * np.abs(platform - actors.median[:, None])).sum(axis=2)
    np.testing.assert_array_equal(actors.party, distance.argmin(axis=1))


def test_with_enough_advantage_of_office_nobody_is_voted_out(make_state: Maker) -> None:
    state = make_state(politics__incumbency=2.0, politics__vote_noise=0.0)
    before, turned = state.actors.party.copy(), state.actors.turned.copy()
    hold_elections(state, np.arange(state.n_actors))
    np.testing.assert_array_equal(state.actors.party, before)
    np.testing.assert_array_equal(state.actors.turned, turned)
    assert (state.actors.next_election == state.month + state.actors.term).all()


def test_a_fixed_winner_takes_office_and_the_ledger_says_whether_it_is_another_party(state: State) -> None:
    who = np.array([0, 1])
    state.actors.party[who] = 0, 1
    hold_elections(state, who, np.array([1, 1], dtype=np.int32))
    log = state.ledger.events
    assert log.kind[-2:].tolist() == [Event.ELECTION] * 2
    assert log.detail[-2:].tolist() == [1, 1] and log.value[-2:].tolist() == [1.0, 0.0]
    assert state.actors.turned[0] == state.month and state.actors.turned[1] != state.month
