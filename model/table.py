"""A table that grows at its end: one array per column."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paradiplomacy.agents.columns import declared


class Table[Rows]:
    """Rows of the columns that a named tuple of arrays declares.

    ``rows`` holds views of the filled part of the columns: writing to them writes the table. They are valid until rows
    are added.

    The arrays have room to spare and double when it runs out, so that adding rows month by month takes time in
    proportion to the rows, and compiled rules read plain arrays without a copy.
    """

    def __init__(self, columns: type[Rows], issues: int, blank: Mapping[str, Any]) -> None:
        self._type = columns
        self._blank = dict(blank)
        self._n = 0
        self._arrays: dict[str, NDArray[Any]] = {}
        kind: Any = columns
        for name, (scalar, field) in declared(kind).items():
            # 64 rows to begin with: short tables never grow, and empty ones cost little.
            self._arrays[name] = np.full((64, *field.width(issues)), self._blank.get(name, 0), dtype=scalar)
        # Views are made once and dropped when rows are added, since phases ask for them many times a month.
        self._view: Rows | None = None

    def __len__(self) -> int:
        return self._n

    def __getstate__(self) -> dict[str, Any]:
        """Return what copies and files hold: the columns without their views."""
        # A copied view would be an array apart from the copied column, so that what is written to it would be lost.
        return vars(self) | {"_view": None}

    @property
    def rows(self) -> Rows:
        """The filled part of every column."""
        # Made once for all readers between two additions: every phase asks for it several times.
        if self._view is None:
            self._view = self._type(**{name: array[: self._n] for name, array in self._arrays.items()})
        return self._view

    def refill(self, columns: Mapping[str, NDArray[Any]]) -> None:
        """Replace all rows; all columns are named and equally long."""
        # Copied first: the new columns may be views of the arrays that are about to be blanked.
        columns = {name: column.copy() for name, column in columns.items()}
        for name, array in self._arrays.items():
            # Rows beyond the end have to be blank: adding rows fills only the columns that are named.
            array[:] = self._blank.get(name, 0)
        self._n = 0
        self.append(len(next(iter(columns.values()))), **columns)

    def append(self, count: int, **values: ArrayLike) -> NDArray[np.int64]:
        """Add ``count`` rows and return their numbers; columns that are not named get their blank."""
        start, stop = self._n, self._n + count
        room = len(next(iter(self._arrays.values())))
        if stop > room:
            # Doubling copies each row a constant number of times on average.
            more = max(stop, 2 * room) - room
            for name, array in self._arrays.items():
                extra = np.full((more, *array.shape[1:]), self._blank.get(name, 0), dtype=array.dtype)
                self._arrays[name] = np.concatenate([array, extra])
        for name, value in values.items():
            self._arrays[name][start:stop] = value
        self._n = stop
        # The arrays may have moved; earlier views still show the old ones.
        self._view = None
        return np.arange(start, stop, dtype=np.int64)
