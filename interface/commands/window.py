"""What the command gives the window of the rooms that the window may not import (``visualisation.services``)."""

from paradiplomacy.model.world import World
from paradiplomacy.visualisation.services import Measured, Services


def services() -> Services:
    """Everything that a window opened by the command can do."""
    return Services(measure=measured)


def measured(world: World, name: str) -> Measured:
    """A measure of the experiments, read off a world.

    Raises:
        LookupError: There is none of this name.
    """
    from paradiplomacy.experiments import measures

    found = measures.MEASURES.get(name)
    if found is None:
        raise LookupError(f"no measure is called {name!r}")
    return Measured(float(found.of(world)), found.about)
