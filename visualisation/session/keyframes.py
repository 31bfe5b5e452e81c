"""Keyframes: the state at some past months, from which any month is reached again by playing forward.

Random numbers are drawn by month and actor and not in sequence, so a month that is played twice is the same month.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Actors
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.challenges.challenges import Challenges
from paradiplomacy.model.state import State
from paradiplomacy.model.table import Table

EVERY = 12
"""Months between two keyframes at first."""
MOST = 40
ENDING = ("book", "disputes")
"""Tables whose rows do not change once they have ended."""


@dataclass(frozen=True, eq=False)
class Part:
    """The part of a table that may still change: its length, and the rows that had not ended (None: all rows)."""

    length: int
    open: NDArray[np.int64] | None
    columns: dict[str, np.ndarray]


@dataclass(frozen=True, eq=False)
class Keyframe:
    """Everything of a state that a month changes.

    The log only grows, and a row of the book does not change once it has ended, so their lengths are enough to go back.
    """

    month: int
    actors: dict[str, np.ndarray]
    challenges: dict[str, np.ndarray]
    parts: dict[str, Part]
    live: NDArray[np.int64]
    recorded: int

    # Taken once: it does not change, and a session asks for it after each month.
    @cached_property
    def size(self) -> int:
        """Memory of the columns in bytes."""
        columns = [*self.actors.values(), *(each for part in self.parts.values() for each in part.columns.values())]
        return sum(column.nbytes for column in columns)


def take(state: State) -> Keyframe:
    """Return the keyframe of a state between two months."""
    log = state.ledger.tables()
    return Keyframe(
        month=state.month,
        actors=_copies(state.actors),
        challenges=_copies(state.challenges),
        parts={
            name: _part(table, grows_only=name in log, ends=name in ENDING) for name, table in state.tables().items()
        },
        live=state.book.live().copy(),
        recorded=len(state.recorder.months),
    )


def put_back(state: State, frame: Keyframe) -> None:
    """Restore an earlier state of the same world in place."""
    # Values are written into the columns, because compiled code and Mesa's agents hold views of them.
    for name, column in state.actors._asdict().items():
        column[:] = frame.actors[name]
    for name, column in state.challenges._asdict().items():
        column[:] = frame.challenges[name]
    for name, table in state.tables().items():
        _shorten(table, frame.parts[name])
    state.book.remember(frame.live)
    # A long visit keeps only its latest months on record, so as many are removed as were added since, if still there.
    recorder = state.recorder
    gone = len(recorder.months) - frame.recorded
    if gone > 0:
        _drop_last(recorder.months, gone)
        _drop_last(recorder.totals, gone)
        for months in recorder.actors.values():
            _drop_last(months, gone)
    state.month = frame.month


def _drop_last[T](months: list[T], count: int) -> None:
    del months[max(0, len(months) - count) :]


def _part(table: Table[Any], *, grows_only: bool, ends: bool) -> Part:
    columns = table.rows._asdict()
    # Rows of the log are never changed, so going back only cuts them off.
    if grows_only:
        return Part(len(table), np.zeros(0, dtype=np.int64), {})
    chosen = np.flatnonzero(columns["ended"] == NEVER) if ends else None
    return Part(
        len(table),
        chosen,
        {name: column.copy() if chosen is None else column[chosen] for name, column in columns.items()},
    )


def _shorten(table: Table[Any], part: Part) -> None:
    """Restore a table."""
    # Without a record of open rows the whole table was copied: its rows may change as long as they exist.
    if part.open is None:
        table.refill(part.columns)
        return
    table.refill({name: column[: part.length] for name, column in table.rows._asdict().items()})
    for name, values in part.columns.items():
        getattr(table.rows, name)[part.open] = values


class Keyframes:
    """Keyframes of one run, at most ``MOST``: beyond that every second one is dropped and the distance doubles."""

    def __init__(self, state: State) -> None:
        self._every = EVERY
        self._frames = {state.month: take(state)}

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def size(self) -> int:
        """Memory of all keyframes in bytes."""
        return sum(frame.size for frame in self._frames.values())

    # Every second keyframe goes, not the oldest: early months stay within reach, and memory stays bounded.
    def keep(self, state: State) -> None:
        """Take a keyframe if one is due."""
        if state.month % self._every or state.month in self._frames:
            return
        self._frames[state.month] = take(state)
        # The first keyframe always stays: from it every month can be reached, if slowly.
        if len(self._frames) > MOST:
            self._every *= 2
            first = min(self._frames)
            self._frames = {
                month: frame for month, frame in self._frames.items() if month == first or month % self._every == 0
            }

    def forget_after(self, month: int) -> None:
        """Drop the keyframes after a month, because the months after it will be played differently."""
        self._frames = {at: frame for at, frame in self._frames.items() if at <= month}

    def before(self, month: int) -> Keyframe:
        """Return the last keyframe that is not after a month."""
        return self._frames[max(at for at in self._frames if at <= month)]


def _copies(rows: Actors | Challenges) -> dict[str, np.ndarray]:
    return {name: column.copy() for name, column in rows._asdict().items()}
