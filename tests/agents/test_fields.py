"""A field knows the shape of its rows."""

import pytest

from paradiplomacy.agents.fields import Field, Shape


@pytest.mark.parametrize(
    ("shape", "width"), [("one", ()), ("pair", (2,)), ("xyz", (3,)), ("words", (2,)), ("issue", (5,))]
)
def test_a_row_has_the_shape_that_the_field_states(shape: Shape, width: tuple[int, ...]) -> None:
    assert Field("a field", shape=shape).width(5) == width


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field("a field"), ""),
        (Field("a field", "share", 0, 1), " from 0 to 1 (share)"),
        (Field("a field", low=0), " of at least 0"),
        (Field("a field", "months", high=12), " of at most 12 (months)"),
    ],
)
def test_range_and_unit_are_said_without_what_there_is_not(field: Field, words: str) -> None:
    assert field.words() == words
