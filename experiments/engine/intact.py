"""A check that a world has not been changed by what only reads it."""

import numpy as np

from paradiplomacy.model.world import World

type Mark = tuple[object, ...]


class Intact:
    """A world as it was.

    Args:
        world: The world.
        history: Whether the recorded months are checked in full, instead of their number; this takes time in proportion to
            the months.
    """

    def __init__(self, world: World, *, history: bool = True) -> None:
        self._world, self._history = world, history
        self._before = self._mark()

    def is_changed(self) -> bool:
        """Return whether anything that a month changes is different."""
        return self._mark() != self._before

    def _mark(self) -> Mark:
        state = self._world.state
        recorder = state.recorder
        columns = [
            *state.actors,
            *state.challenges,
            *(each for table in state.tables().values() for each in table.rows),
        ]
        history = [each for months in recorder.actors.values() for each in months] if self._history else []
        arrays = [state.party_position, state.veto_offset, state.mandate, *columns, *history]
        totals = [*(tuple(row.values()) for row in recorder.totals), recorder.own] if self._history else []
        # ``repr``, because NaN differs from itself.
        hooks = str(self._world.hooks)
        kept = (state.month, len(recorder.months), self._world.horizon, id(state.settings), hooks, repr(totals))
        return *kept, *(hash(np.ascontiguousarray(each).tobytes()) for each in arrays)
