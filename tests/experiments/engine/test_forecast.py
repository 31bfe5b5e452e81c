"""A forecast is not misled by the months in which code is compiled."""

import pytest

from paradiplomacy.experiments.engine.forecast import usual


def test_compiling_on_the_way_is_not_taken_for_what_a_month_takes() -> None:
    assert usual([1.0, 1.0, 2.0]) == pytest.approx(4 / 3)
    assert usual([60.0, 1.0, 1.0, 1.0, 1.0]) == pytest.approx(9 / 5)
