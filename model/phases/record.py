"""Record: columns of actors and totals of the month go to the recorder."""

from paradiplomacy.model.observe import observe
from paradiplomacy.model.state import State


def act(state: State) -> None:
    """Record the month."""
    observe(state, state.recorder)
    # Last of all: totals of the month still count what ended in it.
    state.book.forget_ended()
