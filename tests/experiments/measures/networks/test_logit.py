"""A logit agrees with its closed form."""

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks.logit import logit


def test_with_one_group_it_is_the_log_odds_and_with_two_their_difference() -> None:
    group = np.repeat([0.0, 1.0], [40, 60])
    happened = np.concatenate([np.arange(40) < 10, np.arange(60) < 45])
    found = logit(np.column_stack([np.ones(100), group]), happened)
    assert found.coefficient == pytest.approx([np.log(10 / 30), np.log(45 / 15) - np.log(10 / 30)], abs=1e-5)
    assert found.error == pytest.approx(
        [np.sqrt(1 / 10 + 1 / 30), np.sqrt(1 / 10 + 1 / 30 + 1 / 45 + 1 / 15)], abs=1e-4
    )
