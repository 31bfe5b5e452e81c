"""All settings of a search with the values of their measures, and their scores."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.design.sample import Point
from paradiplomacy.experiments.search.objectives import MISFIT, Floats, misfit, objectives_of, robust


class Trace(NamedTuple):
    """All settings of a search.

    Attributes:
        settings: The settings, in the order in which they were tried.
        generation: (settings,) number of the generation of each, from 0.
        measured: (settings, points) mean over replicates, by measure.
        ended: Why the search ended.
    """

    settings: list[Point]
    generation: list[int]
    measured: dict[str, Floats]
    ended: str


def with_misfit(design: Design, values: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return the values of all measures and, where targets have values, the misfit."""
    found = dict(values)
    # Only where it is asked for: targets without a value have no distance.
    if any(each.name == MISFIT for each in objectives_of(design.search, design.targets)):
        found[MISFIT] = misfit(found, design.targets)
    return found


def scores_of(design: Design, values: Mapping[str, Floats]) -> Floats:
    """Return the scores of all settings, (settings, objectives), to be minimised."""
    found, wanted = with_misfit(design, values), objectives_of(design.search, design.targets)
    return np.column_stack([robust(found[each.name], each.sign, design.search.over) for each in wanted])
