"""Copies of a negotiation with one attribute changed equal the negotiation of a changed world."""

import numpy as np
import pytest

from paradiplomacy.model.bargaining.explain import negotiation_of
from paradiplomacy.model.bargaining.variation import Attribute, Change, attributes_of, cases_with, rounded
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build


@pytest.fixture
def state() -> State:
    small = {"world.cities": 12, "world.nations": 3, "months": 2, "search.burn_in": 0}
    return build.build(change.apply(read.read("synthetic"), small), seed=3).state


def test_every_change_of_a_column_is_the_same_as_in_the_columns_themselves(state: State) -> None:
    negotiation = negotiation_of(state, 0, 5)
    changes = [
        Change(each, 0.5 * (each.value + (each.high if each.high < 1e3 else each.value * 2.0)))
        for each in attributes_of(state, negotiation)
        if each.actor is not None
    ]
    varied = cases_with(state, negotiation, changes)
    for c, made in enumerate(changes):
        column = getattr(state.actors, made.attribute.column)
        at = made.attribute.actor if made.attribute.issue is None else (made.attribute.actor, made.attribute.issue)
        before = column[at].copy()
        column[at] = made.value
        alone = cases_with(state, negotiation, [None])
        column[at] = before
        for one, other in zip(varied, alone, strict=True):
            np.testing.assert_array_equal(one[c], other[0], err_msg=made.attribute.column)


def test_factors_of_the_pair_scale_cost_and_benefit(state: State) -> None:
    negotiation = negotiation_of(state, 0, 5)
    cost, benefit = attributes_of(state, negotiation)[-2:]
    base, costly, rich, none = (
        cases_with(state, negotiation, [each])
        for each in (None, Change(cost, 3.0), Change(benefit, 2.0), Change(benefit, 1e-3))
    )
    np.testing.assert_allclose(costly.cost, 3.0 * base.cost)
    np.testing.assert_array_equal(costly.slope, base.slope)
    np.testing.assert_array_equal(rich.cost, base.cost)
    np.testing.assert_allclose(rich.received, 2.0 * base.received)
    # The slope is linear in the benefit: from a factor of 0.001 to 1 and 2 in proportion.
    np.testing.assert_allclose((rich.slope - base.slope) * 0.999, base.slope - none.slope, atol=1e-12)


def test_a_rounded_change_has_three_digits_and_goes_no_less_far() -> None:
    attribute = Attribute("trust", 0, None, 0.5, 0.0, 1.0, by_factor=False)
    assert rounded(Change(attribute, 0.612345)).value == pytest.approx(0.613)
    assert rounded(Change(attribute, 0.387655)).value == pytest.approx(0.387)
    assert rounded(Change(attribute, 0.99999)).value == 1.0


def test_sizes_are_shares_of_the_range_or_powers_of_ten() -> None:
    share = Attribute("trust", 0, None, 0.5, 0.0, 1.0, by_factor=False)
    factor = Attribute("gdp", 0, None, 20.0, 0.02, 20_000.0, by_factor=True)
    assert Change(share, 0.75).size == pytest.approx(0.25)
    assert Change(factor, 200.0).size == pytest.approx(1.0)
    assert factor.towards(20_000.0, 1.0) == pytest.approx(200.0)
    assert share.towards(0.0, 0.1) == pytest.approx(0.4)
    np.testing.assert_allclose(factor.along(2_000.0, 2), [200.0, 2_000.0])
