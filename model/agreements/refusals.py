"""Refusals: which negotiations a dated event keeps from being signed this month."""

import numpy as np

from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.events.refusal import Refusal
from paradiplomacy.model.state import State


def refused(state: State, which: Rows) -> Flags:
    """Return whether each of these negotiations is refused this month by one of its parties."""
    party = state.book.rows.party[which]
    found: Flags = np.zeros(len(which), dtype=bool)
    for event in state.dated_events.get(state.month, ()):
        if isinstance(event, Refusal):
            who, partners = state.lookup.rows(event.who), state.lookup.rows(event.partners)
            one = np.isin(party[:, 0], who) & np.isin(party[:, 1], partners)
            other = np.isin(party[:, 1], who) & np.isin(party[:, 0], partners)
            found |= one | other
    return found
