"""The recorder of columns and totals."""

import numpy as np

from paradiplomacy.model.observe import observe
from paradiplomacy.model.recorder import Recorder
from paradiplomacy.model.state import State


def record(state: State, recorder: Recorder, month: int) -> None:
    state.month = month
    observe(state, recorder)


def test_a_recorded_month_does_not_change_with_the_columns(state: State) -> None:
    recorder = Recorder()
    before = state.actors.gdp.copy()
    record(state, recorder, 0)
    state.actors.gdp[:] *= 2.0
    record(state, recorder, 1)
    np.testing.assert_array_equal(recorder.actors["gdp"][0], before)
    np.testing.assert_array_equal(recorder.actors["gdp"][1], 2.0 * before)


def test_only_the_latest_columns_are_held_but_all_totals(state: State) -> None:
    recorder = Recorder()
    recorder.most = 2
    for month in range(5):
        state.actors.trust[:] = month / 10
        record(state, recorder, month)
    assert recorder.months == [0, 1, 2, 3, 4] and len(recorder.totals) == 5
    assert [float(column[0]) for column in recorder.actors["trust"]] == [np.float32(0.3), np.float32(0.4)]
    assert {len(columns) for columns in recorder.actors.values()} == {2}


def test_money_and_people_are_exact_and_shares_have_seven_digits(state: State) -> None:
    recorder = Recorder()
    record(state, recorder, 0)
    assert recorder.actors["gdp"][0].dtype == recorder.actors["population"][0].dtype == np.float64
    assert recorder.actors["trust"][0].dtype == np.float32
