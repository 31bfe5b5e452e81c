"""Each further veto player is one step less willing than the median voter."""

import numpy as np

from paradiplomacy.model.parameters import Ratification
from paradiplomacy.model.rules.ratification import Cases
from paradiplomacy.model.rules.ratification.veto_players import offsets


def test_three_veto_players_are_at_the_median_and_one_and_two_steps_below() -> None:
    cases = Cases(np.array([3, 1], dtype=np.int32), np.array([False, True]), np.zeros(2))
    offset, number = offsets(cases, Ratification(veto_step=0.7))
    np.testing.assert_allclose(offset, [[0.0, -0.7, -1.4]] * 2)
    assert number.tolist() == [3, 1]
