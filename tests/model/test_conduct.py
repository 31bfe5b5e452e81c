"""Conduct of city diplomacy."""

import numpy as np
import pytest
from sides import add_pairs

from paradiplomacy.model.conduct import WINDOW, conduct, divergence, mean_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Status


def act_of(state: State, city: int, alignment: float, visibility: float, *, signed: int) -> int:
    """An agreement of a city with city 1, on the first issue."""
    terms, sides = np.eye(1, len(state.issues)) / 2, {"alignment": (alignment, 0.0), "diplomacy": (Diplomacy.BYPASS, 0)}
    columns = {"status": Status.SIGNED, "signed": signed, "visibility": visibility, "terms": terms}
    (which,) = add_pairs(state.book, [[city, 1]], sides, **columns)
    return int(which)


def test_antagonism_is_salience_times_opposition_times_visibility_over_the_acts(make_state) -> None:
    state: State = make_state(search__stock=-20.0)
    act_of(state, 0, -0.8, 0.5, signed=state.month)
    act_of(state, 0, 0.3, 0.5, signed=state.month)  # in line with the nation: no opposition
    nation = int(state.actors.nation[0])
    found = conduct(state)
    expected = 0.5 * float(state.actors.salience[nation, 0]) * 0.8 * 0.5
    assert found.antagonism[0] == pytest.approx(expected) == found.antagonism[nation]
    assert np.isnan(found.antagonism[2]), "no act"
    assert found.classes[Diplomacy.BYPASS, [0, nation]].tolist() == [2, 2]
    assert found.classes[Diplomacy.PARALLEL_HARMONY].sum() == 0


def test_acts_before_the_window_do_not_count(make_state) -> None:
    state: State = make_state(search__stock=-20.0)
    act_of(state, 0, -0.8, 0.5, signed=state.month - WINDOW)
    assert np.isnan(conduct(state).antagonism).all()
    act_of(state, 0, -0.8, 0.5, signed=state.month - WINDOW + 1)
    assert conduct(state).classes[Diplomacy.BYPASS, 0] == 1


def test_divergence_is_the_salient_distance_from_the_nation(state: State) -> None:
    actors, n = state.actors, state.n_cities
    apart = np.abs(actors.position[:n] - actors.position[actors.nation[:n]])
    assert divergence.py_func(actors, n) == pytest.approx((actors.salience[:n] * apart).sum(axis=1).mean())


def test_ties_count_agreements_and_a_mean_of_nothing_is_zero(state: State) -> None:
    before = conduct(state).ties
    which = state.book.add([[0, 1], [0, 2]])
    state.book.rows.status[which] = Status.IN_FORCE
    assert (conduct(state).ties - before)[:4].tolist() == [2, 1, 1, 0]
    assert mean_of.py_func(np.zeros(0)) == 0.0 and mean_of.py_func(np.array([1.0, 2.0])) == 1.5
