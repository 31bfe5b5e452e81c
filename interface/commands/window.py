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

    if ":" in name or measures.fault(name) is not None:  # a measure in a file would run whatever a visitor names
        raise LookupError(f"no measure is called {name!r}")
    found = measures.measure(name)
    return Measured(float(found.of(world)), found.about)
