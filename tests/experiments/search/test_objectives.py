"""Objectives of a search, by hand."""

import math

import numpy as np
import pytest

from paradiplomacy.experiments.design.design import Search, Target
from paradiplomacy.experiments.search.objectives import (
    front_of,
    improvement,
    misfit,
    objectives_of,
    robust,
    satisfied,
)

VALUES = np.array([[1.0, 5.0], [3.0, 4.0], [2.0, 9.0]])
"""Three settings at two points."""


def test_one_number_for_many_points() -> None:
    np.testing.assert_allclose(robust(VALUES, 1.0, "mean"), [3.0, 3.5, 5.5])
    np.testing.assert_allclose(robust(VALUES, 1.0, "worst"), [5.0, 4.0, 9.0])
    np.testing.assert_allclose(robust(VALUES, -1.0, "worst"), [-1.0, -3.0, -2.0])
    # The best at each point are 1 and 4; to be maximised, 3 and 9.
    np.testing.assert_allclose(robust(VALUES, 1.0, "regret"), [1.0, 2.0, 5.0])
    np.testing.assert_allclose(robust(VALUES, -1.0, "regret"), [4.0, 5.0, 1.0])


def test_a_failed_run_spoils_its_own_setting_only() -> None:
    values = np.array([[1.0, math.nan], [3.0, 4.0]])
    for over in ("mean", "worst", "regret"):
        found = robust(values, 1.0, over)
        assert math.isnan(found[0]) and not math.isnan(found[1])
    assert front_of(np.array([[math.nan], [3.0]])).tolist() == [False, True]
    assert satisfied({"m": values}, [Target("m", at_most=4.0)]).tolist() == [0.5, 1.0]


def test_the_misfit_is_in_units_of_the_tolerances() -> None:
    targets = (Target("a", value=2.0, tolerance=0.5), Target("b", value=0.0, tolerance=2.0), Target("a", at_least=9.0))
    found = misfit({"a": np.array([[2.5]]), "b": np.array([[4.0]])}, targets)
    assert found[0, 0] == pytest.approx(math.sqrt((1.0**2 + 2.0**2) / 2))


def test_the_share_of_points_at_which_all_targets_are_met() -> None:
    measured = {"a": np.array([[1.0, 2.0, 3.0, 4.0]]), "b": np.array([[0.0, 0.0, 1.0, 0.0]])}
    assert satisfied(measured, [Target("a", at_least=2.0), Target("b", value=0.0, tolerance=0.5)]).tolist() == [0.5]
    assert math.isnan(satisfied(measured, [])[0])


def test_the_front_is_what_nothing_dominates() -> None:
    scores = np.array([[0.0, 3.0], [1.0, 1.0], [2.0, 2.0], [3.0, 0.0], [1.0, 1.0]])
    assert front_of(scores).tolist() == [True, True, False, True, True]


def test_an_improvement_is_in_shares_of_the_range() -> None:
    before = np.array([[4.0], [2.0]])
    assert improvement(before, np.vstack([before, [[1.0]]])) == pytest.approx(1.0 / 3.0)
    assert improvement(before, np.vstack([before, [[3.0]]])) == 0.0
    plane = np.array([[0.0, 4.0], [4.0, 0.0]])
    assert improvement(plane, np.vstack([plane, [[1.0, 1.0]]])) == pytest.approx(3.0 / 4.0)


def test_objectives_are_those_of_the_design() -> None:
    found = objectives_of(Search(minimise=("a",), maximise=("b",)), (Target("c", value=1.0, tolerance=1.0),))
    assert [(each.name, each.sign) for each in found] == [("a", 1.0), ("b", -1.0), ("misfit", 1.0)]
    assert not objectives_of(Search(), (Target("c", at_least=1.0),))
