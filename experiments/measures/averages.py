"""Shares and means that have the same bits on every machine."""

import numpy as np
from numpy.typing import NDArray


def share(part: float, total: float) -> float:
    """Divide a part by a total; NaN where the total is 0."""
    # NaN rather than 0: a run with nothing to divide drops out of the mean over replicates and does not pull it down.
    return float(part / total) if total else np.nan


def share_of(cases: NDArray[np.bool_]) -> float:
    """Share of the cases that are true; NaN without cases."""
    return share(count(cases), cases.size)


def added(values: NDArray[np.floating]) -> float:
    """Sum of all values, added one by one.

    NumPy adds in an order that depends on the processor, and Python's ``sum`` corrects for rounding from version 3.12 on.
    This sum has the same bits wherever it is computed, and the same as a loop of the compiled model.
    """
    # A plain loop is slow per value, but measures add thousands of values, not millions.
    total = 0.0
    for value in values.ravel().tolist():
        total += value
    return total


def mean(values: NDArray[np.floating]) -> float:
    """Mean of all values, added one by one; NaN of none."""
    return added(values) / values.size if values.size else np.nan


def count(cases: NDArray[np.bool_]) -> float:
    """Count the cases that are true."""
    return float(np.count_nonzero(cases))
