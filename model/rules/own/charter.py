"""A user's own charter: a function ``(peak, weight)`` of all actors invited that returns the common depth on one issue."""

import math
from collections.abc import Callable
from typing import SupportsFloat

import numba
import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.rules.own.load import RAISED, OwnRuleError

RIGHT = "expected a function of (peak, weight) that returns a depth from 0 to 1"
# One issue of a club of nine: nobody wants anything, all want the same, they differ.
PEAKS = (np.zeros(9), np.full(9, 0.5), np.linspace(0.0, 0.95, 9))


class OwnCharter:
    """A charter rule made of a user's function: a common depth, which does not change with the membership.

    Raises:
        OwnRuleError: The function fails on the trial clubs.
    """

    SOURCE = "a user's own file"
    # A function states one common depth; terms that depend on the membership would need the payoffs of all members.
    SOLVED_AGAIN = False
    BARGAINED = False

    def __init__(self, name: str, function: object) -> None:
        self._name = name
        plain = getattr(function, "py_func", function)
        if not callable(plain):
            raise OwnRuleError(f'"{name}" is not a function', RIGHT)
        self._function: Callable[[Floats, Floats], SupportsFloat] = plain
        for peak in PEAKS:
            self.depth(peak, np.full(len(peak), 0.1))
        self._function = _compiled(plain)

    def depth(self, peak: Floats, weight: Floats) -> float:
        """Return the common depth on one issue.

        Raises:
            OwnRuleError: The function raises an error or answers something else than a depth.
        """
        try:
            # Copies, so that a function that sorts in place does not reorder the caller's columns.
            answer = self._function(peak.copy(), weight.copy())
        except RAISED as error:
            raise OwnRuleError(f'"{self._name}" raises {type(error).__name__}: {error}', RIGHT) from error
        try:
            depth = float(answer)
        except (TypeError, ValueError) as error:
            raise OwnRuleError(f'"{self._name}" answers {answer!r}', RIGHT) from error
        if math.isnan(depth) or not 0.0 <= depth <= 1.0:
            raise OwnRuleError(f'"{self._name}" answers {depth:g}', RIGHT)
        return depth


def _compiled(plain: Callable[[Floats, Floats], SupportsFloat]) -> Callable[[Floats, Floats], SupportsFloat]:
    """Return the function compiled, or as it is where Numba cannot compile it."""
    quick: Callable[[Floats, Floats], SupportsFloat] = numba.njit(error_model="numpy")(plain)
    try:
        quick(PEAKS[0].copy(), PEAKS[0].copy())
    except (numba.core.errors.NumbaError, *RAISED):
        return plain
    return quick
