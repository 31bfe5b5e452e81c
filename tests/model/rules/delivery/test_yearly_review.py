"""The mean delivered share and its range, worked out by hand."""

import numpy as np
import pytest

from paradiplomacy.model.parameters import Delivery
from paradiplomacy.model.rules.delivery import LEAST, MOST, no_cases
from paradiplomacy.model.rules.delivery.yearly_review import deliver
from paradiplomacy.model.vocabulary import Form

PARAMETERS = Delivery(mean=0.6, reputation=0.3, support=0.2, depth=0.4, spread=0.1)


def delivered(noise: float) -> float:
    cases = no_cases(1)
    cases.reputation[:], cases.form[:], cases.support[:] = 0.5, Form.PROGRAMME, -1.0
    cases.depth[:], cases.noise[:] = 0.25, noise
    share = np.zeros(1)
    deliver(PARAMETERS, 0.05, cases, share)
    return float(share[0])


def test_the_share_is_its_mean_plus_spread_times_the_draw() -> None:
    mean = 0.6 + 0.3 * 0.5 + 0.05 * 2 - 0.2 - 0.4 * 0.25
    assert delivered(0.0) == pytest.approx(mean, rel=1e-12)
    assert delivered(1.5) == pytest.approx(mean + 0.15, rel=1e-12)


def test_draws_are_clipped_to_the_range() -> None:
    assert delivered(100.0) == MOST
    assert delivered(-100.0) == LEAST
