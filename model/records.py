"""Records of columns: named tuples of arrays that hold one entry per case."""

from collections.abc import Callable
from typing import cast

import numpy as np

from paradiplomacy.model.agreements.book import Flags, Rows


def select[R: tuple[np.ndarray, ...]](record: R, chosen: Flags | Rows) -> R:
    """Return a copy of the chosen cases of a record.

    Args:
        record: Columns whose first axis counts the cases.
        chosen: A flag for each case, or numbers of cases.
    """
    made = cast("Callable[..., R]", type(record))
    # Compiled rules are typed for contiguous columns; another layout would compile all of them again.
    return made(*(np.ascontiguousarray(column[chosen]) for column in record))
