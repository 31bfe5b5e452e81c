"""Options of nations: found in their folder, applied to whoever chose them, and a new file is all that a new one needs."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tense import answered

from paradiplomacy.model import responses
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.phases import response
from paradiplomacy.model.responses.option import where_opposed
from paradiplomacy.model.rules.response import Cases
from paradiplomacy.model.rules.response.four_options import choose
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Pressure
from paradiplomacy.model.world import update_networks

REFORM = '''
"""Reform: the nation cuts the city's autonomy, which settles everything."""

from paradiplomacy.model.responses.option import Option, where_opposed
from paradiplomacy.model.vocabulary import Pressure


def utility(response, cases, price):
    return where_opposed(cases, cases.cost_of_ignoring + 9.0)


def act(state, answered):
    state.actors.autonomy[answered.city] = 0.125


OPTION = Option(Pressure.OBJECT, act, opposes=True, utility=utility)
'''


@pytest.fixture
def reform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a temporary folder that declares an option, in the place of objecting."""
    (tmp_path / "reform_of_a_test.py").write_text(REFORM, encoding="utf-8")
    monkeypatch.setattr(responses, "__path__", [*responses.__path__, str(tmp_path)])
    monkeypatch.setitem(responses.OPTIONS, Pressure.OBJECT, responses.found()[Pressure.OBJECT])


def test_every_choice_but_ignoring_is_an_option_in_the_order_of_codes() -> None:
    assert list(responses.OPTIONS) == sorted(set(Pressure) - {Pressure.IGNORE, Pressure.ENFORCE})
    assert {Pressure.OBJECT, Pressure.ENFORCE} <= set(responses.opposing()) <= set(Pressure) - {Pressure.ENDORSE}
    assert set(responses.threatening()) < set(responses.opposing()), "a grant is at stake in a dispute only"


def test_each_agreement_gets_the_response_that_was_chosen_for_it(
    state: State, written: Callable[[], list[str]]
) -> None:
    some = answered(state, Pressure.IGNORE, count=3)
    some = some._replace(pressure=np.array([Pressure.SANCTION, Pressure.IGNORE, Pressure.OBJECT], dtype=np.int8))
    responses.apply(state, some)
    assert written() == ["objected", "sanctioned"]
    assert state.ledger.events.agreement[-2:].tolist() == [some.agreement[2], some.agreement[0]]


def test_what_opposes_a_city_needs_terms_that_run_against_the_nation(cases: Cases) -> None:
    np.testing.assert_array_equal(where_opposed(cases, np.full(2, 0.7)), [-np.inf, 0.7])


@pytest.mark.usefixtures("reform")
def test_an_option_in_a_new_file_is_weighed_applied_and_replied_to(state: State) -> None:
    state.settings = state.settings._replace(response=Response(noise=0.0001))
    state.book.parties.endorsed[:] = False
    update_networks(state)
    before = len(state.disputes)
    for _ in range(12):
        response.respond(state)
        state.month += 1
    opened = state.disputes.rows.city[before:]
    assert len(opened)
    assert (state.actors.autonomy[opened] == 0.125).all()
    assert (state.disputes.rows.pressure[before:] == Pressure.OBJECT).all()


def test_an_option_that_the_default_rule_does_not_consider_is_never_chosen(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = np.full(2, Pressure.OBJECT, dtype=np.int8)
    for code, option in responses.OPTIONS.items():
        monkeypatch.setitem(responses.OPTIONS, code, option._replace(utility=None))
    choose(Response(noise=0.0, endorse_cost=0.0), cases, choice)
    assert choice.tolist() == [Pressure.IGNORE, Pressure.IGNORE]
