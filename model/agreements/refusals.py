"""Refusals: which negotiations a dated event keeps from being signed this month."""

import numpy as np

from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.events.refusal import Refusal
from paradiplomacy.model.state import State


def refused(state: State, which: Rows) -> Flags:
    """Return whether each of these negotiations is refused this month by one of its parties."""
    book = state.book
    party = book.parties.actor[book.parties_of(which)]
    found: Flags = np.zeros(len(which), dtype=bool)
    for event in state.dated_events.get(state.month, ()):
        if isinstance(event, Refusal):
            who, partners = state.lookup.rows(event.who), state.lookup.rows(event.partners)
            refuses, refused_by = np.isin(party, who), np.isin(party, partners)
            one, other, both = (book.count(which, some) for some in (refuses, refused_by, refuses & refused_by))
            # The number of pairs of parties of which one refuses the other: an actor on both lists does not refuse itself.
            found |= one * other > both
    return found
