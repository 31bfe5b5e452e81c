"""Prospects: whom each actor may approach, and at what hazard."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.agents.preferences import kilometres_between
from paradiplomacy.model.network.prospects import CELLS, CITY_UNIT, Prospects, need_of
from paradiplomacy.model.state import State

Maker = Callable[..., State]


def of(prospects: Prospects, i: int) -> dict[int, float]:
    """The prospects of an actor and their hazards."""
    at = slice(prospects.first[i], prospects.first[i + 1])
    return dict(zip(prospects.candidate[at].tolist(), prospects.hazard[at].tolist(), strict=True))


def test_in_a_small_world_everybody_considers_its_level_and_cities_some_nations(make_state: Maker) -> None:
    state = make_state(search__candidates=64, search__foreign_candidates=2)
    n, cities, nations = state.n_actors, set(range(state.n_cities)), set(range(state.n_cities, state.n_actors))
    for i in range(n):
        found = set(of(state.prospects, i))
        if i >= state.n_cities:
            assert found == nations - {i}
            continue
        assert found & cities == cities - {i}
        assert int(state.actors.nation[i]) in found and len(found & nations) == 3


def test_the_hazard_of_two_cities_is_their_gravity(state: State) -> None:
    actors, search = state.actors, state.settings.search
    for i, j in ((0, 1), (5, 30)):
        sizes = [math.log(actors.population[row] / CITY_UNIT) for row in (i, j)]
        apart = kilometres_between(*actors.place[i], *actors.place[j])
        log_hazard = search.hazard + search.size * sum(sizes)
        log_hazard += (search.distance + search.approach_distance) * math.log(max(10.0, apart))
        log_hazard += search.capital * (actors.capital[i] + actors.capital[j])
        log_hazard += search.democracy * (actors.democracy[i] + actors.democracy[j])
        log_hazard += search.autocracy * bool(actors.democracy[i] < 0.5 and actors.democracy[j] < 0.5)
        log_hazard += search.language * bool((actors.language[i] & actors.language[j]).any())
        log_hazard += search.same_nation * (actors.nation[i] == actors.nation[j])
        log_hazard += actors.activity[i] + actors.activity[j]
        assert of(state.prospects, i)[j] == pytest.approx(0.5 * math.exp(log_hazard))
        assert of(state.prospects, j)[i] == pytest.approx(of(state.prospects, i)[j])


def test_a_city_turns_to_its_own_nation_at_a_rate_per_need(state: State) -> None:
    own = of(state.prospects, 0)[int(state.actors.nation[0])]
    assert own == state.settings.search.hazard_own_nation
    assert need_of.py_func(state.actors, 0) == pytest.approx(float(state.actors.salience[0] @ state.actors.need[0]))


def test_in_a_large_world_prospects_are_limited_and_near_ones_are_preferred(make_state: Maker) -> None:
    most = 40
    state = make_state(world__cities=400, search__candidates=most)
    of_cities = [[j for j in of(state.prospects, i) if j < state.n_cities] for i in range(state.n_cities)]
    limit = sum(cells * max(1, int(most * share / cells)) for _, cells, share in CELLS)
    assert max(map(len, of_cities)) <= limit
    assert all(i not in found for i, found in enumerate(of_cities))
    place = state.actors.place
    near = np.mean([(place[found] @ place[i]).mean() for i, found in enumerate(of_cities) if found])
    assert near > (place[: state.n_cities] @ place[: state.n_cities].T).mean() + 0.1
