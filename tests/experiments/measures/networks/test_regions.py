"""Ties by region are compared with those on record, region by region."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.experiments.measures.networks.regions import FACTOR, OBSERVED, near_observed, share_by_region
from paradiplomacy.experiments.measures.networks.ties import TieNetwork


@pytest.fixture
def one_each(network: Callable[..., TieNetwork]) -> TieNetwork:
    return network(6, [(0, 3), (1, 3), (2, 3)])


def test_shares_are_of_the_ends_of_ties_and_add_up_to_one(one_each: TieNetwork) -> None:
    n = len(one_each.places.population)
    found = share_by_region(one_each, ["a", "b", "b", "c", *["d"] * (n - 4)])
    assert found == pytest.approx({"a": 1 / 6, "b": 2 / 6, "c": 3 / 6, "d": 0.0})


def test_a_region_is_near_within_the_factor_both_ways(one_each: TieNetwork) -> None:
    names = list(OBSERVED)
    n = len(one_each.places.population)
    # Half of the ends are in one region; the others are in none that is on record.
    there = [*["nowhere"] * 3, "Eastern Asia", *["nowhere"] * (n - 4)]
    assert near_observed(one_each, there) == float(OBSERVED["Eastern Asia"] * FACTOR >= 0.5)
    assert np.isnan(near_observed(one_each, ["nowhere"] * n))
    assert sum(OBSERVED.values()) == pytest.approx(0.97, abs=0.01) and len(names) == 17


def test_a_network_like_the_record_is_near_everywhere() -> None:
    names, shares = list(OBSERVED), np.array(list(OBSERVED.values()))
    number = np.round(shares * 1000).astype(int)
    ends = np.repeat(np.arange(len(names)), number)
    network = TieNetwork(None, np.stack([ends, ends], axis=1))  # type: ignore[arg-type]
    assert near_observed(network, names) == 1.0
