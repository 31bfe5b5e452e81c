"""A packed record looks like its record, to Python and to compiled code, and never shows columns that have moved."""

import copy
import pickle
from typing import NamedTuple

import numba
import numpy as np
import pytest

from paradiplomacy.agents.columns import Floats, Ints
from paradiplomacy.agents.packed import Packed, packed, updated


class Inner(NamedTuple):
    """A record inside another one."""

    count: Ints
    rate: float


class Outer(NamedTuple):
    """A record with everything that can be packed, and a word."""

    month: int
    table: Floats
    is_open: bool
    word: str
    inner: Inner
    run: np.uint64


def record(month: int = -3, rate: float = 0.1) -> Outer:
    inner = Inner(np.arange(4, dtype=np.int32), rate)
    return Outer(month, np.arange(6.0).reshape(2, 3), is_open=True, word="word", inner=inner, run=np.uint64(2**64 - 1))


def read(given: Outer) -> tuple[int, float, bool, int, int, float, int, np.uint64]:
    shape = given.table.shape
    return given.month, given.table[1, 2], given.is_open, shape[1], given.inner.count[3], given.inner.rate, 7, given.run


def write(given: Outer) -> None:
    given.table[0, 1] = 9.0
    given.inner.count[1:3] += 5


def test_compiled_code_reads_what_python_reads() -> None:
    expected = -3, 5.0, True, 3, 3, 0.1, 7, 2**64 - 1
    assert numba.njit(read)(packed(record())) == read(packed(record())) == read(record()) == expected
    assert packed(record()).word == "word"


def test_compiled_code_writes_into_the_columns_of_the_record() -> None:
    own = record()
    numba.njit(write)(packed(own))
    assert own.table[0, 1] == 9.0
    assert own.inner.count.tolist() == [0, 6, 7, 3]


def test_a_record_that_has_moved_is_found_where_it_is() -> None:
    once, compiled = packed(record()), numba.njit(read)
    compiled(once)
    later = record(month=5, rate=0.5)
    later = later._replace(table=np.full((2, 7), 8.0), is_open=False)
    assert compiled(updated(once, later)) == (5, 8.0, False, 7, 3, 0.5, 7, 2**64 - 1)
    assert len(compiled.signatures) == 1, "it is compiled once"


def test_a_column_of_another_kind_is_refused() -> None:
    once = packed(record())
    for wrong in (np.zeros((2, 3), dtype=np.int32), np.zeros(3), np.zeros((3, 2)).T):
        with pytest.raises(TypeError, match=r"column table of .* expected"):
            updated(once, record()._replace(table=wrong))


def test_equal_records_have_one_type_and_others_another() -> None:
    assert isinstance(packed(record()), Packed)
    one, other = (packed(record(month))._numba_type_ for month in (1, 2))
    assert one == other == pickle.loads(pickle.dumps(one))
    assert packed(record()._replace(table=np.zeros(3)))._numba_type_ != one
    assert packed(record().inner)._numba_type_ == one.places["inner"][1]


def test_what_is_not_there_is_an_error_and_a_copy_is_not_made_by_accident() -> None:
    with pytest.raises(AttributeError):
        packed(record()).salary  # noqa: B018
    with pytest.raises(numba.TypingError, match="salary"):
        numba.njit(lambda given: given.salary)(packed(record()))
    with pytest.raises(TypeError, match="address"):
        copy.deepcopy(packed(record()))
