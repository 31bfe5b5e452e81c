"""Probabilities that strike agreements, each by its own draw."""

import numpy as np

from paradiplomacy.model.agreements.strikes import strikes


def struck(which: np.ndarray, probability: float, month: int = 3) -> np.ndarray:
    keys, found = np.arange(4000, dtype=np.uint64), np.zeros(len(which), dtype=bool)
    strikes(np.uint64(month), keys, which, probability, found)
    return found


def test_the_share_that_is_struck_is_the_probability() -> None:
    everybody = np.arange(4000)
    for probability in (0.0, 0.2, 1.0):
        # Five standard errors of a share of 4,000 draws.
        error = 5.0 * np.sqrt(probability * (1.0 - probability) / 4000)
        assert abs(struck(everybody, probability).mean() - probability) <= error


def test_an_agreement_is_struck_whoever_else_is_asked_and_more_are_at_a_higher_probability() -> None:
    everybody, some = np.arange(4000), np.arange(17, 4000, 3)
    np.testing.assert_array_equal(struck(some, 0.3), struck(everybody, 0.3)[some])
    assert (struck(everybody, 0.3) <= struck(everybody, 0.5)).all()
    assert (struck(everybody, 0.3) != struck(everybody, 0.3, month=4)).any()
