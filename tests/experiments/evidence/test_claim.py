"""The values that agree with a claim follow from its direction."""

import math

import pytest

from paradiplomacy.experiments.evidence.claim import Claim, Side


def claim(**fields: object) -> Claim:
    return Claim("", "", "", Side("x", {"experiment": "this"}), **fields)


@pytest.mark.parametrize(
    ("fields", "agreeing", "others", "bounds"),
    [
        ({"direction": "rises"}, (0.1, 1e9), (0.0, -1.0), (0.0,)),
        ({"direction": "falls"}, (-0.1,), (0.0, 1.0), (0.0,)),
        ({"direction": "no_change", "within": 1.0}, (-1.0, 0.0, 1.0), (1.1, -1.1), (-1.0, 1.0)),
        ({"direction": "no_change"}, (0.0,), (0.1, -0.1), (0.0,)),
        ({"direction": "between", "low": 1.0, "high": 2.0}, (1.0, 2.0), (0.9, 2.1), (1.0, 2.0)),
        ({"direction": "between", "low": 1.0}, (1.0, 9.9), (0.9,), (1.0,)),
        ({"direction": "between"}, (-9.0, 9.0), (), ()),
    ],
)
def test_a_region_holds_what_agrees_with_the_claim(fields, agreeing, others, bounds) -> None:
    region = claim(**fields).region
    assert all(region.has(value) for value in agreeing)
    assert not any(region.has(value) for value in (*others, math.nan))
    assert region.bounds == bounds


def test_a_number_is_named_by_its_measure_and_its_cases() -> None:
    assert claim().number == "x of this"
    assert claim(against=Side("x", {"experiment": "that"}), ratio=True).number == "x, this over that"
    assert Claim("", "", "", Side("x")).number == "x"
