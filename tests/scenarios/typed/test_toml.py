"""A typed record as TOML: the standard library's reader gives the same values back."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.toml import to_toml, value_toml

PLAIN = st.one_of(
    st.booleans(), st.integers(-(2**62), 2**62), st.floats(allow_nan=False, allow_infinity=False), st.text()
)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8
)


@given(VALUES)
def test_every_value_reads_back_as_it_was(value: Any) -> None:
    assert tomllib.loads(f"x = {value_toml(value)}")["x"] == value


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (1e16, "1e+16"), ({}, "{}"), ("\x7f", '"\\u007f"')])
def test_values_are_written_as_toml_writes_them(value: Any, text: str) -> None:
    assert value_toml(value) == text


def test_a_record_reads_back_and_keys_can_be_left_out(recipe: type) -> None:
    cook = recipe.__annotations__  # the format has values, a group and lists of tables
    assert {"title", "oven", "cooks", "steps"} <= set(cook)
    made = recipe(title='A "cake"', serves=6, amounts={"two words": 1, "list": [1, 2]})
    text = to_toml(made)
    assert tomllib.loads(text) == {key: value for key, value in as_data(made).items() if value != []}
    assert text.index("title") < text.index("[oven]"), "values come before every table"
    assert "serves" not in to_toml(made, leave_out=("serves",))
