"""The values of a claim are those of runs that differ in nothing that the claim does not name."""

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.evidence.claim import Claim, Side
from paradiplomacy.experiments.evidence.sample import Runs, sample


def made(**changes: object) -> Runs:
    """Two values of a lever, two points of an uncertainty, two replicates; x tells which is which."""
    rows = [
        {"seed": 1, "experiment": "only", "lever": lever, "unknown": unknown, "replicate": replicate,
         "x": 100.0 * lever + 10.0 * unknown + replicate, "y": 1.0}
        for lever in (1, 2)
        for unknown in (1, 2)
        for replicate in (0, 1)
    ]  # fmt: skip
    runs = Runs(pd.DataFrame(rows), ("lever", "unknown"), ("lever",), {"lever": "int", "unknown": "int"})
    return runs._replace(**changes)


def claim(case: dict[str, object], against: dict[str, object] | float | None = None, **fields: object) -> Claim:
    other = Side("x", against) if isinstance(against, dict) else against
    return Claim("", "", "", Side("x", case), other, **fields)


def test_pairs_differ_only_in_what_is_named() -> None:
    found = sample(claim({"lever": 2}, {"lever": 1}), made())
    assert found.numbers.shape == (2, 2) and np.all(found.numbers == 100.0)
    assert (found.value - found.counterpart, found.pairs) == (100.0, 4)
    assert found.points["unknown"].tolist() == ["1", "2"]


def test_levers_that_are_not_named_are_averaged_within_a_replicate() -> None:
    found = sample(claim({"unknown": 2}, {"unknown": 1}), made())
    assert found.numbers.tolist() == [[10.0, 10.0]] and found.pairs == 4


def test_a_replicate_without_all_levers_is_left_out() -> None:
    runs = made()
    short = runs._replace(rows=runs.rows.drop(index=0))  # lever 1, unknown 1, replicate 0
    found = sample(claim({"unknown": 2}, {"unknown": 1}), short)
    assert found.numbers.tolist() == [[10.0]] and found.pairs == 3


def test_a_level_has_no_counterpart() -> None:
    found = sample(claim({"lever": 1}), made())
    assert found.numbers.tolist() == [[110.0, 111.0], [120.0, 121.0]] and np.isnan(found.counterpart)


def test_a_constant_is_subtracted() -> None:
    found = sample(claim({"lever": 1}, 110.0), made())
    assert found.numbers.tolist() == [[0.0, 1.0], [10.0, 11.0]] and found.counterpart == 110.0


def test_two_measures_of_the_same_runs_are_compared_run_by_run() -> None:
    runs = Claim("", "", "", Side("x", {"lever": 1}), Side("y", {"lever": 1}))
    assert sample(runs, made()).numbers.tolist() == [[109.0, 110.0], [119.0, 120.0]]


def test_a_point_met_twice_counts_once() -> None:
    runs = made()
    twice = runs._replace(rows=pd.concat([runs.rows, runs.rows], ignore_index=True))
    assert sample(claim({"lever": 2}, {"lever": 1}), twice).pairs == 4


def test_values_of_mixed_kinds_are_found_in_their_json_form() -> None:
    runs = made(kinds={"lever": "json"})
    runs = runs._replace(rows=runs.rows.assign(lever=['"a"' if each == 1 else "2" for each in runs.rows["lever"]]))
    assert sample(claim({"lever": 2}, {"lever": "a"}), runs).pairs == 4


def test_no_run_at_all_gives_no_value() -> None:
    found = sample(claim({"lever": 9}, {"lever": 1}), made())
    assert found.numbers.size == 0 and found.pairs == 0 and np.isnan(found.value)


@pytest.mark.parametrize("missing", ["x"])
def test_a_pair_without_a_value_is_left_out(missing: str) -> None:
    runs = made()
    runs.rows.loc[0, missing] = np.nan
    found = sample(claim({"lever": 2}, {"lever": 1}), runs)
    assert found.pairs == 3 and np.isnan(found.numbers).sum() == 1
