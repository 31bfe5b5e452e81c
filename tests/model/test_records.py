"""Records of columns are cut to some of their cases, without sharing memory."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.model.records import select


class Record(NamedTuple):
    """Two columns."""

    one: np.ndarray
    two: np.ndarray


def test_flags_and_numbers_choose_the_same_cases_of_every_column() -> None:
    record = Record(np.arange(4), np.arange(8.0).reshape(4, 2))
    by_flag, by_number = select(record, np.array([True, False, False, True])), select(record, np.array([0, 3]))
    for some in (by_flag, by_number):
        assert isinstance(some, Record)
        assert some.one.tolist() == [0, 3]
        assert some.two.tolist() == [[0.0, 1.0], [6.0, 7.0]]
        assert some.two.flags.c_contiguous
    by_number.two[:] = -1.0
    assert record.two.min() == 0.0
