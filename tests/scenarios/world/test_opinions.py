"""Opinions at the start: within their ranges, around the means that the scenario states, and leaders where it puts them."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.agents.columns import empty
from paradiplomacy.model.politics import urban_share_of_voters
from paradiplomacy.scenarios.format.scenario import Override
from paradiplomacy.scenarios.world import build
from paradiplomacy.scenarios.world.opinions import anchor, form_opinions, normalise, seat_leaders
from paradiplomacy.scenarios.world.start import Start

STILL = {
    "utility.need_spread": 0.0,
    "utility.salience_spread": 0.0,
    "politics.divergence_spread": 0.0,
    "politics.leader_spread": 0.0,
    "politics.divergence_scale": 0.5,
}


@pytest.fixture
def start(make: Callable[..., Start]) -> Start:
    """A world whose opinions are not drawn, but for the positions of nations."""
    made = make(STILL)
    form_opinions(made)
    return made


def test_without_spread_need_and_salience_are_those_of_the_issues(start: Start) -> None:
    issues = start.scenario.issues
    weights = np.array([issue.salience for issue in issues])
    for row in range(5):
        np.testing.assert_allclose(start.columns.need[row], [issue.need for issue in issues])
        np.testing.assert_allclose(start.columns.salience[row], weights / weights.sum())
    assert not start.columns.conviction.any()


def test_a_city_differs_from_its_hinterland_by_the_mean_divergence_and_the_nation_keeps_its_position(
    start: Start,
) -> None:
    columns, n = start.columns, start.cities.stop
    mean = 0.5 * np.array([issue.divergence for issue in start.scenario.issues])
    inside = (np.abs(columns.public) < 1.0).all(axis=1)
    gap = columns.public[:n] - columns.public[columns.nation[:n]]
    clear = inside[:n] & inside[columns.nation[:n]]
    assert clear.any()
    np.testing.assert_allclose(gap[clear], np.broadcast_to(mean, gap.shape)[clear])
    anchor(start)
    urban = urban_share_of_voters(columns, n, start.scenario.ratification.malapportionment)
    np.testing.assert_allclose(columns.anchor, columns.public + urban[:, None] * mean)


def test_salience_sums_to_1_and_is_equal_where_nothing_matters() -> None:
    columns = empty(3, 4)
    columns.salience[:2] = (1.0, 2.0, 3.0, 4.0), (0.0, 0.0, 0.0, 5.0)
    normalise(columns)
    np.testing.assert_allclose(columns.salience, [[0.1, 0.2, 0.3, 0.4], [0, 0, 0, 1], [0.25] * 4])


def test_a_leader_has_the_position_that_the_scenario_sets(make: Callable[..., Start]) -> None:
    override = Override(who="cities", position={"climate": 0.33})
    made = make({"search.burn_in": 0})
    state = build.state_of(made.scenario, build.stream_of(1), made.population)
    (k,) = state.lookup.issues(("climate",))
    before = state.actors.position.copy()
    seat_leaders(state, (override,))
    np.testing.assert_allclose(state.actors.position[:3, k], 0.33)
    others = np.delete(state.actors.position, k, axis=1)
    np.testing.assert_allclose(others, np.delete(before, k, axis=1))
    np.testing.assert_allclose(state.actors.position[3:], before[3:])
