"""Keyframes: the state at some past months, from which any month is reached again by playing forward.

The rules draw luck by month and actor, so a month that is played twice is the same month.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.state import State
from paradiplomacy.model.table import Table

EVERY = 12
MOST = 40
ENDING = ("book", "disputes")
"""Tables whose rows stay as they are once they have ended."""


@dataclass(frozen=True, eq=False)
class Part:
    """What of a table may still change: how long it was, and the rows that had not ended (``None``: all)."""

    length: int
    open: NDArray[np.int64] | None
    columns: dict[str, NDArray[Any]]


@dataclass(frozen=True, eq=False)
class Keyframe:
    """Everything of a state that months change.

    The log only grows, and a row of the book that has ended stays as it is: of these the length is enough to go back.
    """

    month: int
    actors: dict[str, NDArray[Any]]
    challenges: dict[str, NDArray[Any]]
    parts: dict[str, Part]
    live: NDArray[np.int64]
    recorded: int


def take(state: State) -> Keyframe:
    """The keyframe of a state as it stands between two months."""
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
    """Put an earlier state of the same world in place of the present one."""
    for name, column in state.actors._asdict().items():
        column[:] = frame.actors[name]
    for name, column in state.challenges._asdict().items():
        column[:] = frame.challenges[name]
    for name, table in state.tables().items():
        _shorten(table, frame.parts[name])
    state.book.remember(frame.live)
    recorder = state.recorder
    gone = len(recorder.months) - frame.recorded
    columns: list[list[Any]] = [recorder.months, recorder.totals, *recorder.actors.values()]
    for months in columns if gone > 0 else []:
        del months[max(0, len(months) - gone) :]
    state.month = frame.month


def _part(table: Table[Any], *, grows_only: bool, ends: bool) -> Part:
    columns = table.rows._asdict()
    if grows_only:
        return Part(len(table), np.zeros(0, dtype=np.int64), {})
    chosen = np.flatnonzero(columns["ended"] == NEVER) if ends else None
    return Part(
        len(table),
        chosen,
        {name: column.copy() if chosen is None else column[chosen] for name, column in columns.items()},
    )


def _shorten(table: Table[Any], part: Part) -> None:
    """Bring a table back to what it was."""
    if part.open is None:
        table.refill(part.columns)
        return
    table.refill({name: column[: part.length] for name, column in table.rows._asdict().items()})
    for name, values in part.columns.items():
        getattr(table.rows, name)[part.open] = values


class Keyframes:
    """Keyframes of one run, at most ``MOST``: when there are more, every second goes and they lie further apart."""

    def __init__(self, state: State) -> None:
        self._every = EVERY
        self._frames = {state.month: take(state)}

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def size(self) -> int:
        """Bytes that all keyframes hold."""
        return sum(
            column.nbytes
            for frame in self._frames.values()
            for column in (*frame.actors.values(), *(c for part in frame.parts.values() for c in part.columns.values()))
        )

    def keep(self, state: State) -> None:
        """Take a keyframe where one is due."""
        if state.month % self._every or state.month in self._frames:
            return
        self._frames[state.month] = take(state)
        if len(self._frames) > MOST:
            self._every *= 2
            first = min(self._frames)
            self._frames = {
                month: frame for month, frame in self._frames.items() if month == first or month % self._every == 0
            }

    def forget_after(self, month: int) -> None:
        """Forget what lies after a month: from there on it will be played otherwise."""
        self._frames = {at: frame for at, frame in self._frames.items() if at <= month}

    def before(self, month: int) -> Keyframe:
        """The last keyframe that is not after a month."""
        return self._frames[max(at for at in self._frames if at <= month)]


def _copies(rows: Any) -> dict[str, NDArray[Any]]:
    return {name: column.copy() for name, column in rows._asdict().items()}
