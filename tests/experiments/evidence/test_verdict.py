"""Every claim is judged by one rule: interval, stated side, and p-values adjusted for all claims judged together."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from paradiplomacy.experiments.evidence.claim import Claim, Region, Side
from paradiplomacy.experiments.evidence.sample import Sample
from paradiplomacy.experiments.evidence.verdict import Verdict, judge, p_value, reasons, together
from paradiplomacy.experiments.statistics.interval import estimate, holm

UP, DOWN, AROUND = [0.9, 0.95, 1.0, 1.05, 1.1], [-0.9, -0.95, -1.0, -1.05, -1.1], [-1.0, -0.4, 0.1, 0.6, 1.2]


def claim(name: str = "x", **fields: Any) -> Claim:
    return Claim(name, "", "group", Side("signed"), Side("signed"), **fields)


def drawn(values: list[float]) -> Sample:
    return Sample(np.array([values]), pd.DataFrame(), 0.0, 0.0, len(values))


def judged(values: list[float], **fields: Any) -> Verdict:
    (found,) = judge([claim(**fields)], [drawn(values)])
    return found


@pytest.mark.parametrize(
    ("values", "fields", "found"),
    [
        (UP, {"direction": "rises"}, "confirmed"),
        (DOWN, {"direction": "rises"}, "contradicted"),
        (AROUND, {"direction": "rises"}, "undecided"),
        (DOWN, {"direction": "falls"}, "confirmed"),
        (UP, {"direction": "falls"}, "contradicted"),
        (UP, {"direction": "no_change", "within": 2.0}, "confirmed"),
        (UP, {"direction": "no_change", "within": 0.5}, "contradicted"),
        (DOWN, {"direction": "no_change", "within": 0.5}, "contradicted"),
        (UP, {"direction": "no_change", "within": 1.05}, "undecided"),
        (UP, {"direction": "between", "low": 0.0, "high": 2.0}, "confirmed"),
        (UP, {"direction": "between", "low": 1.0, "high": 2.0}, "undecided"),
        (UP, {"direction": "between", "low": 2.0, "high": 3.0}, "contradicted"),
        (UP, {"direction": "between", "low": 0.0}, "confirmed"),
        ([1.0], {"direction": "rises"}, "undecided"),
        ([], {"direction": "rises"}, "undecided"),
        (UP[:4], {"direction": "rises"}, "undecided"),
        ([80.0] * 9, {"direction": "rises"}, "undecided"),
        ([0.0] * 9, {"direction": "no_change", "within": 0.0}, "undecided"),
        ([0.1 + 0.2, 0.3] * 9, {"direction": "rises"}, "undecided"),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_one_side(values, fields, found) -> None:
    assert judged(values, **fields).found == found


@given(
    st.lists(st.floats(-10, 10).map(lambda value: round(value, 3)), min_size=5, max_size=8, unique=True),
    st.floats(-5, 5).map(lambda value: round(value, 3)),
    st.floats(0.5, 5),
)
def test_p_up_to_a_twentieth_is_the_same_as_an_interval_on_one_side(values, low, width) -> None:
    """The slow twin: the p-value decides exactly as the interval does."""
    found, region = estimate(np.array([values])), Region(low, low + width, closed=True)
    inside = region.low <= found.low and found.high <= region.high
    outside = found.high < region.low or found.low > region.high
    edges = [abs(end - bound) for end in (found.low, found.high) for bound in region.bounds]
    if min(edges) > 1e-9:
        assert (p_value(region, found) <= 0.05) == (inside or outside)


def test_the_p_value_of_a_direction_is_that_of_the_t_test() -> None:
    assert judged(UP).p == pytest.approx(ttest_1samp(UP, 0.0).pvalue)
    assert judged(UP, direction="between", low=0.5).p == pytest.approx(ttest_1samp(UP, 0.5).pvalue)


def test_p_values_are_adjusted_over_all_claims_judged_together() -> None:
    values = [[0.2, 0.5, 1.0, 1.5, 1.9], UP, AROUND, [0.1, 0.4, 1.0, 1.4, 2.1]]
    alone = [judged(each) for each in values]
    found = judge([claim(str(at)) for at in range(4)], [drawn(each) for each in values])
    assert [each.p_adjusted for each in found] == pytest.approx(holm([each.p for each in alone]))
    assert alone[1].found == found[1].found == "confirmed"


def test_a_claim_that_is_confirmed_alone_may_be_undecided_among_many() -> None:
    weak = [0.1, 1.0, 1.2, 1.3, 0.4]
    assert judged(weak).found == "confirmed"
    crowd = judge([claim(str(at)) for at in range(9)], [drawn(weak), *[drawn(AROUND)] * 8])
    assert crowd[0].found == "undecided"


def test_a_criterion_has_no_p_value_and_does_not_count_among_the_tests() -> None:
    band = {"direction": "between", "low": 0.95, "high": 1.05, "is_criterion": True}
    found = judge([claim("band", **band), claim("test")], [drawn([0.97, 1.0, 1.02]), drawn(UP)])
    assert found[0].found == "confirmed" and math.isnan(found[0].p)
    assert found[1].p_adjusted == found[1].p
    assert judged([2.0, 2.1], **band).found == "contradicted"


def test_a_group_is_confirmed_where_all_its_claims_are() -> None:
    confirmed, contradicted, undecided = (judged(each) for each in (UP, DOWN, AROUND))
    assert together([confirmed, confirmed]) == "confirmed"
    assert together([confirmed, undecided]) == "undecided"
    assert together([contradicted, undecided]) == "contradicted"
    assert reasons([confirmed, undecided]) == ["x undecided"]


@pytest.mark.parametrize(("outside", "found"), [(2, "confirmed"), (3, "contradicted")])
def test_a_band_holds_if_most_runs_are_in_it_wherever_their_mean_is(outside: int, found: str) -> None:
    band = {"direction": "between", "low": 0.0, "high": 1.0, "is_criterion": True}
    far = judged([0.5] * (10 - outside) + [9.0] * outside, **band)
    assert far.found == found and far.estimate.mean > 1.0
    assert far.inside == pytest.approx(1 - outside / 10)
    # The mean of these is in the middle of the band, and hardly any of them is in the band.
    assert judged([-5.0, 6.0] * 5, **band).found == "contradicted"
