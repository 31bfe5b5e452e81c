"""The monthly recorder of columns of actors and of totals of the model."""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.model.vocabulary import Diplomacy


class Columns(NamedTuple):
    """The recorded columns of a month, (actors, ...) each, and the numbers of acts by class, (classes, actors)."""

    population: NDArray[np.float64]
    gdp: NDArray[np.float64]
    trust: NDArray[np.float32]
    reputation: NDArray[np.float32]
    position: NDArray[np.float32]
    public: NDArray[np.float32]
    promised: NDArray[np.float32]
    effort: NDArray[np.float32]
    party: NDArray[np.int8]
    ties: NDArray[np.int32]
    antagonism: NDArray[np.float32]
    classes: NDArray[np.int16]


EXACT, ROUNDED, CODES = Columns._fields[:2], Columns._fields[2:8], Columns._fields[8:9]
CLASSES = tuple(kind.name.lower() for kind in Diplomacy if kind is not Diplomacy.NONE)


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
        names = (*Columns._fields[:-1], *CLASSES)
        self.actors: dict[str, list[NDArray[Any]]] = {name: [] for name in names}
        self.totals: list[dict[str, float]] = []
        self.own: dict[str, list[float]] = {}

    def take(self, month: int, columns: Columns, totals: dict[str, float]) -> None:
        """Record a month.

        Args:
            month: Month of the scenario.
            columns: The columns, which nobody else changes.
            totals: Totals of the model by name.
        """
        self.months.append(month)
        for months, column in zip(self.actors.values(), (*columns[:-1], *columns.classes), strict=True):
            months.append(column)
        self.totals.append(totals)
        for values in self.own.values():
            # Until the script's function is asked, at the end of the month; it may be gone, as in a restored world.
            values.append(math.nan)
        if self.most is not None:
            # Long runs in the window would otherwise fill the memory; totals are small and stay.
            for months in self.actors.values():
                del months[: -self.most]
