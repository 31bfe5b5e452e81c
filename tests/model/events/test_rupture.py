"""A rupture changes the relations of two groups of nations in both directions."""

from collections.abc import Callable

from paradiplomacy.model.events.rupture import Rupture
from paradiplomacy.model.state import State

BREAK = {"date": "2016-01", "name": "It", "who": ("N001", "N002"), "others": ("N002", "N003")}


def test_each_pair_breaks_in_both_directions_and_nobody_with_itself(after: Callable[..., State]) -> None:
    state = after(Rupture(**BREAK, relation=-0.5))
    rows, names = state.relations.rows, state.identities
    pairs = [(names[one], names[other]) for one, other in zip(rows.one, rows.other, strict=True)]
    expected = [("N001", "N002"), ("N001", "N003"), ("N002", "N003")]
    assert pairs == [pair for one, other in expected for pair in ((one, other), (other, one))]
    assert rows.relation.tolist() == [-0.5] * 6 and rows.broken.tolist() == [1] * 6


def test_it_is_described() -> None:
    assert Rupture(**BREAK).words() == "N001, N002: rupture with N002, N003, relation -1"
