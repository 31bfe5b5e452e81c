"""The smallest change that reverses a decision, where it can be worked out (whole runs: test_explain.py)."""

import numpy as np
import pytest

from paradiplomacy.model.bargaining.explain import negotiation_of
from paradiplomacy.model.bargaining.flip import decide, find_flip, in_names
from paradiplomacy.model.bargaining.variation import attributes_of, cases_with
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build


@pytest.fixture(scope="module")
def state() -> State:
    small = {"world.cities": 12, "world.nations": 3, "months": 2, "search.burn_in": 0, "utility.benefit_scale": 0.6}
    return build.build(change.apply(read.read("synthetic"), small), seed=3).state


PAIRS = [(a, b) for a in range(3) for b in range(a + 1, 6)]


def test_both_kinds_of_decision_are_reversed_by_the_change_found(state: State) -> None:
    seen = set()
    for pair in PAIRS:
        negotiation = negotiation_of(state, *pair)
        agreed = bool(decide(state, cases_with(state, negotiation, [None]))[0])
        found = find_flip(state, negotiation, agreed)
        assert found is not None
        assert bool(decide(state, cases_with(state, negotiation, [found]))[0]) != agreed
        half = found.attribute.value + 0.5 * (found.value - found.attribute.value)
        nearer = type(found)(found.attribute, float(half))
        assert bool(decide(state, cases_with(state, negotiation, [nearer]))[0]) == agreed
        seen.add(agreed)
    assert seen == {True, False}


def test_a_change_is_described_with_names(state: State) -> None:
    negotiation = negotiation_of(state, 0, 1)
    attributes = attributes_of(state, negotiation)
    need = next(each for each in attributes if each.column == "need" and each.actor == 0)
    pair = next(each for each in attributes if each.actor is None)
    from paradiplomacy.model.bargaining.variation import Change

    flip = in_names(state, Change(need, need.high))
    assert (flip.attribute, flip.actor) == ("need", state.names[0])
    assert flip.issue in [issue.name for issue in state.issues]
    assert (flip.before, flip.after) == (need.value, need.high)
    assert np.isclose(flip.size, (need.high - need.value) / (need.high - need.low))
    assert in_names(state, Change(pair, 2.0)).actor == ""
