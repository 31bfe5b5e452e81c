"""Sanctions: their utility by hand, and how long they last."""

from collections.abc import Callable

import numpy as np
from tense import answered

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.sanction import OPTION, act, utility
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Pressure

PRICE = np.array([1.0, 2.0])


def test_a_sanction_removes_part_of_the_cost_for_its_price(cases: Cases) -> None:
    found = utility(Response(sanction_effect=0.7, sanction_cost=0.1), cases, PRICE)
    np.testing.assert_allclose(found, [-np.inf, 0.7 * 0.5 - 0.1 * 2.0])


def test_no_nation_withholds_grants_where_it_may_not(cases: Cases) -> None:
    assert np.isneginf(utility(Response(sanctions=False), cases, PRICE)).all()


def test_a_second_sanction_replaces_the_first(state: State, written: Callable[[], list[str]]) -> None:
    some = answered(state, Pressure.SANCTION)
    act(state, some)
    state.month += 3
    act(state, some)
    expected = state.month + state.settings.response.sanction_months
    assert (state.actors.sanctioned_until[some.city] == expected).all()
    assert written() == ["sanctioned"] * 4
    assert OPTION.opposes and OPTION.threatens_grant
