"""Comparison of what the window shows of two months."""

import numpy as np

from paradiplomacy.visualisation.session.snapshot import Snapshot


def same(one: Snapshot, other: Snapshot) -> bool:
    return (
        (one.month, one.date, one.feed) == (other.month, other.date, other.feed)
        and all(np.array_equal(a, b) for a, b in zip(one.arcs, other.arcs, strict=True))
        and np.array_equal(one.population, other.population)
        and all(np.array_equal(one.shades[name], other.shades[name], equal_nan=True) for name in one.shades)
        and all(np.array_equal(one.totals[name], other.totals[name], equal_nan=True) for name in one.totals)
    )
