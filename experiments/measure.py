"""What a measure is."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from paradiplomacy.model.world import World


class Measure(NamedTuple):
    """A number that is read off a run.

    Attributes:
        about: What it is.
        unit: Its unit.
        of: Reads it off a world; NaN where there is nothing to read.
    """

    about: str
    unit: str
    of: Callable[["World"], float]
