"""Relations follow from ideal points until a dated event changes them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.agents.columns import empty
from paradiplomacy.model.relations import no_changes, relation

POINTS = st.floats(-5, 5)


def between(one: float, other: float, *changes: tuple[int, int, float]) -> float:
    actors, table = empty(2, 1), no_changes(1)
    actors.ideal_point[:] = one, other
    for first, second, value in changes:
        table.append(1, one=first, other=second, relation=value)
    return relation(actors, table.rows, 0, 1)


@given(POINTS, POINTS)
def test_a_relation_falls_with_the_distance_from_1_to_minus_1(one: float, other: float) -> None:
    found = between(one, other)
    assert found == between(other, one)
    assert found == pytest.approx(max(-1.0, 1.0 - abs(one - other) / 2.0))
    assert between(one, one) == 1.0


def test_the_last_change_of_an_ordered_pair_holds() -> None:
    assert between(0.0, 0.0, (0, 1, -1.0)) == -1.0
    assert between(0.0, 0.0, (0, 1, -1.0), (0, 1, 0.25)) == 0.25
    assert between(0.0, 0.0, (1, 0, -1.0)) == 1.0, "the other direction"


def test_the_facts_give_rivals_a_negative_and_allies_a_positive_relation() -> None:
    from paradiplomacy.scenarios.world.facts import table

    points = {row["iso3"]: float(row["ideal_point"]) for row in table("nations")}
    assert between(points["USA"], points["CHN"]) < -0.3 < 0.2 < between(points["USA"], points["DEU"])
    assert np.isfinite(list(points.values())).all() and len(points) == 159
