"""A conclusion is judged point by point over the uncertain parameters, under the same luck in both of its arms."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.conclusions.conclude import Conclusion, _found, design, questions


def runs(difference):
    """Runs of two arms that differ so much at each point; luck adds the same to both."""
    points = len(difference)
    told = pd.DataFrame({"a": np.arange(points, dtype=float), "b": np.tile([0.0, 1.0], points)[:points]})
    rows = [
        {"experiment": arm, "setting": at + points * side, "replicate": luck, "x": 10.0 * luck + side * difference[at]}
        for side, arm in enumerate(("this", "that"))
        for at in range(points)
        for luck in range(3)
    ]
    manifest = {"experiments": {"this": "", "that": ""}, "replicates": 3}
    settings = pd.concat([told, told], ignore_index=True)
    return SimpleNamespace(joined=pd.DataFrame(rows), settings=settings, manifest=manifest, columns=["a", "b"])


@pytest.mark.parametrize(
    ("difference", "holds", "verdict"),
    [
        ([1.0, 2.0, 3.0, 4.0], 4, "survives"),
        ([-1.0, -2.0, -3.0, -4.0], 0, "falls"),
        ([-1.0, 1.0, 2.0, 3.0], 3, "depends"),
    ],
)
def test_what_survives_is_what_holds_at_almost_all_points(difference, holds, verdict):
    made = runs(difference)
    found = _found(Conclusion(1, "that is more", ("x", "that"), ("x", "this")), made, made.settings[:4].to_numpy())
    assert (found.holds, found.points, found.verdict) == (holds, 4, verdict)
    assert found.difference.mean == pytest.approx(np.mean(difference))  # luck is common to both arms and goes out
    assert found.driver == ("a", pytest.approx(np.sign(difference[-1])))


def test_a_run_without_a_value_is_left_out():
    made = runs([1.0, 2.0, 3.0, 4.0])
    made.joined.loc[made.joined["setting"] == 5, "x"] = np.nan
    found = _found(Conclusion(1, "that is more", ("x", "that"), ("x", "this")), made, made.settings[:4].to_numpy())
    assert (found.holds, found.points) == (3, 3)


def test_every_conclusion_is_read_off_an_arm_and_a_measure_that_exist():
    made = design(4, 1, 1)
    ready = checked(made)
    assert {each.question for each in questions()} == {1, 2, 3, 4}
    for each in questions():
        for measure, arm in filter(None, (each.more, each.than)):
            assert measure in made.measures and arm in ready.bases
