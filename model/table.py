"""A table that grows at its end: one array per column, with room to spare."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import scalar_of


class Width(NamedTuple):
    """What is known of a column: its meaning, unit and range, and its second dimension.

    Attributes:
        columns: Length of the second dimension; 0 where there is none.
        per_issue: Whether the second dimension is that of the issues.
        about: What the column holds.
        unit: Its unit; ``code`` for the number of a word, ``share`` for a number in [0, 1].
        low, high: Range of its values, where they have one.
    """

    columns: int = 0
    per_issue: bool = False
    about: str = ""
    unit: str = "1"
    low: float = float("-inf")
    high: float = float("inf")


@cache
def declared(columns: Any) -> dict[str, tuple[type, Width]]:
    """Scalar type and second dimension of every column that a named tuple of arrays declares."""
    hints = {name: get_args(hint) for name, hint in get_type_hints(columns, include_extras=True).items()}
    return {name: (scalar_of(array_type), width) for name, (array_type, width) in hints.items()}


class Table[Rows]:
    """Rows of the columns that a named tuple of arrays declares.

    ``rows`` gives the columns as long as they are filled, as views: writing to them writes the table.
    They are valid until rows are added.
    """

    def __init__(self, columns: type[Rows], issues: int, blank: Mapping[str, Any]) -> None:
        self._type = columns
        self._blank = dict(blank)
        self._n = 0
        self._arrays: dict[str, NDArray[Any]] = {}
        kind: Any = columns
        for name, (scalar, width) in declared(kind).items():
            second = issues if width.per_issue else width.columns
            shape = (64, second) if second else (64,)
            self._arrays[name] = np.full(shape, self._blank.get(name, 0), dtype=scalar)
        self._view: Rows | None = None

    def __len__(self) -> int:
        return self._n

    @property
    def rows(self) -> Rows:
        """The filled part of every column."""
        if self._view is None:
            self._view = self._type(**{name: array[: self._n] for name, array in self._arrays.items()})
        return self._view

    def refill(self, columns: Mapping[str, NDArray[Any]]) -> None:
        """Put other rows in the place of those that there are; all columns are named and equally long."""
        kept = {name: column.copy() for name, column in columns.items()}
        for name, array in self._arrays.items():
            array[:] = self._blank.get(name, 0)
        self._n = 0
        self.append(len(next(iter(kept.values()))), **kept)

    def append(self, count: int, **values: Any) -> NDArray[np.int64]:
        """Add so many rows, columns that are not named filled with their blank; returns their numbers."""
        start, stop = self._n, self._n + count
        room = len(next(iter(self._arrays.values())))
        if stop > room:
            more = max(stop, 2 * room) - room
            for name, array in self._arrays.items():
                extra = np.full((more, *array.shape[1:]), self._blank.get(name, 0), dtype=array.dtype)
                self._arrays[name] = np.concatenate([array, extra])
        for name, value in values.items():
            self._arrays[name][start:stop] = value
        self._n = stop
        self._view = None
        return np.arange(start, stop, dtype=np.int64)
