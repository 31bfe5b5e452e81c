"""The search phase: which approaches open a negotiation."""

from collections.abc import Callable

import numpy as np
from sides import two_sided

from paradiplomacy.model.network.approaches import first_of_each_pair
from paradiplomacy.model.phases import search
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status
from paradiplomacy.model.world import update_networks

Maker = Callable[..., State]


def negotiations(state: State) -> np.ndarray:
    """Parties of the open negotiations after a month of search."""
    update_networks(state)
    search.act(state)
    return two_sided(state.book).party[state.book.live(Status.NEGOTIATING)]


def test_nobody_opens_or_is_drawn_into_more_negotiations_than_its_capacity(make_state: Maker) -> None:
    state = make_state(search__hazard=3.0, negotiation__capacity_city=2, negotiation__capacity_nation=3)
    number = np.bincount(negotiations(state).ravel(), minlength=state.n_actors)
    assert (number <= state.actors.capacity).all()
    assert (number[: state.n_cities] == 2).mean() > 0.5, "capacity is what limits most cities"


def test_without_capacity_nothing_opens(make_state: Maker) -> None:
    state = make_state(search__hazard=3.0, negotiation__capacity_city=0, negotiation__capacity_nation=0)
    assert not len(negotiations(state))


def test_a_pair_that_negotiates_does_not_open_a_second_negotiation(make_state: Maker) -> None:
    state = make_state(search__hazard=3.0, negotiation__capacity_city=50, negotiation__capacity_nation=50)
    for _ in range(2):
        found = np.sort(negotiations(state), axis=1)
        assert len(np.unique(found, axis=0)) == len(found)
        state.month += 1


def test_of_two_approaches_within_a_pair_the_earlier_one_counts() -> None:
    who, whom = np.array([4, 1, 2], dtype=np.int32), np.array([1, 4, 3], dtype=np.int32)
    assert first_of_each_pair(who, whom, np.array([1, 2, 0])).tolist() == [1, 2]
    assert first_of_each_pair(who, whom, np.array([2, 0, 1])).tolist() == [2, 0]
