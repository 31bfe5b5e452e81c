"""The monthly recorder of what drifts: columns of actors, and totals of the model."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Actors

EXACT = ("population", "gdp")
ROUNDED = ("trust", "reputation", "position", "public", "promised", "effort")


class Recorder:
    """Keeps the columns of every actor and the totals of every month.

    Population and GDP are kept in full, shares in single precision (seven digits).
    """

    def __init__(self) -> None:
        self.months: list[int] = []
        self.actors: dict[str, list[NDArray[Any]]] = {name: [] for name in (*EXACT, *ROUNDED, "ties")}
        self.totals: list[dict[str, float]] = []

    def take(self, month: int, actors: Actors, ties: NDArray[np.int32], totals: dict[str, float]) -> None:
        """Record a month.

        Args:
            month: Month of the scenario.
            actors: The columns.
            ties: (actors,) number of agreements in force of each actor.
            totals: Model-level numbers by name.
        """
        self.months.append(month)
        for name in EXACT:
            self.actors[name].append(getattr(actors, name).copy())
        for name in ROUNDED:
            self.actors[name].append(getattr(actors, name).astype(np.float32))
        self.actors["ties"].append(ties)
        self.totals.append(totals)
