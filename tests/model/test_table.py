"""Tables that grow at their end."""

import copy
from typing import Annotated, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.table import Table


class Columns(NamedTuple):
    """One column of each width."""

    number: Annotated[NDArray[np.int32], Field("a number")]
    pair: Annotated[NDArray[np.float64], Field("two numbers", shape="pair")]
    issue: Annotated[NDArray[np.bool_], Field("a flag per issue", shape="issue")]


def test_columns_have_the_width_and_type_that_they_declare() -> None:
    table = Table(Columns, 3, {"pair": np.nan})
    table.append(2, number=5)
    rows = table.rows
    assert [column.shape for column in rows] == [(2,), (2, 2), (2, 3)]
    assert [column.dtype for column in rows] == [np.int32, np.float64, np.bool_]
    assert rows.number.tolist() == [5, 5] and np.isnan(rows.pair).all() and not rows.issue.any()


@pytest.mark.parametrize("sizes", [[1] * 200, [63, 1, 1], [64, 64], [500], [0, 65, 0]])
def test_a_table_keeps_every_row_however_it_grows(sizes: list[int]) -> None:
    table, written = Table(Columns, 1, {}), 0
    for size in sizes:
        new = table.append(size, number=np.arange(written, written + size))
        assert new.tolist() == list(range(written, written + size))
        written += size
    assert len(table) == written
    assert table.rows.number.tolist() == list(range(written))


def test_writing_to_the_rows_writes_the_table() -> None:
    table = Table(Columns, 1, {})
    table.append(3)
    table.rows.number[1] = 9
    table.append(100)
    assert table.rows.number[:3].tolist() == [0, 9, 0]


def test_what_is_written_to_the_rows_of_a_copy_stays_when_it_grows_and_leaves_the_original_alone() -> None:
    table = Table(Columns, 1, {})
    table.append(3)
    assert table.rows.number.tolist() == [0, 0, 0]
    other = copy.deepcopy(table)
    other.rows.number[1] = 9
    other.append(1)
    assert other.rows.number.tolist() == [0, 9, 0, 0]
    assert table.rows.number.tolist() == [0, 0, 0]


def test_a_new_row_is_blank_even_where_an_old_view_was_written() -> None:
    table = Table(Columns, 1, {"number": -7})
    table.append(1, number=1)
    table.rows.number[:] = 4
    table.append(1)
    assert table.rows.number.tolist() == [4, -7]


def test_a_table_that_is_refilled_with_fewer_rows_forgets_the_rest() -> None:
    table = Table(Columns, 1, {"pair": np.nan})
    table.append(3, number=[1, 2, 3], pair=7.0)
    table.refill({name: column[:1] for name, column in table.rows._asdict().items()})
    assert table.rows.number.tolist() == [1]
    table.append(1, number=9)
    assert table.rows.number.tolist() == [1, 9] and np.isnan(table.rows.pair[1]).all()


def test_what_compiled_code_writes_into_the_room_and_counts_is_in_the_table() -> None:
    table = Table(Columns, 1, {"number": -7})
    table.append(1, number=1)
    table.reserve(100)
    table.room.number[1] = 2
    assert table.rows.number.tolist() == [1]
    table.filled[0] = 3
    assert table.rows.number.tolist() == [1, 2, -7]


def test_more_rows_counted_than_there_is_room_for_is_an_error() -> None:
    table = Table(Columns, 1, {})
    table.filled[0] = 65
    with pytest.raises(MemoryError, match="65 rows are counted, and 64 have room"):
        table.rows  # noqa: B018 - looking is what fails
