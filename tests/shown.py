"""Helps for tests of the window: months that look the same, and every form filled in."""

import numpy as np

from paradiplomacy.visualisation.session.snapshot import Snapshot

FILLED = {
    "withdrawal": {"who": "nations", "issues": []},
    "summit": {"who": "cities", "number": 2},
    "conference": {"who": "cities", "choice": "declaration"},
    "statement": {"who": "cities"},
    "consent": {"choice": "required"},
    "statute": {"choice": "notice"},
    "rupture": {"number": -1.0},
    "election": {"choice": "progressive"},
    "opinion": {"number": -0.4},
    "slump": {"number": 0.5},
}
"""A valid entry for the form of each event."""


def same(one: Snapshot, other: Snapshot) -> bool:
    return (
        (one.month, one.date, one.feed) == (other.month, other.date, other.feed)
        and all(np.array_equal(a, b) for a, b in zip(one.arcs, other.arcs, strict=True))
        and np.array_equal(one.population, other.population)
        and all(np.array_equal(one.shades[name], other.shades[name], equal_nan=True) for name in one.shades)
        and all(np.array_equal(one.totals[name], other.totals[name], equal_nan=True) for name in one.totals)
    )
