"""Courts rule on injunctions and on suspended statutes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tense import answered, tense

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses import apply
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.courts import chance_in_court, hear
from paradiplomacy.model.vocabulary import Pressure, Reply, Stage, StatuteKind, StatuteStatus


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_chance_in_court_rises_with_independence_between_its_ends(low, rise, independence) -> None:
    parameters = Response(court_low=low, court_high=low + (1 - low) * rise)
    chance = chance_in_court(parameters, independence)
    assert low - 1e-12 <= chance <= parameters.court_high + 1e-12
    assert chance <= chance_in_court(parameters, 1.0) + 1e-12


def in_court(pressure: Pressure, city_wins: bool) -> State:
    """A world with one dispute in court, whose courts always decide one way."""
    chance = 1.0 if city_wins else 0.0
    state = tense(months=4, response__statutes=False, response__court_low=chance, response__court_high=chance)
    pressed = answered(state, pressure, count=1)
    apply(state, pressed)
    of_statute = pressure is Pressure.ENFORCE
    number = acts.enact(state, int(pressed.nation[0]), StatuteKind.BAR) if of_statute else -1
    acts.open_disputes(state, pressed, np.full(1, Reply.LITIGATE, np.int8), number)
    return state


def hold(state: State) -> Stage:
    """Hold the next hearing; returns the stage of the dispute then."""
    state.month = int(state.disputes.rows.hearing[-1])
    hear(state)
    return Stage(state.disputes.rows.stage[-1])


def statute(state: State) -> StatuteStatus:
    return StatuteStatus(state.statutes.rows.status[state.disputes.rows.statute[-1]])


@pytest.mark.parametrize("city_wins", [True, False])
def test_a_city_that_wins_against_a_sanction_has_it_lifted(city_wins: bool) -> None:
    state = in_court(Pressure.SANCTION, city_wins)
    city = state.disputes.rows.city[-1]
    assert hold(state) is (Stage.WON if city_wins else Stage.LOST)
    assert (state.actors.sanctioned_until[city] > state.month) == (not city_wins)


def test_a_city_that_loses_its_injunction_leaves_the_statute_in_force() -> None:
    state = in_court(Pressure.ENFORCE, city_wins=False)
    assert hold(state) is Stage.LOST
    assert statute(state) is StatuteStatus.IN_FORCE


@pytest.mark.parametrize(("final", "status"), [(1.0, StatuteStatus.ANNULLED), (0.0, StatuteStatus.IN_FORCE)])
def test_a_suspended_statute_is_annulled_or_reinstated_by_the_final_ruling(final: float, status: StatuteStatus) -> None:
    state = in_court(Pressure.ENFORCE, city_wins=True)
    assert hold(state) is Stage.SUSPENDED
    assert statute(state) is StatuteStatus.SUSPENDED
    response = state.settings.response._replace(court_low=final, court_high=final)
    state.settings = state.settings._replace(response=response)
    assert hold(state) is (Stage.WON if final else Stage.LOST)
    assert statute(state) is status


def test_a_statute_that_was_repealed_before_the_final_ruling_stays_repealed() -> None:
    state = in_court(Pressure.ENFORCE, city_wins=True)
    hold(state)
    acts.repeal(state, int(state.disputes.rows.statute[-1]))
    assert hold(state) is Stage.WON
    assert statute(state) is StatuteStatus.REPEALED
