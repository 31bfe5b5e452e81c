"""Preemption: its utility by hand, and one law for everything that provokes it."""

from collections.abc import Callable

import numpy as np
from tense import answered

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.preempt import OPTION, act, utility
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import LawStatus, Pressure

PRICE = np.array([1.0, 2.0])


def test_a_law_removes_the_cost_on_the_whole_issue_for_its_price(cases: Cases) -> None:
    np.testing.assert_allclose(utility(Response(preempt_cost=0.1), cases, PRICE), [-np.inf, 0.8 - 0.1 * 2.0])


def test_no_nation_preempts_twice_or_where_it_may_not(cases: Cases) -> None:
    twice = cases._replace(law_possible=np.zeros(2, dtype=bool))
    assert np.isneginf(utility(Response(), twice, PRICE)).all()
    assert np.isneginf(utility(Response(preemption=False), cases, PRICE)).all()


def test_agreements_that_provoke_the_same_law_provoke_it_once(state: State, written: Callable[[], list[str]]) -> None:
    some = answered(state, Pressure.PREEMPT)._replace(nation=np.full(2, state.n_cities, dtype=np.int32))
    act(state, some)
    assert state.actors.law[state.n_cities, 0] == LawStatus.IN_FORCE
    assert written().count("law_enacted") == 1
    assert OPTION.opposes and OPTION.threatens_grant
