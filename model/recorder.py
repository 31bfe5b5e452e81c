"""The monthly recorder of columns of actors and of totals of the model."""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.columns import Actors
from paradiplomacy.model.vocabulary import Diplomacy

EXACT = ("population", "gdp")
ROUNDED = ("trust", "reputation", "position", "public", "promised", "effort")
CODES = ("party",)
CLASSES = tuple(kind.name.lower() for kind in Diplomacy if kind is not Diplomacy.NONE)


class Conduct(NamedTuple):
    """Conduct of city diplomacy towards the nation in the acts of the last two years.

    The row of a city covers its own acts, that of a nation the acts of all its cities.

    Attributes:
        antagonism: (actors,) mean over acts of salience x opposition x visibility; NaN where there was no act.
        classes: Number of acts of each class (Soldatos 1990) by its name, (actors,).
    """

    antagonism: NDArray[np.float64]
    classes: dict[str, NDArray[np.int32]]


class Recorder:
    """The recorded columns of actors and totals of the model, month by month.

    Population and GDP are recorded in full; shares in single precision (seven digits), which halves the memory.

    Attributes:
        most: Number of latest months for which the columns of actors are held; None for all. Totals are always held.
        months: The months that were recorded.
        actors: By name of the column, one array per month.
        totals: One record of totals by name per month.
        own: Values of the columns that a script records, one per month, by name of the column.
    """

    def __init__(self) -> None:
        self.most: int | None = None
        self.months: list[int] = []
        names = (*EXACT, *ROUNDED, *CODES, "ties", "antagonism", *CLASSES)
        self.actors: dict[str, list[NDArray[Any]]] = {name: [] for name in names}
        self.totals: list[dict[str, float]] = []
        self.own: dict[str, list[float]] = {}

    def take(
        self, month: int, actors: Actors, ties: NDArray[np.int32], conduct: Conduct, totals: dict[str, float]
    ) -> None:
        """Record a month.

        Args:
            month: Month of the scenario.
            actors: The columns.
            ties: (actors,) number of agreements in force of each actor.
            conduct: Conduct of city diplomacy.
            totals: Totals of the model by name.
        """
        self.months.append(month)
        for name in EXACT:
            # A copy, because the column goes on changing; the conversions below copy anyway.
            self.actors[name].append(getattr(actors, name).copy())
        for name in ROUNDED:
            self.actors[name].append(getattr(actors, name).astype(np.float32))
        for name in CODES:
            self.actors[name].append(getattr(actors, name).astype(np.int8))
        self.actors["ties"].append(ties)
        self.actors["antagonism"].append(conduct.antagonism.astype(np.float32))
        for name, number in conduct.classes.items():
            self.actors[name].append(number.astype(np.int16))
        self.totals.append(totals)
        for values in self.own.values():
            # Until the script's function is asked, at the end of the month; it may be gone, as in a restored world.
            values.append(math.nan)
        if self.most is not None:
            # Long runs in the window would otherwise fill the memory; totals are small and stay.
            for months in self.actors.values():
                del months[: -self.most]
