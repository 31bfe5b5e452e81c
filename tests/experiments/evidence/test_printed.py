"""Verdicts read well on a terminal."""

import math

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.evidence.claim import Claim, Group, Library, Side
from paradiplomacy.experiments.evidence.printed import (
    band,
    compared,
    expected,
    family,
    interval,
    lines,
    number,
    result,
    share_inside,
    summary,
)
from paradiplomacy.experiments.evidence.runner import Evidence
from paradiplomacy.experiments.evidence.sample import Sample
from paradiplomacy.experiments.evidence.verdict import judge
from paradiplomacy.experiments.statistics.interval import estimate

CLAIM = Claim(
    "a", "a", "P1", Side("x", {"experiment": "this", "lever": 2}), Side("x", {"experiment": "that", "lever": 2})
)


def evidence(*values: list[float], is_joint: bool, **fields: object) -> Evidence:
    claims = tuple(CLAIM._replace(name=str(at), **fields) for at in range(len(values)))
    samples = [Sample(np.array([each]), pd.DataFrame(), 2.0, 1.0, len(each)) for each in values]
    group = Group("P1", "A group", "about it", "emergent" if is_joint else None)
    library = Library("l", "", "", (group,), claims, {}, is_joint=is_joint)
    return Evidence(library, judge(claims, samples), {})


@pytest.mark.parametrize(("value", "text"), [(0.12345, "0.123"), (12.0, "12.0"), (1234.5, "1234"), (math.nan, "none")])
def test_numbers_have_three_significant_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_an_interval_is_shown_where_there_is_one() -> None:
    assert interval(estimate(np.array([[1.0, 2.0, 3.0, 4.0, 5.0]]))) == "3.00 [1.04, 4.96]"
    assert interval(estimate(np.array([[3.0, 3.0]]))) == "3.00"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "above 0"),
        ({"direction": "falls"}, "below 0"),
        ({"direction": "between", "low": 1.0, "high": 2.0}, "1 to 2"),
        ({"direction": "between", "low": 3.0, "high": 3.0}, "3"),
        ({"direction": "between", "low": 1.0}, "at least 1"),
        ({"direction": "between"}, "any"),
    ],
)
def test_a_band_is_put_into_words(fields: dict[str, object], text: str) -> None:
    assert band(CLAIM._replace(**fields)) == text


def test_a_claim_says_what_it_compares_and_expects() -> None:
    assert compared(CLAIM) == "this, lever = 2 instead of that, lever = 2"
    assert expected(CLAIM) == "rises with this, lever = 2 instead of that, lever = 2"
    assert expected(CLAIM._replace(direction="no_change", within=0.5)).startswith("changes by at most 0.5 with")
    assert expected(CLAIM._replace(direction="between", low=0.0, high=1.0)) == "between 0 and 1"


def test_a_result_has_its_interval_and_pairs() -> None:
    (found,) = evidence([0.9, 0.95, 1.0, 1.05, 1.1], is_joint=False).verdicts
    assert result(found) == "+1 [+0.902, +1.1] from 1 (5 pairs)"
    assert result(found._replace(pairs=0)) == "no pair of runs has a value"


def test_a_group_judged_together_is_printed_with_its_verdict_and_marks_what_is_not_confirmed() -> None:
    text = list(lines(evidence([0.9, 0.95, 1.0, 1.05, 1.1], [-1.0, -0.4, 0.1, 0.6, 1.2], is_joint=True)))
    assert text[0] == "P1   emergent  undecided     about it"
    assert "<-" not in text[1] and text[2].endswith("<- undecided")
    assert text[-1] == "Confirmed: 0 of 1 emergent. Not confirmed: P1."


def test_single_claims_are_printed_with_their_results_and_record() -> None:
    found = evidence([0.9, 0.95, 1.0, 1.05, 1.1], is_joint=False, on_record="confirmed. +1", source="Somebody 2000")
    text = "\n".join(lines(found))
    assert "A group\n  0 (Somebody 2000): confirmed" in text
    assert "on record: confirmed. +1" in text
    assert summary(found) == "1 claims: 1 confirmed, 0 contradicted, 0 undecided."


def test_a_single_p_value_is_not_said_to_be_adjusted() -> None:
    assert family(1) == "The p-value is not adjusted: it is that of the only tested claim."
    assert family(2) == "P-values are adjusted for all 2 tested claims (Holm 1979)."


def test_the_share_of_runs_in_a_band_is_printed_for_bands_alone() -> None:
    (found,) = evidence([0.9, 0.95, 1.0, 1.05, 1.1], is_joint=True).verdicts
    band_ = found._replace(claim=found.claim._replace(is_criterion=True), inside=0.8)
    assert share_inside(band_) == "80%" and share_inside(found) == ""
    assert share_inside(band_._replace(inside=float("nan"))) == ""
