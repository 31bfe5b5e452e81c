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
    proportion to the rows, and compiled rules read plain arrays without a copy. Compiled rules also add rows: they write
    into ``room``, as far as ``reserve`` has made it, and count them in ``filled``.
    """

    def __init__(self, columns: type[Rows], issues: int, blank: Mapping[str, Any]) -> None:
        self._type = columns
        self._blank = dict(blank)
        # An array, so that compiled code, which writes rows into the room, counts them on.
        self.filled = np.zeros(1, dtype=np.int64)
        kind: Any = columns
        # 64 rows to begin with: short tables never grow, and empty ones cost little.
        self._arrays: dict[str, NDArray[Any]] = {
            name: np.full((64, *field.width(issues)), self._blank.get(name, 0), dtype=scalar)
            for name, (scalar, field) in declared(kind).items()
        }
        # Views are made once for all readers between two additions: every phase asks for them several times.
        self._rows: Rows | None = None
        self._room: Rows | None = None
        self._seen = 0

    def __len__(self) -> int:
        return int(self.filled[0])

    def __getstate__(self) -> dict[str, object]:
        """Return what copies and files hold: the columns without their views."""
        # A copied view would be an array apart from the copied column, so that what is written to it would be lost.
        return vars(self) | {"_rows": None, "_room": None}

    @property
    def rows(self) -> Rows:
        """The filled part of every column."""
        if self._rows is None or self._seen != self.filled[0]:
            self._seen = len(self)
            if self._seen > self._capacity:
                raise MemoryError(
                    f"{self._seen} rows are counted, and {self._capacity} have room; expected room for all"
                )
            self._rows = self._first(self._seen)
        return self._rows

    @property
    def room(self) -> Rows:
        """The whole columns, into which compiled code writes: rows that are not filled are blank."""
        if self._room is None:
            self._room = self._first(self._capacity)
        return self._room

    def _first(self, count: int) -> Rows:
        return self._type(**{name: array[:count] for name, array in self._arrays.items()})

    @property
    def _capacity(self) -> int:
        return len(next(iter(self._arrays.values())))

    def refill(self, columns: Mapping[str, NDArray[Any]]) -> None:
        """Replace all rows; all columns are named and equally long."""
        # Copied first: the new columns may be views of the arrays that are about to be blanked.
        columns = {name: column.copy() for name, column in columns.items()}
        for name, array in self._arrays.items():
            # Rows beyond the end have to be blank: adding rows fills only the columns that are named.
            array[:] = self._blank.get(name, 0)
        self.filled[0] = 0
        self.append(len(next(iter(columns.values()))), **columns)

    def reserve(self, count: int) -> None:
        """Make room for ``count`` more rows; the arrays move where there is too little."""
        room, stop = self._capacity, len(self) + count
        if stop <= room:
            return
        # Doubling copies each row a constant number of times on average.
        more = max(stop, 2 * room) - room
        for name, array in self._arrays.items():
            extra = np.full((more, *array.shape[1:]), self._blank.get(name, 0), dtype=array.dtype)
            self._arrays[name] = np.concatenate([array, extra])
        # Earlier views still show the old arrays.
        self._rows = self._room = None

    def append(self, count: int, **values: ArrayLike) -> NDArray[np.int64]:
        """Add ``count`` rows and return their numbers; columns that are not named get their blank."""
        self.reserve(count)
        start, stop = len(self), len(self) + count
        for name, value in values.items():
            self._arrays[name][start:stop] = value
        self.filled[0] = stop
        return np.arange(start, stop, dtype=np.int64)
