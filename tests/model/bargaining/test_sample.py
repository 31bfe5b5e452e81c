"""A sample explains the share of the decisions that was asked for, one row each."""

import math

from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build

SMALL = {
    "world.cities": 30, "world.nations": 5, "months": 12, "search.burn_in": 1,
    "search.hazard": -1.0, "search.stock": 0.0, "search.hazard_nation": -2.0,
}  # fmt: skip


def a_small_world() -> World:
    """A small world."""
    return build.build(change.apply(read.read("synthetic"), SMALL), seed=5)


def test_the_share_that_is_explained_is_the_share_that_was_asked_for() -> None:
    some, every = a_small_world(), a_small_world()
    some.explain_decisions(0.4)
    every.explain_decisions(1.0)
    for world in (some, every):
        world.run(4)
    n = len(every.explanations)
    events = every.events[every.events["month"] >= 0]
    failed = (events["kind"] == "failed") & events["reason"].isin(["no zone", "chilled"])
    assert n == (events["kind"] == "signed").sum() + failed.sum()
    error = math.sqrt(0.4 * 0.6 / n)
    assert abs(len(some.explanations) / n - 0.4) < 4 * error
    assert set(some.explanations["agreement"]) < set(every.explanations["agreement"])


def test_a_row_has_the_two_sides_in_columns_and_the_smallest_change() -> None:
    world = a_small_world()
    world.explain_decisions(1.0)
    world.run(1)
    row = world.explanations.iloc[0]
    terms = ("material_gain", "trust", "partner_size", "distance", "complementarity", "effort", "identity")
    terms += ("national_pressure", "fixed_cost", "side_payment")
    for letter in "ab":
        assert math.isclose(sum(row[f"{term}_{letter}"] for term in terms), row[f"gain_{letter}"], abs_tol=1e-9)
        assert 0.0 <= row[f"win_set_{letter}"] <= 1.0
    assert (row["flip_attribute"] == "") == math.isnan(row["flip_size"])
