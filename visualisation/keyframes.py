"""Keyframes: the state at some past months, from which any month is reached again by playing forward.

The rules draw luck by month and actor, so a month that is played twice is the same month.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.model.agreements import Book
from paradiplomacy.model.disputes import no_disputes
from paradiplomacy.model.ledger import Ledger
from paradiplomacy.model.state import State

EVERY = 12
MOST = 40


@dataclass(frozen=True, eq=False)
class Keyframe:
    """Everything of a state that months change.

    The log and the recorder only grow, so their length is enough to go back.
    """

    month: int
    actors: dict[str, NDArray[Any]]
    challenges: dict[str, NDArray[Any]]
    book: dict[str, NDArray[Any]]
    live: NDArray[np.int64]
    disputes: dict[str, NDArray[Any]]
    logged: dict[str, int]
    recorded: int


def take(state: State) -> Keyframe:
    """The keyframe of a state as it stands between two months."""
    return Keyframe(
        month=state.month,
        actors=_copies(state.actors),
        challenges=_copies(state.challenges),
        book=_copies(state.book.rows),
        live=state.book.live().copy(),
        disputes=_copies(state.disputes.rows),
        logged={name: len(table) for name, table in state.ledger.tables().items()},
        recorded=len(state.recorder.months),
    )


def put_back(state: State, frame: Keyframe) -> None:
    """Put an earlier state of the same world in place of the present one."""
    for name, column in state.actors._asdict().items():
        column[:] = frame.actors[name]
    for name, column in state.challenges._asdict().items():
        column[:] = frame.challenges[name]
    issues, log = len(state.issues), state.ledger.tables()
    state.book, state.disputes, state.ledger = Book(issues), no_disputes(issues), Ledger(issues)  # with blank room
    state.book.table.refill(frame.book)
    state.book.remember(frame.live)
    state.disputes.refill(frame.disputes)
    for name, table in state.ledger.tables().items():
        table.refill({column: values[: frame.logged[name]] for column, values in log[name].rows._asdict().items()})
    recorder = state.recorder
    columns: list[list[Any]] = [recorder.months, recorder.totals, *recorder.actors.values()]
    for months in columns:
        del months[frame.recorded :]
    state.month = frame.month


class Keyframes:
    """Keyframes of one run, at most ``MOST``: when there are more, every second goes and they lie further apart."""

    def __init__(self, state: State) -> None:
        self._every = EVERY
        self._frames = {state.month: take(state)}

    def __len__(self) -> int:
        return len(self._frames)

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

    def before(self, month: int) -> Keyframe:
        """The last keyframe that is not after a month."""
        return self._frames[max(at for at in self._frames if at <= month)]


def _copies(rows: Any) -> dict[str, NDArray[Any]]:
    return {name: column.copy() for name, column in rows._asdict().items()}
