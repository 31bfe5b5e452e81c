"""Search: actors choose whom to approach; capacity settles which approaches open a negotiation."""

from paradiplomacy.model.course import SEARCH, course
from paradiplomacy.model.state import State


def act(state: State) -> None:
    """Open the negotiations that this month's search leads to."""
    course(state, SEARCH, SEARCH)
