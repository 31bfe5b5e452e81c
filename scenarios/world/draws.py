"""Random draws about actors at the start."""

import numpy as np

from paradiplomacy.agents.columns import Floats, Keys
from paradiplomacy.model.chance import NOBODY, Purpose, Stream, key_of, normal, u01


class Draws:
    """Draws keyed by the actor's id and by their number in a fixed sequence.

    An actor has the same draws whatever other actors there are, so that one city more changes no other city.

    Args:
        run: Random numbers of the run.
        keys: (actors,) stable keys of the actors.
    """

    def __init__(self, run: Stream, keys: Keys) -> None:
        """Start the sequence."""
        self._run, self._keys, self._used = run, keys, 0

    def _next(self) -> np.uint64:
        # The number of a draw is its place in the sequence: a draw inserted in the middle changes all that follow it.
        # The month is 0, so that traits do not depend on the length of the burn-in.
        self._used += 1
        return key_of(self._run, 0, Purpose.ACTOR, self._used)

    def normal(self) -> Floats:
        """Return standard normal draws, one for each actor."""
        key = self._next()
        return np.array([normal(key, who, NOBODY) for who in self._keys])

    def uniform(self) -> Floats:
        """Return draws between 0 and 1, one for each actor."""
        key = self._next()
        return np.array([u01(key, who, NOBODY) for who in self._keys])
