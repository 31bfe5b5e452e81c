"""The economy: closed forms where there is no chance."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.figures import Figures
from paradiplomacy.model.phases import economy
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status

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


def test_agreements_pay_once_what_they_return_in_a_year_and_take_it_back_when_they_end(make_state: Maker) -> None:
    state = make_state(**STEADY | {"economy__dividend": 1.0, "economy__growth": 0.0, "economy__budget_share": 0.1})
    parties, running = state.book.parties, state.book.live(Status.IN_FORCE)
    everybody = state.book.parties_of(running)
    city = int(np.bincount(parties.actor[everybody])[: state.n_cities].argmax())
    actors, nation = state.actors, int(state.actors.nation[city])
    mine = everybody[parties.actor[everybody] == city]
    parties.returned[mine[:2]] = 0.5, -0.2
    before = actors.gdp.copy()
    for _ in range(3):
        economy.act(state)
    # 0.3 % of a budget of a tenth of GDP.
    np.testing.assert_allclose(actors.gdp[city], before[city] * (1 + 0.001 * 0.3))
    np.testing.assert_allclose(actors.gdp[nation] - before[nation], actors.gdp[city] - before[city], rtol=1e-6)
    rest = np.delete(np.arange(state.n_actors), [city, nation])
    np.testing.assert_array_equal(actors.gdp[rest], before[rest])
    state.book.rows.status[parties.agreement[mine]] = Status.DORMANT
    economy.act(state)
    np.testing.assert_allclose(actors.gdp[city], before[city], rtol=1e-6)


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


def observed(state: State, gdp: list[float], population: list[float]) -> State:
    """Give the first nation annual figures, relative to what it is, and the others none."""
    figures = []
    for column, path in ((state.actors.gdp, gdp), (state.actors.population, population)):
        annual = np.full((len(path), state.n_actors - state.n_cities), np.nan)
        annual[:, 0] = column[state.n_cities] * np.array(path)
        figures.append(annual)
    state.figures = Figures(*figures)
    return state


def test_a_nation_passes_through_its_annual_figures_and_follows_the_trend_afterwards(make_state: Maker) -> None:
    changes = STEADY | {"economy__growth_spread": 0.2, "economy__urbanisation": 0.02}
    state = observed(make_state(**changes), [1.0, 1.5, 1.2], [1.0, 1.1, 1.3])
    nation, actors = state.n_cities, state.actors
    gdp, people = float(actors.gdp[nation]), float(actors.population[nation])
    state.month = -12
    year(state)
    assert (actors.gdp[nation], actors.population[nation]) == (gdp, people), "nothing moves in the burn-in"
    for output, inhabitants in ((1.5, 1.1), (1.2, 1.3)):
        year(state)
        np.testing.assert_allclose(actors.gdp[nation], gdp * output)
        np.testing.assert_allclose(actors.population[nation], people * inhabitants)
    year(state)
    np.testing.assert_allclose(actors.population[nation], people * 1.3 * 1.01)


def test_cities_share_the_observed_growth_of_their_nation(make_state: Maker) -> None:
    state = observed(make_state(**STEADY | {"economy__growth_spread": 0.2}), [1.0, 1.5], [1.0, 1.1])
    state.month = 0
    inside = state.actors.nation[: state.n_cities] == state.n_cities
    gdp, people = (column[: state.n_cities].copy() for column in (state.actors.gdp, state.actors.population))
    year(state)
    np.testing.assert_allclose((state.actors.gdp[: state.n_cities] / gdp)[inside], 1.5)
    np.testing.assert_allclose((state.actors.population[: state.n_cities] / people)[inside], 1.1)
    assert not np.isclose((state.actors.gdp[: state.n_cities] / gdp)[~inside], 1.5).any()


def test_figures_can_be_left_aside(make_state: Maker) -> None:
    state = observed(make_state(**STEADY | {"economy__observed": False}), [1.0, 1.5], [1.0, 1.1])
    gdp = state.actors.gdp.copy()
    state.month = 0
    year(state)
    np.testing.assert_allclose(state.actors.gdp, gdp * 1.03)
