"""Addresses: read back as written, and wrong ones are refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.rooms import LABELS, Name
from paradiplomacy.visualisation.session.address import Address, AddressError, assignment, parse, written
from paradiplomacy.visualisation.session.seed import SeedError


def values() -> st.SearchStrategy[object]:
    number = st.floats(allow_nan=False, allow_infinity=False, width=32)
    return st.one_of(st.booleans(), st.integers(-(2**40), 2**40), number, st.text(max_size=20))


@given(
    seed=st.integers(0, 2**63 - 1),
    month=st.integers(0, 2400),
    room=st.sampled_from([None, *LABELS]),
    changes=st.dictionaries(st.sampled_from(["a.b", 'events."A & B = C".date', "issues.climate.need"]), values()),
)
@settings(max_examples=80, deadline=None)
def test_an_address_reads_back_as_it_was_written(
    seed: int, month: int, room: Name | None, changes: dict[str, object]
) -> None:
    address = Address("c40-paris", None, seed, month, changes, room=room)
    text = written(address)
    assert text is not None and parse(text) == address


@pytest.mark.parametrize(
    ("query", "error", "message"),
    [
        ("scenario=nonsense", AddressError, "unknown scenario"),
        ("scenario=/etc/passwd", AddressError, "unknown scenario"),
        ("scenario=../library/baseline.toml", AddressError, "unknown scenario"),
        ("seed=-1", SeedError, "whole number"),
        ("seed=1&seed=2", AddressError, "occurs 2 times"),
        ("month=1e9", AddressError, "whole number"),
        ("month=99999999", AddressError, "from 0 to"),
        ("run=x", AddressError, "whole number"),
        ("room=cellar", AddressError, "unknown room 'cellar': expected one of story, explore, whatif, class"),
        ("evil=1", AddressError, "not part of an address"),
        ("set=nonsense", ScenarioError, "is not an assignment"),
        ("&&&", AddressError, "cannot be read"),
        ("x" * 9_000, AddressError, "at most"),
        ("set=a=1&" * 200, AddressError, "cannot be read"),
    ],
)
def test_a_wrong_address_is_refused_with_what_is_expected(query: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        parse(query)


def test_changes_are_written_as_the_command_line_reads_them() -> None:
    assert assignment("a.b", "x y") == 'a.b="x y"'
    assert change.parse_assignment(assignment("a.b", ("x", "y"))) == ("a.b", ["x", "y"])
