"""A reconciliation ends a rupture."""

from collections.abc import Callable

from paradiplomacy.model.events.reconciliation import Reconciliation
from paradiplomacy.model.events.rupture import Rupture
from paradiplomacy.model.relations import last_change, relation, relation_by_votes
from paradiplomacy.model.state import State

PAIR = {"date": "2016-01", "name": "It", "who": ("N001",), "others": ("N002",)}


def test_the_relation_is_that_of_the_votes_again_or_the_one_that_is_stated(after: Callable[..., State]) -> None:
    for stated in (None, 0.25):
        state = after(Rupture(**PAIR), Reconciliation(**PAIR, relation=stated))
        one, other, changes = state.lookup.row("N001"), state.lookup.row("N002"), state.relations.rows
        expected = relation_by_votes(state.actors, one, other) if stated is None else stated
        assert relation(state.actors, changes, one, other) == relation(state.actors, changes, other, one) == expected
        assert not changes.broken[last_change(changes, one, other)]


def test_it_is_described() -> None:
    assert Reconciliation(**PAIR).words() == "N001: reconciliation with N002, relation as their ideal points suggest"
    assert Reconciliation(**PAIR, relation=0.5).words() == "N001: reconciliation with N002, relation 0.5"
