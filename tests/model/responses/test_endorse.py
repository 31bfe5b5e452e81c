"""Endorsing: its utility by hand, and its effect."""

from collections.abc import Callable

import numpy as np
from sides import two_sided
from tense import answered

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses.endorse import OPTION, act, utility
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Pressure


def test_a_nation_endorses_only_what_serves_it_at_a_cost(cases: Cases) -> None:
    found = utility(Response(endorse_cost=0.1), cases, np.full(2, 9.0))
    np.testing.assert_allclose(found, [0.3 - 0.1, -np.inf])


def test_an_endorsement_is_entered_and_asks_no_reply(state: State, written: Callable[[], list[str]]) -> None:
    some = answered(state, Pressure.ENDORSE)
    act(state, some)
    endorsed = two_sided(state.book).endorsed[some.agreement]
    assert endorsed[:, 0].all() and not endorsed[:, 1].any()
    assert written() == ["endorsed", "endorsed"]
    assert not OPTION.opposes and not OPTION.threatens_grant
