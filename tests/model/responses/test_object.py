"""Objecting: its utility by hand, and that it changes nothing."""

from collections.abc import Callable

import numpy as np
from tense import answered

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.object import OPTION, act, utility
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Pressure, Status


def test_an_objection_removes_part_of_the_cost_for_its_price(cases: Cases) -> None:
    found = utility(Response(object_effect=0.4, object_cost=0.05), cases, np.array([1.0, 2.0]))
    np.testing.assert_allclose(found, [-np.inf, 0.4 * 0.5 - 0.05 * 2.0])


def test_an_objection_binds_nobody_and_costs_no_grant(state: State, written: Callable[[], list[str]]) -> None:
    some = answered(state, Pressure.OBJECT)
    before = state.actors.sanctioned_until.copy()
    act(state, some)
    assert (state.book.rows.status[some.agreement] == Status.IN_FORCE).all()
    np.testing.assert_array_equal(state.actors.sanctioned_until, before)
    assert written() == ["objected", "objected"]
    assert OPTION.opposes and not OPTION.threatens_grant
