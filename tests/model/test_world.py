"""The world as a Mesa model."""

import numpy as np
import pytest

from paradiplomacy.model import world as module
from paradiplomacy.model.named import Named
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


def test_an_unknown_actor_is_refused_with_the_nearest_name(eventful: World) -> None:
    for actors, word in ((eventful.cities, "city"), (eventful.nations, "nation")):
        first = next(iter(actors))
        with pytest.raises(KeyError, match=f"unknown {word}, did you mean {first}"):
            actors[first + "x"]
        assert first + "x" not in actors and actors.get("Atlantis") is None
    with pytest.raises(KeyError, match="unknown city or nation, expected one of"):
        eventful.find("Atlantis")


@pytest.mark.parametrize("key", [3, None, ("Paris",), 1.5])
def test_what_is_not_text_names_no_actor(eventful: World, key: object) -> None:
    for actors in (eventful.cities, eventful.nations):
        with pytest.raises(KeyError, match="not text, expected the name or id of a"):
            actors[key]  # type: ignore[index]


def test_a_name_that_two_cities_have_means_neither(eventful: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, *_ = eventful.cities.values()
    for city in (one, other):
        monkeypatch.setattr(city, "name", "Birmingham")
    both = Named([one, other], "city")
    with pytest.raises(KeyError, match=f"'Birmingham': the name of 2 actors, expected one of {one.id}, {other.id}"):
        both["Birmingham"]
    assert "Birmingham" not in both and both[other.id] is other


@pytest.mark.parametrize("months", [-1, 1.5, 10_000, True, "3", float("nan")])
def test_a_number_of_months_that_cannot_be_run_is_refused(eventful: World, months: object) -> None:
    before = eventful.month
    with pytest.raises(ValueError, match=rf"months {months!r}: expected a whole number from 0 to {2400 - before}"):
        eventful.run(months)  # type: ignore[arg-type]
    assert eventful.month == before


def test_no_month_and_months_of_numpy_are_run(eventful: World) -> None:
    before = eventful.month
    eventful.run(0)
    eventful.run(np.int64(0))  # type: ignore[arg-type]
    assert eventful.month == before


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
