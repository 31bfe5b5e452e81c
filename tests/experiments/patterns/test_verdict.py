"""A pattern holds where its numbers lie in their bands and the null models are further from what was observed."""

import numpy as np
import pytest

from paradiplomacy.experiments.evidence.patterns.catalogue import Pattern, Statistic, curves, designs, patterns
from paradiplomacy.experiments.evidence.patterns.verdict import judge, names_of
from paradiplomacy.experiments.measures.registry import MEASURES

PATTERN = Pattern(
    "P0", "emergent", "a test", "ties", "nobody", (Statistic("a", 0.0, 1.0, 0.4), Statistic("b", 2.0, 4.0)), ("null",)
)
NOISE = np.random.default_rng(1).normal(0, 0.05, size=20)
VALUES = {"a": 0.5 + NOISE, "b": 3.0 + NOISE, "a_null": 0.9 + NOISE, "b_null": 3.0 + NOISE}


def test_within_its_bands_and_nearer_than_the_null_model_it_holds():
    found = judge(PATTERN, VALUES)
    assert found.holds and not found.why_not
    assert found.beaten["null"].mean == pytest.approx(0.8, abs=0.1)  # (0.5 - 0.1) / 0.5


def test_one_number_out_of_its_band_fails_it():
    found = judge(PATTERN, VALUES | {"b": 4.2 + NOISE})
    assert not found.holds and found.why_not == "b out of its band"


@pytest.mark.parametrize("null", [0.5, 0.3, 0.4])
def test_a_null_model_as_near_to_what_was_observed_fails_it(null):
    found = judge(PATTERN, VALUES | {"a_null": null + NOISE[::-1]})
    assert not found.holds and found.why_not == "no nearer than null"


def test_a_lead_that_may_be_chance_beats_nobody():
    luck = np.random.default_rng(8).normal(0, 0.12, size=20)
    found = judge(PATTERN, VALUES | {"a_null": 0.51 + luck - luck.mean()})
    lead = found.beaten["null"]
    assert lead.low < 0 < lead.mean and not found.holds


def test_a_number_that_no_run_gives_fails_it():
    assert not judge(PATTERN, VALUES | {"b": np.full(20, np.nan)}).holds


def test_runs_without_a_value_are_left_out():
    gaps = {name: np.where(np.arange(20) == 3, np.nan, values) for name, values in VALUES.items()}
    found = judge(PATTERN, gaps)
    assert found.holds and found.found[0].replicates == 19


def test_every_pattern_and_figure_is_read_off_measures_that_exist():
    known = {runs.name for runs in designs()}
    names = [pattern.name for pattern in patterns()]
    assert len(names) == len(set(names)) == 15
    for pattern in patterns():
        assert pattern.statistics and (pattern.design in known or pattern.kind == "theorem")
        assert pattern.kind == "theorem" or set(names_of(pattern)) <= set(MEASURES)
        assert all(each.low <= each.high for each in pattern.statistics)
        assert not pattern.nulls or any(each.observed is not None for each in pattern.statistics)
    for curve in curves():
        assert curve.design in known
        assert set(curve.measures + curve.of_null) <= set(MEASURES)
        assert len(curve.at) == len(curve.measures)
        assert len(curve.observed) in (0, len(curve.at))


def test_what_is_kept_out_of_the_fit_is_marked_so():
    kept_out = {pattern.name for pattern in patterns() if not pattern.fitted}
    assert {"P9", "P10", "P13"} <= kept_out
