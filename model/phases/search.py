"""Search: actors choose whom to approach; capacity settles which approaches open a negotiation."""

from paradiplomacy.model.month import month_of
from paradiplomacy.model.network.potential import WINDOW
from paradiplomacy.model.network.searching import open_talks, potential_of
from paradiplomacy.model.state import State


def act(state: State) -> None:
    """Open the negotiations that this month's search leads to."""
    potential = potential_of(state)
    at = state.month - potential.window * WINDOW
    # Each approach may open a negotiation, between two parties, and each opening has terms.
    most = int(potential.first[at + 1] - potential.first[at]) + len(potential.frequent.who)
    state.book.reserve(most, 2 * most)
    state.ledger.reserve(most, most)
    open_talks(month_of(state))
