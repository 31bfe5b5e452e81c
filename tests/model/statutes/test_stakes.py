"""Stakes of a city under pressure and the gain of its mayor, worked out by hand."""

import numpy as np
import pytest
from sides import add_pairs
from tense import tense

from paradiplomacy.agents.columns import empty
from paradiplomacy.model.agreements.book import Book
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.notice import looked_at
from paradiplomacy.model.statutes.stakes import reply_cases, stakes_of, support_of
from paradiplomacy.model.vocabulary import Pressure, Reply


@pytest.fixture(scope="module")
def state() -> State:
    return tense(months=24, response__attention=0.0, response__endorse_cost=10.0, response__statutes=False)


def test_a_city_risks_part_of_its_grant_unless_its_nation_only_objects(state: State) -> None:
    state.actors.grant_share[0] = 0.25
    pressure = np.array([Pressure.OBJECT, Pressure.SANCTION, Pressure.ENFORCE], dtype=np.int8)
    expected = 25.0 * state.settings.response.sanction_share
    np.testing.assert_allclose(stakes_of(state, np.zeros(3, np.int32), pressure), [0.0, expected, expected])


def test_a_mayor_gains_from_standing_up_for_a_public_that_trusts_her_and_differs_from_the_nation() -> None:
    actors, book = empty(2, 3), Book(3)
    actors.salience[0], actors.trust[0] = (0.2, 0.3, 0.5), 0.8
    actors.public[0], actors.position[1] = (0.9, 0.1, 0.9), (0.4, 0.6, 0.0)
    add_pairs(book, [[0, 1]], terms=[[0.5, 0.5, 0.0]])
    support = np.zeros(1)
    city, nation = np.zeros(1, np.int32), np.ones(1, np.int32)
    support_of(actors, book.parties, np.arange(1), city, nation, 2.0, support)
    assert support[0] == pytest.approx(2.0 * 0.8 * (0.2 * 0.5) / (0.2 + 0.3))


def test_the_facts_of_a_reply_are_in_the_order_of_the_cities_under_pressure(state: State) -> None:
    noticed = looked_at(state)
    pressure = np.full(len(noticed.city), Pressure.SANCTION, dtype=np.int8)
    cases = reply_cases(state, noticed, pressure)
    response, court = state.settings.response, state.actors.court[noticed.nation]
    np.testing.assert_allclose(cases.winning, response.court_low + (response.court_high - response.court_low) * court)
    np.testing.assert_array_equal(cases.stakes, stakes_of(state, noticed.city, pressure))
    assert cases.noise.shape == (len(noticed.city), len(Reply))
    assert (cases.gain > 0).mean() > 0.5
