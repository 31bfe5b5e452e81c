"""The economy: closed forms where there is no chance."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.phases import economy
from paradiplomacy.model.state import State

Maker = Callable[..., State]
STEADY = {
    "economy__growth_spread": 0.0, "economy__urbanisation": 0.0, "economy__dividend": 0.0, "economy__growth": 0.03,
    "economy__population_growth": 0.01,
}  # fmt: skip


def year(state: State) -> None:
    for _ in range(12):
        economy.act(state)
        state.month += 1


def test_without_anything_else_output_and_people_follow_their_trends(make_state: Maker) -> None:
    state = make_state(**STEADY)
    gdp, people = state.actors.gdp.copy(), state.actors.population.copy()
    year(state)
    np.testing.assert_allclose(state.actors.gdp, gdp * 1.03)
    np.testing.assert_allclose(state.actors.population, people * 1.01)


def test_effort_pays_a_city_its_dividend_and_its_nation_the_same_amount(make_state: Maker) -> None:
    state = make_state(**STEADY | {"economy__dividend": 0.12, "economy__growth": 0.0})
    actors, nation = state.actors, int(state.actors.nation[0])
    actors.effort[:] = 0.0
    actors.effort[0] = 0.5
    before = actors.gdp.copy()
    economy.act(state)
    np.testing.assert_allclose(actors.gdp[0], before[0] * (1 + 0.12 / 12 * 0.5))
    np.testing.assert_allclose(actors.gdp[nation] - before[nation], actors.gdp[0] - before[0], rtol=1e-6)
    rest = np.delete(np.arange(state.n_actors), [0, nation])
    np.testing.assert_array_equal(actors.gdp[rest], before[rest])


def test_a_sanction_costs_only_as_long_as_it_lasts(make_state: Maker) -> None:
    state = make_state(**STEADY | {"economy__growth": 0.0, "economy__sanction_loss": 1.0})
    actors = state.actors
    actors.grant_share[0], actors.sanctioned_until[0] = 0.4, state.month + 1
    before = float(actors.gdp[0])
    economy.act(state)
    loss = 0.4 * state.settings.response.sanction_share / 12
    np.testing.assert_allclose(actors.gdp[0], before * (1 - loss))
    state.month += 1
    economy.act(state)
    np.testing.assert_allclose(actors.gdp[0], before * (1 - loss))


def test_cities_share_the_shock_of_their_nation(make_state: Maker) -> None:
    state = make_state(**STEADY | {"economy__growth_spread": 0.1})
    before = state.actors.gdp.copy()
    economy.act(state)
    growth = state.actors.gdp / before
    n = state.n_cities
    np.testing.assert_allclose(growth[:n], growth[state.actors.nation[:n]])
    assert len(np.unique(growth[n:].round(9))) == state.n_actors - n
