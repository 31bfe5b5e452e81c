"""What a measure is."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from paradiplomacy.model.world import World


class Measure(NamedTuple):
    """A number that is read off a run.

    Attributes:
        about: What it is.
        unit: Its unit.
        of: Reads it off a world; NaN where there is nothing to read.
    """

    about: str
    unit: str
    of: Callable[["World"], float]


def share(part: Any, whole: Any) -> float:
    """A part of a whole; NaN where there is none."""
    return float(part / whole) if whole else np.nan


def mean(values: np.ndarray) -> float:
    """Mean, added up in order: the same bits wherever it is computed; NaN of nothing."""
    total = 0.0
    for value in values.ravel().tolist():
        total += value
    return total / values.size if values.size else np.nan
