"""A field knows the shape of its rows."""

import pytest

from paradiplomacy.agents.fields import Field, Shape


@pytest.mark.parametrize(
    ("shape", "width"), [("one", ()), ("pair", (2,)), ("xyz", (3,)), ("words", (2,)), ("issue", (5,))]
)
def test_a_row_has_the_shape_that_the_field_states(shape: Shape, width: tuple[int, ...]) -> None:
    assert Field("a field", shape=shape).width(5) == width
