"""The table of patterns: each reads its numbers off runs that exist, with bands in order."""

import pytest

from paradiplomacy.experiments.evidence.libraries.catalogue import Pattern, Statistic, curves, patterns, runs
from paradiplomacy.experiments.measures.registry import measure


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_a_pattern_has_runs_bands_and_measures_that_exist(pattern: Pattern) -> None:
    arms = {each.name: set(each.arms) for each in runs()}
    # A theorem may be solved without a run.
    assert pattern.design in arms or (pattern.kind == "theorem" and not pattern.design)
    for each in pattern.statistics:
        assert each.low <= each.high
        assert {each.of, each.over} - {""} <= arms.get(pattern.design, set())
    assert not pattern.design or all(measure(name) for name in pattern.measures)


def test_the_measures_of_null_models_come_after_the_patterns_own() -> None:
    made = Pattern("P", "emergent", "x", "x", "x", (Statistic("a", 0, 1), Statistic("b", 0, 1)), nulls=("n", "m"))
    assert made.measures == ("a", "b", "a_n", "b_n", "a_m", "b_m")


def test_shared_tables_cannot_be_changed() -> None:
    assert patterns() is patterns()
    assert all(isinstance(pattern.statistics, tuple) and isinstance(pattern.nulls, tuple) for pattern in patterns())
    assert all(isinstance(curve.measures, tuple) and len(curve.at) == len(curve.measures) for curve in curves())
