"""What is refused from outside: the word of whoever sits in for an actor, said as a dated event of the scenario.

A refusal is heard where a negotiation would be signed: the terms stand, and whoever is named says no to them. It
changes nothing before that; a run without refusals draws and decides as if there were none.
"""

import numpy as np

from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.events.happening import Happening
from paradiplomacy.model.state import State

REFUSAL = "refusal"


def refused(state: State, which: Rows) -> Flags:
    """Which of these negotiations are refused this month by one of their sides."""
    party = state.book.rows.party[which]
    found: Flags = np.zeros(len(which), dtype=bool)
    for happening in state.happenings.get(state.month, ()):
        if happening.kind == REFUSAL:
            one = np.isin(party[:, 0], happening.who) & np.isin(party[:, 1], happening.partners)
            other = np.isin(party[:, 1], happening.who) & np.isin(party[:, 0], happening.partners)
            found |= one | other
    return found


def said(_state: State, _happening: Happening) -> None:
    """A refusal is said: nothing happens until the negotiation is settled."""
