"""The world as a Mesa model."""

import numpy as np
import pytest

from paradiplomacy.model import world as module
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status
from paradiplomacy.model.world import PHASES, World, one_month, update_networks


def test_a_month_runs_every_phase_once_in_the_order_of_the_list(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    names = [name for name, _ in PHASES]
    monkeypatch.setattr(module, "PHASES", tuple((name, lambda _, name=name: ran.append(name)) for name in names[::-1]))
    month = state.month
    one_month(state)
    assert ran == names[::-1] and state.month == month + 1


def test_ties_leave_out_what_is_only_negotiated_and_dealings_do_not(state: State) -> None:
    book = state.book.rows
    book.status[:2] = Status.NEGOTIATING, Status.DORMANT
    update_networks(state)
    assert 0 not in state.ties.agreement and 1 in state.ties.agreement
    assert {0, 1} <= set(state.dealings.agreement.tolist())


def test_actors_are_found_by_name_and_by_id(eventful: World) -> None:
    city = next(iter(eventful.cities.values()))
    assert eventful.find(city.name) is eventful.find(city.id) is city
    assert city.nation is eventful.nations[city.nation.id] and city in city.nation.cities
    with pytest.raises(KeyError):
        eventful.find("Atlantis")


def test_an_explanation_needs_two_actors_and_issues_that_exist(eventful: World) -> None:
    first, second, *_ = eventful.cities
    with pytest.raises(ValueError, match="expected two actors"):
        eventful.explain(first, first)
    with pytest.raises(ValueError, match="unknown issue 'tea'; expected some of climate"):
        eventful.explain(first, second, issues=("tea",))


def test_the_agents_are_views_of_the_columns(eventful: World) -> None:
    city = next(iter(eventful.cities.values()))
    assert city.gdp == eventful.state.actors.gdp[city.row]
    assert eventful.month == len(eventful.monthly) - 2 == 48
    assert np.array_equal(eventful.monthly["month"], np.arange(-2, 48))
