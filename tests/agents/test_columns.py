"""The columns, and how they are checked."""

import numpy as np
import pytest

from paradiplomacy.agents.columns import Actors, described, empty, problems
from paradiplomacy.agents.fields import Field

CITIES = 2
CHECKED = [name for name in Actors._fields if np.isfinite(described(name).low) or np.isfinite(described(name).high)]


def well() -> Actors:
    """Columns of two cities and a nation in which nothing is wrong."""
    columns = empty(3, 2)
    columns.term[:] = columns.veto_players[:] = 1
    return columns


def test_empty_columns_have_the_shape_and_type_that_they_declare() -> None:
    columns = empty(3, 2)
    shapes = {"one": (3,), "issue": (3, 2), "xyz": (3, 3), "words": (3, 2)}
    for name in Actors._fields:
        assert getattr(columns, name).shape == shapes[described(name).shape], name
    assert columns.key.dtype == np.uint64 and columns.nation.dtype == np.int32 and columns.gdp.dtype == np.float64


def test_nothing_is_wrong_with_columns_in_range() -> None:
    assert problems(well(), CITIES) == []


def test_there_are_columns_with_a_range() -> None:
    assert len(CHECKED) > 20


@pytest.mark.parametrize("name", CHECKED)
def test_a_value_out_of_range_is_named_with_its_row(name: str) -> None:
    known: Field = described(name)
    row = 2 if known.level == "nation" else 0
    columns = well()
    outside = known.low - 1 if np.isfinite(known.low) else known.high + 1
    getattr(columns, name)[row] = outside
    (found,) = problems(columns, CITIES)
    assert found.startswith(f"{name} of row {row} ")


@pytest.mark.parametrize("name", [name for name in CHECKED if getattr(well(), name).dtype == np.float64])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_a_problem(name: str, value: float) -> None:
    columns = well()
    getattr(columns, name)[2 if described(name).level == "nation" else 1] = value
    assert len(problems(columns, CITIES)) == 1


def test_what_is_of_nations_only_is_not_checked_of_cities() -> None:
    columns = well()
    columns.consent[0] = 9
    assert problems(columns, CITIES) == []


def test_every_column_says_what_it_is() -> None:
    for name in Actors._fields:
        assert described(name).about and described(name).unit, name
    with pytest.raises(KeyError):
        described("no_such_column")
