"""Refusals: which negotiations a dated event keeps from being signed this month."""

import numpy as np

from paradiplomacy.agents.compiled import inner
from paradiplomacy.model.agreements.book import Agreements, Flags, Parties
from paradiplomacy.model.events.refusal import Refusal
from paradiplomacy.model.state import State


@inner
def refused(refusals: Flags, book: Agreements, parties: Parties, row: int) -> bool:
    """Return whether a negotiation is refused this month by one of its parties.

    Args:
        refusals: (e, 2, actors) who refuses, and who is refused, by each dated event of the month.
        book: The agreements.
        parties: Their parties.
        row: Number of the negotiation.
    """
    for event in range(refusals.shape[0]):
        one, other, both = 0, 0, 0
        for p in range(book.first[row], book.first[row] + book.size[row]):
            refuses, is_refused = refusals[event, 0, parties.actor[p]], refusals[event, 1, parties.actor[p]]
            one += refuses
            other += is_refused
            both += refuses and is_refused
        # The number of pairs of parties of which one refuses the other: an actor on both lists does not refuse itself.
        if one * other > both:
            return True
    return False


def refusals_of(state: State) -> Flags:
    """Return who refuses, and who is refused, by each dated event of this month: (e, 2, actors)."""
    events = [event for event in state.dated_events.get(state.month, ()) if isinstance(event, Refusal)]
    found = np.zeros((len(events), 2, state.n_actors), dtype=bool)
    for number, event in enumerate(events):
        found[number, 0, state.lookup.rows(event.who)] = True
        found[number, 1, state.lookup.rows(event.partners)] = True
    return found
