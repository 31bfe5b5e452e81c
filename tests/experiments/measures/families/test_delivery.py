"""Measures of delivery agree with the reviews in the ledger."""

import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import measure


def test_delivered_shares_are_those_of_the_reviews(lively: World) -> None:
    events = lively.events
    reviews = events[(events["kind"] == "reviewed") & (events["month"] >= 0)]
    shares = reviews["value"]
    assert len(shares) > 50
    assert measure("delivered_mean").of(lively) == pytest.approx(shares.mean())
    assert measure("delivered_below_zero").of(lively) == pytest.approx((shares < 0).mean())
    of_one = shares[reviews["actor"].str.startswith("N001:")]
    assert 0 < len(of_one) < len(shares)
    assert measure("delivered_mean of cities:N001").of(lively) == pytest.approx(of_one.mean())


def test_the_ranges_of_delivered_shares_add_up_to_one(lively: World) -> None:
    assert sum(measure(f"delivered_bin_{number}").of(lively) for number in range(8)) == pytest.approx(1.0)
