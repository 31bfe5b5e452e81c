"""What the window can ask of the rooms beside it, which it may not import: given by the command that opens it.

A page that is opened without the command (``solara run``) has none of them, and says so where one is wanted.
"""

from collections.abc import Callable
from typing import NamedTuple

from paradiplomacy.model.world import World


class Measured(NamedTuple):
    """A number read off a world, and what it is."""

    value: float
    about: str


class Services(NamedTuple):
    """What the command line gives the window; None where it gives nothing.

    Attributes:
        measure: Reads a named measure of the experiments off a world; raises LookupError for a name that is none.
    """

    measure: Callable[[World, str], Measured] | None = None


class Offer:
    """Holds what is given, for all visits of a server."""

    def __init__(self) -> None:
        self.services = Services()


OFFER = Offer()
